//! Numbers and dates are told apart, a folder's own way is kept, and titles in any script give a name.
#![allow(clippy::unwrap_used)]

use super::*;

#[test]
fn a_number_is_read_in_every_form() {
    for file in [
        "0007-hybrid.md",
        "7-hybrid.md",
        "007-x.md",
        "0007_x.md",
        "0007 x.md",
        "0007.md",
        "7.md",
        "0007-x.markdown",
        "0007-x.MD",
        "ADR-0007-x.md",
        "adr-007-x.md",
        "ADR0007-x.md",
        "ADR 7 - x.md",
        "adr_7_x.md",
        "RFC-0007-x.md",
        "ABC-0007-x.md",
        "0007–x.md",
        "0007-2024-01-15-x.md",
        "0007-注文.md",
    ] {
        assert_eq!(number(file), Some(7), "{file}");
    }
    for other in [
        "20261125-hybrid.md",
        "2024-01-15-x.md",
        "2024_01_15_x.md",
        "202401-x.md",
        "2024-01-x.md",
        "24-01-15-x.md",
        "15-01-2024-x.md",
        "adr-20240115-x.md",
        "README.md",
        "template.md",
        "0007-hybrid.txt",
        "-a.md",
        "v2-notes.md",
        "notes-2024-x.md",
        "7th-x.md",
        "20269999-x.md",
        ".md",
        "",
        "é.md",
    ] {
        assert_eq!(number(other), None, "{other}");
    }
}

#[test]
fn numbers_go_on() {
    assert_eq!(Naming::next_number(["0002-a.md", "10-b.md", "20261125-c.md", "2024-roadmap.md"]), Some(11));
    assert_eq!(Naming::next_number([]), Some(1));
    assert_eq!(Naming::next_number(["2024-roadmap.md"]), Some(1));
    assert_eq!(Naming::next_number(["1899-a.md", "1900-b.md"]), Some(1901));
    assert_eq!(Naming::next_number(["999999-a.md"]), Some(1_000_000));
    assert_eq!(Naming::next_number(["9999999-a.md"]), None);
}

fn next(files: &[&str], title: &str) -> String {
    let naming = Naming::of_files(files.iter().copied()).unwrap();
    let number = Naming::next_number(files.iter().copied()).unwrap();
    naming.file_name(number, "2026-11-25".parse().unwrap(), title, |name| files.contains(&name))
}

#[test]
fn a_new_record_is_named_as_the_others() {
    for (files, name) in [
        (&["0002-a.md"][..], "0003-use-it.md"),
        (&["9-a.md"], "10-use-it.md"),
        (&["ADR-0009-a.md", "0001-old.md"], "ADR-0010-use-it.md"),
        (&["0007_a_b.md"], "0008_use_it.md"),
        (&["0007_a.md"], "0008_use_it.md"),
        (&["0007 a b.md"], "0008 use it.md"),
        (&["ADR 7 - a b.markdown"], "ADR 8 - use it.markdown"),
        (&["007-a.MD"], "008-use-it.MD"),
        (&["0007.md"], "0008-use-it.md"),
        (&["20240115-a.md", "20240116-b.md", "7-old.md"], "20261125-use-it.md"),
        (&["2024-01-15-a.md"], "2026-11-25-use-it.md"),
        (&["202401-a.md"], "202611-use-it.md"),
        (&["24-01-15_a.md"], "26-11-25_use_it.md"),
    ] {
        assert_eq!(next(files, "Use it"), name, "{files:?}");
    }
    assert_eq!(next(&["20261125-use-it.md"], "Use it"), "20261125-use-it-2.md");
    for files in [&["README.md"][..], &["a.md", "2024-roadmap.md"], &[]] {
        assert_eq!(Naming::of_files(files.iter().copied()), None, "{files:?}");
    }
}

#[test]
fn a_title_in_any_script_is_kept() {
    for (title, name) in [
        ("Hybrid for ../../etc $(rm)", "0003-hybrid-for-etc-rm.md"),
        ("Café déjà vu", "0003-café-déjà-vu.md"),
        ("Cafe\u{301}", "0003-café.md"),
        ("Оплата Redis", "0003-оплата-redis.md"),
        ("注文システム", "0003-注文システム.md"),
        ("नमस्ते", "0003-नमस्ते.md"),
        ("می\u{200c}خواهم", "0003-میخواهم.md"),
        ("Übergröße", "0003-übergröße.md"),
        ("🚀!", "0003-decision.md"),
        ("", "0003-decision.md"),
    ] {
        assert_eq!(next(&["0002-a.md"], title), name);
    }
    for title in
        ["long ".repeat(50), "x".repeat(300), "モノリス".repeat(50), format!("for {}", "注".repeat(99))]
    {
        let name = next(&["0002-a.md"], &title);
        assert!(name.len() <= 175 && name.chars().count() > 50, "{name}");
    }
}

#[test]
fn the_newest_record_comes_first() {
    let files = ["0002-a.md", "0010-b.md", "README.md", "index.md", "notes.md"];
    assert_eq!(Naming::newest_first(files), ["0010-b.md", "0002-a.md", "notes.md"]);
}
