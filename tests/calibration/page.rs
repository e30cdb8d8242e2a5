//! The tables of `docs/calibration.md`: kept by `UPDATE_DOCS=1`, and compared without.

use std::path::Path;
use std::sync::Mutex;

use archwise::authoring::calibration_results::ReliabilityTable;

/// Tests run side by side, and several keep a section of the same file.
static PAGE: Mutex<()> = Mutex::new(());

/// Fails unless the section between two marks consists of these tables.
pub fn holds(section: &str, tables: &[ReliabilityTable]) {
    let section_text: Vec<String> = tables.iter().map(markdown).collect();
    let section_text = section_text.join("\n");
    println!("{section_text}");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/calibration.md");
    let _guard = PAGE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let text = std::fs::read_to_string(&path).unwrap();
    let (begin, end) = (format!("<!-- {section} -->\n"), format!("<!-- end of {section} -->\n"));
    let (before, rest) = text.split_once(&begin).unwrap();
    let (_, after) = rest.split_once(&end).unwrap();
    let expected = format!("{before}{begin}{section_text}{end}{after}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    } else {
        assert!(text == expected, "docs/calibration.md is out of date: run this test with UPDATE_DOCS=1");
    }
}

fn markdown(table: &ReliabilityTable) -> String {
    let ReliabilityTable { heading, about, columns, rows } = table;
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | ")).replace("|  |", "| |");
    let rule: Vec<String> = columns.iter().map(|_| "---".to_owned()).collect();
    let about = wrapped(about);
    let rows: String = rows.iter().map(|row| line(row)).collect();
    format!("### {heading}\n\n{about}\n\n{}{}{rows}", line(columns), line(&rule))
}

/// Breaks a text into lines as wide as those of the page.
fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let last = lines.last_mut().unwrap();
        if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > 120 {
            lines.push(word.to_owned());
        } else {
            *last = [last.as_str(), word].join(if last.is_empty() { "" } else { " " });
        }
    }
    lines.join("\n")
}
