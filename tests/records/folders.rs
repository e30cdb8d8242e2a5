//! Folders that others began: their styles, their numbers, and the names by which a record is replaced.

use super::*;

/// A folder `adr` with these records.
fn folder_of(records: &[(&str, &str)]) -> tempfile::TempDir {
    let place = workplace();
    std::fs::create_dir(place.path().join("adr")).unwrap();
    for (name, text) in records {
        std::fs::write(place.path().join("adr").join(name), text).unwrap();
    }
    place
}

const ADD: [&str; 6] = ["adr", "adr", "orders.yaml", "--no-save", "--date", "2026-01-02"];

fn add(place: &tempfile::TempDir, more: &[&str]) -> String {
    printed(place.path(), &[&ADD[..], more].concat()).trim().to_owned()
}

const NYGARD: &str = "# 1. X\n\nDate: 2025-01-01\n\n## Status\n\nAccepted\n\n## Context\n\nc\n";
const LOG4BRAINS: &str = "# X\n\n- Status: accepted\n- Date: 2025-01-01\n";
const MADR: &str = "---\nstatus: accepted\n---\n\n# X\n";

#[test]
fn a_new_record_has_the_style_and_the_name_of_the_others() {
    let end = "modular-monolith-for-orders.md";
    for (file, text, name, marks) in [
        ("0001-x.md", NYGARD, format!("0002-{end}"), "# 2. Modular"),
        ("0001-x.md", MADR, format!("0002-{end}"), "---\nnumber: 2\n"),
        ("0001-x.md", LOG4BRAINS, format!("0002-{end}"), "# Modular"),
        ("20250101-x.md", LOG4BRAINS, format!("20260102-{end}"), "# Modular"),
        ("2025-01-01-x.md", NYGARD, format!("2026-01-02-{end}"), "# Modular"),
        ("ADR-0007-x.md", MADR, format!("ADR-0008-{end}"), "---\nnumber: 8\n"),
        ("0007_x.md", MADR, format!("0008_{}", end.replace('-', "_")), "---\nnumber: 8\n"),
        ("7-x.markdown", NYGARD, format!("8-{}arkdown", end.strip_suffix('d').unwrap()), "# 8. "),
        ("0001-x.md", "# No status\n", format!("0002-{end}"), "---\nnumber: 2\n"),
        ("2024-roadmap.md", "# No record\n", format!("0001-{end}"), "---\nnumber: 1\n"),
    ] {
        let place = folder_of(&[(file, text)]);
        let record = add(&place, &[]);
        assert_eq!(record, format!("adr/{name}"), "{file}");
        let written = read(place.path(), &record);
        assert!(written.starts_with(marks), "{file}: {written}");
    }
}

#[test]
fn a_style_that_is_asked_for_wins() {
    let place = folder_of(&[("2025-01-01-x.md", NYGARD)]);
    let record = add(&place, &["--adr-style", "madr4"]);
    assert_eq!(record, "adr/0001-modular-monolith-for-orders.md");
    let place = folder_of(&[("2025-01-01-x.md", NYGARD)]);
    let record = add(&place, &["--adr-style", "log4brains"]);
    assert_eq!(record, "adr/2026-01-02-modular-monolith-for-orders.md", "dates are written as the others");
    assert!(read(place.path(), &record).contains("\n- Status: proposed\n"));
}

#[test]
fn line_ends_of_windows_are_kept() {
    let place = folder_of(&[("0001-x.md", &NYGARD.replace('\n', "\r\n"))]);
    let record = add(&place, &["--supersedes", "1"]);
    for file in [record.as_str(), "adr/0001-x.md"] {
        let text = read(place.path(), file);
        assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "{file}");
    }
}

#[test]
fn where_no_record_has_a_number_that_is_said() {
    let place = folder_of(&[("orders-database.md", NYGARD), ("README.md", "# R\n")]);
    let output = archwise(place.path(), &ADD);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("no record in `adr` has a number that is known"), "{said}");
    assert!(place.path().join("adr/0001-modular-monolith-for-orders.md").is_file());
    let place = folder_of(&[("README.md", "# R\n")]);
    assert!(!String::from_utf8(archwise(place.path(), &ADD).stderr).unwrap().contains("number"));
    // A folder in the folder is no record.
    let place = folder_of(&[]);
    std::fs::create_dir(place.path().join("adr/0009-x.md")).unwrap();
    assert!(add(&place, &[]).contains("/0001-"));
}

#[test]
fn a_title_gives_the_name_of_the_file_in_any_script() {
    for (title, file, heading) in [
        ("Café déjà vu", "0001-modular-monolith-for-café-déjà-vu.md", "# Modular monolith for Café déjà vu"),
        ("注文", "0001-modular-monolith-for-注文.md", "# Modular monolith for 注文"),
        ("", "0001-modular-monolith.md", "# Modular monolith"),
    ] {
        let place = workplace();
        let record = add(&place, &["--title", title]);
        assert_eq!(record, format!("adr/{file}"));
        let text = read(place.path(), &record);
        assert_eq!(text.lines().find(|line| line.starts_with("# ")), Some(heading));
    }
}

#[test]
fn the_record_to_replace_is_named_in_many_ways() {
    let records = [("0001-first-x.md", NYGARD), ("0002-second.md", NYGARD), ("0012-other-x.md", MADR)];
    for name in [
        "1",
        "0001",
        "1.",
        "#1",
        "#1.",
        "ADR-0001",
        "adr-1",
        "ADR 1",
        "0001-first-x.md",
        "0001-first-x",
        "./0001-first-x.md",
        "adr/0001-first-x.md",
        "./adr/0001-first-x.md",
        "first",
        "FIRST-X",
    ] {
        let place = folder_of(&records);
        add(&place, &["--supersedes", name]);
        assert!(read(place.path(), "adr/0001-first-x.md").contains("\nSuperseded by ["), "{name}");
        refused(place.path(), &[&ADD[..], &["--supersedes", name]].concat(), 2, "is no longer in force");
    }
    let place = folder_of(&records);
    let files = all_files(place.path());
    for (name, words) in [
        (
            "x",
            "`x` is part of the names of 2 records: `0001-first-x.md`, `0012-other-x.md`; name one of them",
        ),
        ("7", "there is no record `7` in `adr`"),
        ("#12x", "there is no record `#12x`"),
        ("third", "there is no record `third` in `adr`"),
        ("", "there is no record ``"),
    ] {
        refused(place.path(), &[&ADD[..], &["--supersedes", name]].concat(), 2, words);
        assert_eq!(all_files(place.path()), files, "{name}");
    }
    let place = folder_of(&[("ADR-0001-a.md", NYGARD), ("RFC-0001-b.md", NYGARD)]);
    refused(place.path(), &[&ADD[..], &["--supersedes", "1"]].concat(), 2, "is the number of 2 records");
    add(&place, &["--supersedes", "RFC-0001"]);
    assert!(read(place.path(), "adr/RFC-0001-b.md").contains("Superseded"));
}

#[test]
fn a_number_with_a_dot_is_no_part_of_a_name() {
    let place = folder_of(&[("0001-a.md", NYGARD), ("0011-11-1.md", NYGARD)]);
    add(&place, &["--supersedes", "1."]);
    assert_eq!(read(place.path(), "adr/0011-11-1.md"), NYGARD);
    assert!(read(place.path(), "adr/0001-a.md").contains("\nSuperseded by ["));
    let place = folder_of(&[("0011-11-1.md", NYGARD)]);
    for name in ["1.", ".md", "m"] {
        refused(place.path(), &[&ADD[..], &["--supersedes", name]].concat(), 2, "there is no record");
    }
}

#[test]
fn records_in_other_markup_count_and_are_not_edited() {
    for end in ["adoc", "rst", "mdx", "RST"] {
        let other = format!("0007-x.{end}");
        let place = folder_of(&[("0001-a.md", NYGARD), (&other, NYGARD)]);
        let files = all_files(place.path());
        for name in [other.as_str(), "7", "7.", "0007-x", &format!("adr/{other}"), "7-x"] {
            let words = format!("adr/{other}` is not Markdown");
            refused(place.path(), &[&ADD[..], &["--supersedes", name]].concat(), 2, &words);
            assert_eq!(all_files(place.path()), files, "{name}");
        }
        assert_eq!(add(&place, &[]), "adr/0008-modular-monolith-for-orders.md");
    }
    // What was made of a record does not hide it.
    let place = folder_of(&[("0001-a.md", NYGARD), ("0001-a.rst", NYGARD)]);
    add(&place, &["--supersedes", "1"]);
    assert_eq!(read(place.path(), "adr/0001-a.rst"), NYGARD);
}

#[test]
fn a_proposal_is_accepted_or_rejected() {
    for style in STYLES {
        for status in ["accepted", "rejected"] {
            let place = workplace();
            let place = place.path();
            let adr = ["adr", "adr", "orders.yaml", "--adr-style", style, "--date", "2026-01-01"];
            let with = |status| [&adr[..], &["--status", status]].concat();
            let record = printed(place, &with("proposed")).trim().to_owned();
            let (before, answers) = (read(place, &record), read(place, "orders.yaml"));
            refused(place, &adr, 2, "as a proposal: `--status accepted` accepts it");
            refused(place, &with("proposed"), 2, "records this decision already");
            assert_eq!(printed(place, &with(status)).trim(), record);
            let capital = format!("{}{}", status[..1].to_uppercase(), &status[1..]);
            let word = if style == "nygard" { ("Proposed", capital.as_str()) } else { ("proposed", status) };
            assert_eq!(read(place, &record), before.replacen(word.0, word.1, 1), "{style}");
            assert_eq!(read(place, "orders.yaml"), answers);
            let files = all_files(place);
            for again in ["proposed", "accepted", "rejected"] {
                assert_eq!(
                    archwise(place, &with(again)).status.code(),
                    Some(2),
                    "{style}: {status}, {again}"
                );
            }
            assert_eq!(all_files(place), files);
        }
    }
    let place = workplace();
    refused(place.path(), &[&ADD[..], &["--status", "rejected"]].concat(), 2, "there is no proposal");
    assert!(!place.path().join("adr").exists());
}

#[test]
fn a_status_that_cannot_be_changed_alone_is_left() {
    for (text, words) in [
        ("---\nstatus: accepted\n---\n# X\n\n## Status\n\nAccepted\n", "in lines 2 and 8: leave one of them"),
        ("# X\n\n- Status: accepted <!-- by us --> today\n", "in line 3, cannot be changed without"),
        ("# X\n\n```\nstatus: accepted\n```\n", "has no status to change"),
    ] {
        let place = folder_of(&[("0001-x.md", text)]);
        let files = all_files(place.path());
        refused(place.path(), &[&ADD[..], &["--supersedes", "1"]].concat(), 2, words);
        assert_eq!(all_files(place.path()), files);
    }
}

#[test]
fn a_byte_order_mark_hides_nothing() {
    let text = "\u{feff}---\nstatus: accepted\narchwise: {architecture: hybrid}\n---\n\n# X\n";
    let place = folder_of(&[("0001-x.md", text)]);
    let answers = ANSWERS
        .replace("architecture: microservices", "architecture: modular-monolith, record: adr/0001-x.md");
    std::fs::write(place.path().join("held.yaml"), answers).unwrap();
    let check = archwise(place.path(), &["check", "held.yaml", "--today", "2026-01-01"]);
    let said = String::from_utf8(check.stdout).unwrap();
    assert!(said.contains("error[record-differs]") && check.status.code() == Some(1), "{said}");
    add(&place, &["--supersedes", "1"]);
    let link = "superseded by [ADR-0002](0002-modular-monolith-for-orders.md)";
    assert_eq!(
        read(place.path(), "adr/0001-x.md"),
        text.replace("status: accepted", &format!("status: {link}"))
    );
}
