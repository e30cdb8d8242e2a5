//! The status is found wherever a style puts it, and nowhere else.

use super::*;

/// What a record states, as its words stand in the text.
fn stated(text: &str) -> Vec<&str> {
    let counts =
        |statement: &Statement| statement.form != Form::Remark || statement.state() != RecordState::Unknown;
    statements(text).into_iter().filter(counts).map(|statement| &text[statement.words]).collect()
}

#[test]
fn a_status_is_found_where_any_style_puts_it() {
    for (text, expected) in [
        ("---\nstatus: accepted\n---\n# T\n", "accepted"),
        ("\u{feff}---\r\nstatus: 'accepted' # by all\r\n---\r\n", "'accepted'"),
        ("# T\r\n\r\n* **Status:** proposed\r\n", "proposed"),
        ("# T\n\n* **Status: proposed**\n", "proposed"),
        ("# T\n\n- Status: **proposed** by [A](b.md)\n- Date: d\n", "**proposed** by [A](b.md)"),
        ("# T\n\nDate: d\nStatus: accepted\nWho: all\n", "accepted"),
        ("# T\n\nStatus: accepted\nThis is about orders.\n", "accepted"),
        ("# T\n\nStatus: accepted\nby the board\n", "accepted\nby the board"),
        ("> Status: accepted\n\n# T\n", "accepted"),
        ("<b>Status</b>: accepted\n\n# T\n", "accepted"),
        ("# T\n\n| Status | accepted |\n|---|---|\n| Date | d |\n", "accepted"),
        ("# T\n\n| Date | Status |\n|---|---|\n| d | accepted |\n", "accepted"),
        ("# T\n\n| Key | Value |\n|---|---|\n| Status | **accepted** |\n", "**accepted**"),
        ("# T\n\n## Status: accepted\n\nx\n", "accepted"),
        ("# T\n\n## Status\n\nAccepted\n\n## Context\n", "Accepted"),
        ("# T\n\n# Status\n\n*Accepted*\n\n# Context\n", "*Accepted*"),
        ("T\n===\n\nStatus\n------\n\nAccepted", "Accepted"),
        ("# T\n\n### 1. Status ###\n\n* Accepted\n\n### 2. Context\n", "Accepted"),
        ("## Status:\n\n✅ Accepted on\n2025-01-01\n", "✅ Accepted on\n2025-01-01"),
        ("# T\n\n## Status\n\n> Accepted\n", "Accepted"),
        ("# T\n\n## Status\n\n<!--\nProposed\n\nSuperseded\n-->\nAccepted\n", "Accepted"),
        ("# T\n\n## Status\n\n<!-- Proposed? --> Accepted\n", "Accepted"),
        ("# T\n\n## Status\n\n```\nRejected\n```\n\nAccepted\n", "Accepted"),
        ("# T\n\n## Status\n\n- [ ] Proposed\n- [x] Accepted\n- [ ] Rejected\n", "Accepted"),
        ("# T\n\n## Status\n\nStatus: accepted\nDate: d\n", "accepted"),
        ("# T\n\n## Status\n\nAccepted\nDate: d\n", "Accepted"),
        ("# T\n\n## Status\n\nAccepted  \nin January\n", "Accepted"),
    ] {
        assert_eq!(stated(text), [expected], "{text}");
    }
    let struck = "# T\n\n## Status\n\n~~Accepted~~ Superseded by [2. x](x.md)\n";
    assert_eq!(stated(struck), ["~~Accepted~~ Superseded by [2. x](x.md)"]);
    assert_eq!(statements(struck)[0].plain, "Superseded by 2. x");
    let later = "# T\n\n## Status\n\nAccepted\n\nSuperseded by [2](2.md)\n";
    assert_eq!(stated(later), ["Accepted", "Superseded by [2](2.md)"]);
    let beside = "# T\n\n## Status\n\nAccepted\nSuperseded by [2](2.md)\n";
    assert_eq!(stated(beside), ["Accepted", "Superseded by [2](2.md)"]);
}

#[test]
fn what_is_no_status_is_none() {
    for text in [
        "# T\n\n## Context\n\n- Status: rejected\n",
        "# Status\n\nText: more\n",
        "# Status: x\n",
        // Without its end it is no front matter.
        "---\n## Heading\nstatus: accepted\n",
        "<!--\nstatus: accepted\n-->\n",
        "```yaml\nstatus: accepted\n```\n",
        "    status: accepted\n",
        "<details>\n<!--\n\nStatus: accepted\n\n-->\n</details>\n",
        "<pre>\nStatus: accepted\n</pre>\n",
        "> # T\n>\n> ## Status\n>\n> Accepted\n",
        "# T\n\n## Options\n\n### Status\n\nAccepted\n",
        "# T\n\n- Status:\n",
        "---\nstatus:\n---\n",
        "---\nstatus: [\n---\n",
        "# T\n\n## Status\n\n- [ ] Proposed\n- [ ] Accepted\n",
        "# T\n\n## Status quo\n\nAccepted\n",
        "",
    ] {
        assert_eq!(stated(text), [""; 0], "{text}");
    }
}

#[test]
fn a_comment_in_the_front_matter_opens_no_section() {
    assert_eq!(stated("---\n## YAML\nstatus: accepted\n---\n"), ["accepted"]);
}

#[test]
fn a_later_remark_counts_only_where_it_withdraws() {
    for text in [
        "# T\n\n## Status\n\nAccepted\n\nRejected ideas are listed below.\n",
        "# T\n\n## Status\n\nAccepted\n\nAmended by ADR-2: the earlier framing is\nsuperseded for this layer.\n",
        "# T\n\n## Status\n\nAccepted\n\nSupercedes [1. A](0001-a.md)\n",
        "# T\n\n## Status\n\n- Proposed\n- Accepted\n- Rejected\n",
    ] {
        assert!(statements(text).iter().all(|statement| !statement.state().is_withdrawn()), "{text}");
    }
}
