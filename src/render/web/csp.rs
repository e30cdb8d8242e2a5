//! What keeps text that nobody checked from acting in the page.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;
use sha2::{Digest, Sha256};

/// Returns the policy under which nothing is loaded, and nothing runs but this style sheet and this script.
pub(crate) fn policy(style: &str, script: &str) -> String {
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
    format!(
        "default-src 'none'; style-src {}; script-src {}; img-src data:; base-uri 'none'; form-action 'none'",
        hash(style),
        hash(script)
    )
}

/// Returns JSON that may stand in a script element: nothing in it ends the element, opens a comment or ends a
/// line.
pub(crate) fn json(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // These stand only within strings.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// Returns the address if it may become a link.
pub(crate) fn web_address(url: &str) -> Option<&str> {
    let is = |scheme: &str| url.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    (is("https://") || is("http://")).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_ends_no_element_and_reads_back_the_same() {
        let text = "</script><!-- &amp; \u{2028}\u{2029} \" \\";
        let json = json(&text);
        assert!(!json.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{json}");
        assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text);
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert!(web_address("https://example.org/").is_some() && web_address("HTTP://example.org").is_some());
        for url in ["javascript:alert(1)", "data:text/html,x", " https://example.org", "//example.org", "é"]
        {
            assert_eq!(web_address(url), None, "{url}");
        }
    }

    #[test]
    fn the_policy_names_the_hash_of_what_may_run() {
        let policy = policy("", "");
        assert_eq!(policy.matches("'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='").count(), 2);
        assert!(!policy.contains("unsafe"));
    }
}
