//! The XML of JUnit, as CI servers read it: its document, and elements that say what they are given.

use std::fmt::Display;

use super::escape::markup;
use crate::diagnostic::visible;

/// Names of attributes with their values, which are text.
pub(crate) type Attributes<'a> = &'a [(&'a str, &'a dyn Display)];

/// Returns a document of test suites with a line end; `suites` is XML in whole lines.
pub(crate) fn document(attributes: Attributes<'_>, suites: &str) -> String {
    let suites = element("testsuites", attributes, &format!("\n{suites}"));
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{suites}\n")
}

/// Returns an element without a line end; `content` is XML, and may be empty.
pub(crate) fn element(name: &str, attributes: Attributes<'_>, content: &str) -> String {
    let attribute =
        |(key, value): &(&str, &dyn Display)| format!(" {key}=\"{}\"", escaped(&value.to_string()));
    let attributes: String = attributes.iter().map(attribute).collect();
    match content {
        "" => format!("<{name}{attributes}/>"),
        content => format!("<{name}{attributes}>{content}</{name}>"),
    }
}

/// Escapes text for use between tags and in attributes. Control characters become visible, since XML has no
/// way to write most of them.
pub(crate) fn escaped(text: &str) -> String {
    markup(&visible(text)).replace('\n', "&#10;").replace('\t', "&#9;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_ends_no_attribute_and_opens_no_element() {
        let attributes: Attributes<'_> = &[("name", &"\"a\" & 'b'"), ("line", &7)];
        assert_eq!(
            element("testcase", attributes, &escaped("<b>]]>")),
            "<testcase name=\"&quot;a&quot; &amp; &#39;b&#39;\" line=\"7\">&lt;b&gt;]]&gt;</testcase>"
        );
    }

    #[test]
    fn an_element_without_content_is_closed_at_once() {
        assert_eq!(element("testcase", &[("name", &"a")], ""), "<testcase name=\"a\"/>");
    }

    #[test]
    fn control_characters_are_shown_and_line_ends_are_kept() {
        assert_eq!(escaped("a\u{1b}[31m\u{0}\r"), "a\\u{1b}[31m\\u{0}\\u{d}");
        // As they are, a reader would make spaces of them in an attribute.
        assert_eq!(escaped("a\n\tb"), "a&#10;&#9;b");
    }

    #[test]
    fn a_document_holds_its_suites() {
        let suite = format!("  {}\n", element("testsuite", &[("tests", &0)], ""));
        assert_eq!(
            document(&[("name", &"all")], &suite),
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"all\">\n  <testsuite tests=\"0\"/>\n</testsuites>\n"
        );
    }
}
