//! The diagram as a flowchart in Mermaid, in which no title acts.
//!
//! Wherever it is shown it is scaled to the width of a column, so it has to be narrow: of many boxes only
//! the groups are linked, boxes without links stand in rows, and past a dozen there is none.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::{BoxGroup, BoxLink, BoxPosition, Diagram, LinkKind, Role};
use crate::diagnostic::visible;
use crate::render::escape::one_line;
use crate::report::Report;
use crate::rulebook::Shape;

/// The most boxes of which the letters are still read when it is scaled to a page.
const MOST_BOXES: usize = 12;
/// With more boxes or links only the groups are linked.
const MOST_LINKED_BOXES: usize = 8;
const MOST_LINKS: usize = 10;
/// How many boxes without links stand in a row, over all groups.
const ROW: usize = 6;
/// A colour that stands out by day and by night.
const WATCH: &str = "#d9762f";

/// Returns the flowchart, with a line end; `None` if there is nothing to draw, or too much.
pub(in crate::render) fn mermaid(report: &Report) -> Option<String> {
    let diagram = Diagram::of(report)?;
    (diagram.boxes() <= MOST_BOXES).then(|| flowchart(&diagram))
}

/// Returns the flowchart of a diagram, with a line end.
fn flowchart(diagram: &Diagram) -> String {
    let mut chart =
        Chart { diagram, out: "flowchart TB\n".to_owned(), links: 0, hidden: Vec::new(), warned: Vec::new() };
    // What comes first is drawn above: the backbone comes last.
    let (ground, others): (Vec<usize>, Vec<usize>) =
        (0..diagram.groups.len()).partition(|at| diagram.groups[*at].role == Role::Backbone);
    others.iter().chain(&ground).for_each(|group| chart.group(*group));
    match links_groups(diagram) {
        true => chart.group_links(),
        false => chart.box_links(),
    }
    chart.rows(others.len());
    for group in others.iter().filter(|at| diagram.groups[**at].role == Role::OnBackbone) {
        for ground in &ground {
            chart.link(&format!("g{group}"), "-. stands on .->", &format!("g{ground}"));
        }
    }
    chart.styles();
    chart.out
}

/// Returns whether the links of boxes would be too many, or make the picture too wide.
fn links_groups(diagram: &Diagram) -> bool {
    diagram.boxes() > MOST_LINKED_BOXES || diagram.links.len() > MOST_LINKS
}

/// A flowchart that is being written.
struct Chart<'d> {
    diagram: &'d Diagram,
    out: String,
    /// How many links it has, of which styles know only the numbers.
    links: usize,
    hidden: Vec<usize>,
    warned: Vec<usize>,
}

impl Chart<'_> {
    fn group(&mut self, at: usize) {
        let group = &self.diagram.groups[at];
        let title = label(&self.title(at, group));
        line(&mut self.out, 1, &format!("subgraph g{at}[{title}]"));
        for (position, name) in group.boxes.iter().enumerate() {
            let name = label(name);
            let shape = if group.copies.is_empty() { format!("[{name}]") } else { format!("[[{name}]]") };
            line(&mut self.out, 2, &format!("{}{shape}", box_id((at, position))));
        }
        line(&mut self.out, 1, "end");
    }

    /// Returns the title of a group. Where boxes have no links it says how many there are inside.
    fn title(&self, at: usize, group: &BoxGroup) -> String {
        let inside = self.diagram.links.iter().filter(|link| link.from.0 == at && link.to.0 == at).count();
        match inside {
            0 => group.title(),
            _ if !links_groups(self.diagram) => group.title(),
            1 => format!("{} (1 exchange inside)", group.title()),
            _ => format!("{} ({inside} exchanges inside)", group.title()),
        }
    }

    fn link(&mut self, from: &str, arrow: &str, to: &str) {
        line(&mut self.out, 1, &format!("{from} {arrow} {to}"));
        self.links += 1;
    }

    /// Returns the ends of a link, what stands lower last.
    fn downwards(&self, link: &BoxLink) -> (BoxPosition, BoxPosition) {
        match self.diagram.groups[link.from.0].role {
            Role::Backbone => (link.to, link.from),
            _ => (link.from, link.to),
        }
    }

    fn box_links(&mut self) {
        for link in &self.diagram.links {
            let (from, to) = self.downwards(link);
            let arrow = match link.kind {
                LinkKind::Inside | LinkKind::Seam => "<-->".to_owned(),
                LinkKind::Warned(number) => {
                    self.warned.push(self.links);
                    format!("<-. {} .->", watch(&[number]))
                }
            };
            self.link(&box_id(from), &arrow, &box_id(to));
        }
    }

    /// Links groups, each two with how many of their boxes exchange data.
    fn group_links(&mut self) {
        let mut pairs: Vec<((usize, usize), usize, Vec<usize>)> = Vec::new();
        for link in &self.diagram.links {
            let (from, to) = self.downwards(link);
            let pair = (from.0, to.0);
            if pair.0 == pair.1 {
                continue;
            }
            if pairs.iter().all(|(known, ..)| *known != pair) {
                pairs.push((pair, 0, Vec::new()));
            }
            for (_, count, numbers) in pairs.iter_mut().filter(|(known, ..)| *known == pair) {
                *count += 1;
                numbers.extend(match link.kind {
                    LinkKind::Warned(number) => Some(number),
                    LinkKind::Inside | LinkKind::Seam => None,
                });
            }
        }
        for ((from, to), count, mut numbers) in pairs {
            let count = if count == 1 { "1 exchange".to_owned() } else { format!("{count} exchanges") };
            let (from, to) = (format!("g{from}"), format!("g{to}"));
            if numbers.is_empty() {
                self.link(&from, &format!("<-- {count} -->"), &to);
            } else {
                numbers.sort_unstable();
                self.warned.push(self.links);
                self.link(&from, &format!("<-. {count} {} .->", watch(&numbers)), &to);
            }
        }
    }

    /// Puts boxes without links into rows, by links that nobody sees.
    fn rows(&mut self, groups: usize) {
        let row = (ROW / groups.max(1)).max(2);
        let all_free = links_groups(self.diagram);
        let linked =
            |at: &BoxPosition| self.diagram.links.iter().any(|link| [link.from, link.to].contains(at));
        let free = |group: usize| {
            let boxes = (0..self.diagram.groups[group].boxes.len()).map(move |at| (group, at));
            boxes.filter(|at| all_free || !linked(at)).collect::<Vec<_>>()
        };
        let groups: Vec<Vec<BoxPosition>> = (0..self.diagram.groups.len()).map(free).collect();
        for boxes in groups {
            for (above, below) in boxes.iter().zip(boxes.iter().skip(row)) {
                self.hidden.push(self.links);
                self.link(&box_id(*above), "---", &box_id(*below));
            }
        }
    }

    fn styles(&mut self) {
        for (index, group) in self.diagram.groups.iter().enumerate() {
            let mut style = Vec::new();
            if group.role == Role::Backbone {
                style.push("stroke-width:3px");
            }
            if group.shape == Shape::Apart {
                style.push("stroke-dasharray:5 3");
            }
            if !style.is_empty() {
                line(&mut self.out, 1, &format!("style g{index} {}", style.join(",")));
            }
        }
        let list = |numbers: &[usize]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
        if !self.warned.is_empty() {
            let numbers = list(&self.warned);
            line(&mut self.out, 1, &format!("linkStyle {numbers} stroke:{WATCH},stroke-width:2px"));
        }
        if !self.hidden.is_empty() {
            line(&mut self.out, 1, &format!("linkStyle {} stroke:none", list(&self.hidden)));
        }
        let warned = self.diagram.links.iter().filter(|link| matches!(link.kind, LinkKind::Warned(_)));
        let boxes: BTreeSet<BoxPosition> = warned.flat_map(|link| [link.from, link.to]).collect();
        if !boxes.is_empty() {
            let ids: Vec<String> = boxes.into_iter().map(box_id).collect();
            line(&mut self.out, 1, &format!("classDef watch stroke:{WATCH},stroke-width:2px"));
            line(&mut self.out, 1, &format!("class {} watch", ids.join(",")));
        }
    }
}

/// Returns the label of links with these warnings, rising numbers: `"⚠ 1, 3–5"` as Mermaid writes it.
fn watch(numbers: &[usize]) -> String {
    let mut ranges: Vec<(usize, usize)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => ranges.push((*number, *number)),
        }
    }
    let range = |(first, last): &(usize, usize)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    };
    format!("⚠ {}", ranges.iter().map(range).collect::<Vec<_>>().join(", "))
}

fn box_id((group, at): BoxPosition) -> String {
    format!("g{group}b{at}")
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
    fn numbers_in_a_row_are_said_as_a_range() {
        assert_eq!(watch(&[1]), "⚠ 1");
        assert_eq!(watch(&[1, 2, 4, 5, 6, 9]), "⚠ 1, 2, 4–6, 9");
    }

    fn group(name: &str, role: Role, shape: Shape, boxes: &[&str]) -> BoxGroup {
        let copies: &[&str] = if shape == Shape::Copies { &["Place A", "Place B"] } else { &[] };
        BoxGroup {
            architecture: name.to_owned(),
            kind: 0,
            name: name.to_owned(),
            shape,
            copies: copies.iter().map(|copy| (*copy).to_owned()).collect(),
            role,
            boxes: boxes.iter().map(|name| (*name).to_owned()).collect(),
        }
    }

    #[test]
    fn the_backbone_is_last_and_only_what_stands_on_it_says_so() {
        let diagram = Diagram {
            groups: vec![
                group("Spread", Role::Backbone, Shape::Copies, &["Front"]),
                group("Split", Role::OnBackbone, Shape::Apart, &["Back", "Side", "Lone"]),
                group("Whole", Role::Beside, Shape::Together, &["Desk"]),
            ],
            links: vec![
                BoxLink { from: (0, 0), to: (1, 0), kind: LinkKind::Warned(1) },
                BoxLink { from: (1, 0), to: (1, 1), kind: LinkKind::Inside },
            ],
        };
        let expected = "\
flowchart TB
  subgraph g1[\"Split\"]
    g1b0[\"Back\"]
    g1b1[\"Side\"]
    g1b2[\"Lone\"]
  end
  subgraph g2[\"Beside#58; Whole\"]
    g2b0[\"Desk\"]
  end
  subgraph g0[\"Spread#44; in each place\"]
    g0b0[[\"Front\"]]
  end
  g1b0 <-. ⚠ 1 .-> g0b0
  g1b0 <--> g1b1
  g1 -. stands on .-> g0
  style g0 stroke-width:3px
  style g1 stroke-dasharray:5 3
  linkStyle 0 stroke:#d9762f,stroke-width:2px
  classDef watch stroke:#d9762f,stroke-width:2px
  class g0b0,g1b0 watch
";
        assert_eq!(flowchart(&diagram), expected);
    }

    #[test]
    fn of_many_links_only_those_between_groups_are_drawn_and_counted() {
        let groups = vec![
            group("Spread", Role::Alone, Shape::Copies, &["a", "b", "c"]),
            group("Split", Role::Alone, Shape::Apart, &["d", "e", "f", "g"]),
        ];
        let mut links: Vec<BoxLink> = (0..3)
            .flat_map(|a| (0..4).map(move |b| ((0, a), (1, b))))
            .enumerate()
            .map(|(at, (from, to))| BoxLink { from, to, kind: LinkKind::Warned(at + 1) })
            .collect();
        links.push(BoxLink { from: (0, 0), to: (0, 1), kind: LinkKind::Inside });
        let chart = flowchart(&Diagram { groups, links });
        assert!(chart.contains("g0 <-. 12 exchanges ⚠ 1–12 .-> g1\n"), "{chart}");
        assert!(chart.contains("Spread#44; in each place #40;1 exchange inside#41;"), "{chart}");
        assert!(!chart.contains("b0 <"), "{chart}");
        assert!(chart.contains("  g1b0 --- g1b3\n") && chart.contains("linkStyle 1 stroke:none"), "{chart}");
    }
}
