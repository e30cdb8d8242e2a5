//! Answers files of the built-in rulebook 1.0.0: read with one note, with the recommendation that they had.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use archwise::answers::AnswersFile;
use archwise::assessment::Assessor;
use archwise::diagnostic::{Code, Diagnostics};
use archwise::document::Document;
use archwise::engine::Verdict;
use archwise::rulebook::{QuestionId, Rulebook};

/// Each with the architecture that 1.0.0 recommended.
const FILES: [(&str, &str); 5] = [
    ("cloud-storage.yaml", "distributed"),
    ("global-finance.yaml", "distributed"),
    ("internal-tool.yaml", "modular-monolith"),
    ("rapid-product.yaml", "microservices"),
    ("streaming-platform.yaml", "hybrid"),
];

fn old(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/answers-1.0.0").join(name)
}

fn read(path: &Path) -> (AnswersFile, Diagnostics) {
    let document = Document::read(path).unwrap();
    AnswersFile::read(&document, Rulebook::builtin()).map_err(|found| found.to_string()).unwrap()
}

fn verdict(file: &AnswersFile) -> Verdict {
    Assessor::new(Rulebook::builtin()).judge(file).verdict
}

fn question(id: &str) -> QuestionId {
    Rulebook::builtin().question(id).unwrap()
}

#[test]
fn the_examples_of_1_0_0_are_read_with_one_note_and_come_out_the_same() {
    for (name, architecture) in FILES {
        let (file, notes) = read(&old(name));
        let codes: Vec<Code> = notes.iter().map(|note| note.code).collect();
        assert_eq!(codes, [Code::FormerName], "{name}: {notes}");
        let note = notes.to_string();
        for name in ["recovery-objective", "recovery-time", "recovery-point", "operations", "capabilities"] {
            assert!(note.contains(name), "{name}: {note}");
        }
        let leader = verdict(&file).leader.unwrap();
        assert_eq!(Rulebook::builtin().architectures[leader].id, architecture, "{name}");
    }
}

#[test]
fn what_one_question_asked_is_answered_to_both_that_it_became() {
    let rulebook = Rulebook::builtin();
    let said = |name, id| read(&old(name)).0.answers.text(rulebook, question(id));
    assert_eq!(said("internal-tool.yaml", "recovery-time"), "hours");
    assert_eq!(said("internal-tool.yaml", "recovery-point"), "hours,minutes");
    assert_eq!(said("global-finance.yaml", "recovery-time"), "seconds");
    assert_eq!(said("global-finance.yaml", "recovery-point"), "no-loss");
    assert_eq!(said("global-finance.yaml", "budget"), "sufficient");
}

#[test]
fn an_option_that_is_new_is_not_denied_by_an_old_list() {
    let rulebook = Rulebook::builtin();
    let (file, _) = read(&old("internal-tool.yaml"));
    let text = file.answers.text(rulebook, question("capabilities"));
    assert!(text.contains("+automated-delivery") && text.contains("-platform-team"), "{text}");
    assert!(!text.contains("shared-release") && !text.contains("experience"), "{text}");
}
