//! The sketch as a flowchart in Mermaid, in which no title acts.

use std::fmt::Write;

use super::{BoxGroup, Diagram, DiagramBox, LinkKind};
use crate::diagnostic::visible;
use crate::render::escape::one_line;
use crate::report::Report;
use crate::rulebook::Shape;

/// Returns the flowchart, with a line end; `None` if there is nothing to draw.
pub(in crate::render) fn mermaid(report: &Report) -> Option<String> {
    Diagram::of(report).map(|diagram| flowchart(&diagram))
}

/// Returns the flowchart of a diagram, with a line end.
pub(in crate::render) fn flowchart(diagram: &Diagram) -> String {
    let mut out = "flowchart TB\n".to_owned();
    for (index, group) in diagram.groups.iter().enumerate() {
        self::group(&mut out, index, group);
    }
    if diagram.more > 0 {
        line(&mut out, 1, &format!("more[{}]", label(&format!("and {} more parts", diagram.more))));
    }
    for link in &diagram.links {
        let arrow = match link.kind {
            LinkKind::Inside | LinkKind::Seam => "<-->",
            LinkKind::Warned => "<-. watch out .->",
        };
        line(&mut out, 1, &format!("{} {arrow} {}", box_id(link.from), box_id(link.to)));
    }
    let backbone = diagram.groups.iter().position(|group| group.backbone);
    for index in (0..diagram.groups.len()).filter(|index| backbone.is_some_and(|backbone| backbone != *index))
    {
        line(&mut out, 1, &format!("g{index} -. stands on .-> g{}", backbone.unwrap_or_default()));
    }
    for (index, group) in diagram.groups.iter().enumerate() {
        if group.shape == Shape::Apart {
            line(&mut out, 1, &format!("style g{index} stroke-dasharray: 5 3"));
        }
    }
    out
}

fn box_id((group, at): super::BoxPosition) -> String {
    format!("g{group}b{at}")
}

fn group(out: &mut String, index: usize, group: &BoxGroup) {
    line(out, 1, &format!("subgraph g{index}[{}]", label(&group.heading())));
    for (at, node) in group.boxes.iter().enumerate() {
        self::node(out, &box_id((index, at)), node);
    }
    line(out, 1, "end");
}

fn node(out: &mut String, id: &str, node: &DiagramBox) {
    if node.copies.is_empty() {
        return line(out, 2, &format!("{id}[{}]", label(&node.name)));
    }
    line(out, 2, &format!("subgraph {id}[{}]", label(&node.name)));
    line(out, 3, "direction LR");
    let copies: Vec<String> =
        node.copies.iter().enumerate().map(|(at, copy)| format!("{id}c{at}[{}]", label(copy))).collect();
    line(out, 3, &copies.join(" --- "));
    line(out, 2, "end");
}

fn line(out: &mut String, depth: usize, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}{text}", "  ".repeat(depth));
}

/// Returns a quoted label. Whatever is neither letter nor digit nor a space between two words is written by
/// its number, so that it is shown and is no syntax to Mermaid, to HTML or to the Markdown around it.
fn label(text: &str) -> String {
    let text = visible(&one_line(text));
    // By these Mermaid remembers numbered characters, and takes them for such in what it has drawn.
    let text = text.replace('\u{fb02}', "fl").replace('\u{b6}', "P");
    let mut out = String::with_capacity(text.len() + 2);
    for (index, word) in text.split(' ').enumerate() {
        if index > 0 {
            out.push(' ');
        }
        // Older versions take the word for the end of a group wherever it stands.
        let whole = word.eq_ignore_ascii_case("end");
        for (at, c) in word.chars().enumerate() {
            match c.is_alphanumeric() && !(whole && at == 0) {
                true => out.push(c),
                // Writing to a string cannot fail.
                false => _ = write!(out, "#{};", u32::from(c)),
            }
        }
    }
    format!("\"{out}\"")
}

#[cfg(test)]
mod tests {
    use super::super::BoxLink;
    use super::*;

    #[test]
    fn nothing_acts_in_a_label() {
        for (text, expected) in [
            ("Delivery network", "Delivery network"),
            ("Ünïcode 漢字", "Ünïcode 漢字"),
            ("a\"]; click b", "a#34;#93;#59; click b"),
            ("end", "#101;nd"),
            ("the End", "the #69;nd"),
            ("send end-to-end", "send end#45;to#45;end"),
            ("%%{init: {}}%%", "#37;#37;#123;init#58; #123;#125;#125;#37;#37;"),
            ("<script>alert(1)</script>", "#60;script#62;alert#40;1#41;#60;#47;script#62;"),
            ("a\n  b\t c", "a b c"),
            ("```\n`x`", "#96;#96;#96; #96;x#96;"),
            ("#35; &amp;", "#35;35#59; #38;amp#59;"),
            ("style a: b;", "style a#58; b#59;"),
            ("\u{fb02}°°35¶ß", "fl#176;#176;35Pß"),
            ("a --> b", "a #45;#45;#62; b"),
            ("", ""),
        ] {
            assert_eq!(label(text), format!("\"{expected}\""), "{text}");
        }
        assert!(!label("\u{202e}\u{1b}[31m").contains(['\u{202e}', '\u{1b}', '[']));
    }

    #[test]
    fn groups_boxes_copies_and_links_are_written_down() {
        let node = |name: &str, copies: &[&str]| DiagramBox {
            name: name.to_owned(),
            copies: copies.iter().map(|copy| (*copy).to_owned()).collect(),
        };
        let diagram = Diagram {
            groups: vec![
                BoxGroup {
                    title: "Spread".to_owned(),
                    stand: Some("in every place".to_owned()),
                    shape: Shape::Copies,
                    backbone: true,
                    boxes: vec![node("Front", &["Here", "There"])],
                },
                BoxGroup {
                    title: "Split".to_owned(),
                    stand: None,
                    shape: Shape::Apart,
                    backbone: false,
                    boxes: vec![node("Back", &[]), node("Side", &[])],
                },
            ],
            links: vec![
                BoxLink { from: (0, 0), to: (1, 0), kind: LinkKind::Warned },
                BoxLink { from: (1, 0), to: (1, 1), kind: LinkKind::Inside },
            ],
            more: 3,
        };
        let expected = "\
flowchart TB
  subgraph g0[\"Spread#44; in every place\"]
    subgraph g0b0[\"Front\"]
      direction LR
      g0b0c0[\"Here\"] --- g0b0c1[\"There\"]
    end
  end
  subgraph g1[\"Split\"]
    g1b0[\"Back\"]
    g1b1[\"Side\"]
  end
  more[\"and 3 more parts\"]
  g0b0 <-. watch out .-> g1b0
  g1b0 <--> g1b1
  g1 -. stands on .-> g0
  style g1 stroke-dasharray: 5 3
";
        assert_eq!(flowchart(&diagram), expected);
    }
}
