//! The former ids of questions and options, under which old answers files are still read.

use super::ids::is_kebab;
use super::validator::{Validator, place_of};
use crate::diagnostic::Code;
use crate::document::Node;
use crate::rulebook::model::{Choice, Kind, Question};
use crate::rulebook::source::{Entry, QuestionSource};

impl Validator<'_> {
    /// The ids listed under `formerly`.
    pub(super) fn formerly(&mut self, node: &Node<'_>) -> Vec<String> {
        let nodes = node.entry("formerly").map(|list| list.one_or_more()).unwrap_or_default();
        let mut ids = Vec::new();
        for node in nodes {
            let Some(id) = node.expect_text("a former id", self.found) else { continue };
            if !is_kebab(&id) {
                let message = format!("the former id `{id}` is not in kebab-case");
                let help = "write the id as it stood in the earlier version";
                self.error_with_help(Code::BadId, message, node.place(), help);
            } else if ids.contains(&id) {
                let message = format!("the former id `{id}` is listed twice");
                self.error_with_help(Code::DuplicateId, message, node.place(), "keep one of the two");
            } else {
                ids.push(id);
            }
        }
        ids
    }

    /// Reports former ids that could mean something else, and options that are new nowhere.
    pub(super) fn check_former_names(
        &mut self,
        entries: &[Entry<'_, QuestionSource>],
        questions: &[Question],
    ) {
        for (entry, question) in entries.iter().zip(questions) {
            let in_use = |id: &&String| questions.iter().any(|other| other.id == **id);
            if let Some(id) = question.formerly.iter().find(in_use) {
                let message =
                    format!("`{id}` is a question of today, so no former name of `{}`", question.id);
                let help = "name an id that no question has any more";
                self.error_with_help(Code::DuplicateId, message, place_of(&entry.node, "formerly"), help);
            }
            let nodes = entry.node.entry("options").map(|list| list.items("`options`", self.found));
            for (choice, node) in question.options.iter().zip(&nodes.unwrap_or_default()) {
                self.check_former_option(question, choice, node);
            }
        }
    }

    fn check_former_option(&mut self, question: &Question, choice: &Choice, node: &Node<'_>) {
        let Choice { id: own, formerly, added, .. } = choice;
        // An option that kept its id and took in another names both.
        let is_another = |id: &&String| *id != own && question.choice(id).is_some();
        let never_read = formerly.iter().find(|id| question.formerly.is_empty() && is_another(id));
        if let Some(id) = never_read {
            let message =
                format!("`{id}` is an option of `{}` today, so no former name of another", question.id);
            let help =
                "name an id that no option of the question has any more, or give the question a new id";
            self.error_with_help(Code::DuplicateId, message, place_of(node, "formerly"), help);
        }
        if *added && (question.kind != Kind::Multi || question.formerly.is_empty()) {
            let message = "`added` tells apart the options of a multiple choice that has a former id";
            let help = "leave it out: what is answered under an id of today speaks of every option";
            self.error_with_help(Code::BadOptions, message, place_of(node, "added"), help);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rulebook::Rulebook;

    fn errors(questions: &str) -> Vec<String> {
        let text = format!(
            "
rulebook: {{id: small, version: 1.0.0, title: Small}}
architectures: [{{id: one, name: One, summary: S.}}, {{id: two, name: Two, summary: S.}}]
questions: [{questions}]
"
        );
        let found = Rulebook::parse(vec![("a.yaml".to_owned(), text)]).err().unwrap_or_default();
        found.iter().map(|error| format!("{}: {}", error.code.id(), error.message)).collect()
    }

    #[test]
    fn a_former_name_is_none_of_today() {
        let found = errors(
            "{id: size, ask: How?, kind: nominal, formerly: [width, Old Size], \
               options: [{id: small, formerly: [tiny, tiny]}, {id: large}]}, \
             {id: width, ask: How?, kind: nominal, options: [{id: few, formerly: many}, {id: many, added: true}]}",
        );
        let expected = [
            "bad-id: the former id `Old Size` is not in kebab-case",
            "duplicate-id: the former id `tiny` is listed twice",
            "duplicate-id: `width` is a question of today, so no former name of `size`",
            "duplicate-id: `many` is an option of `width` today, so no former name of another",
            "bad-options: `added` tells apart the options of a multiple choice that has a former id",
        ];
        for error in expected {
            assert!(found.iter().any(|found| found == error), "{error}: {found:?}");
        }
        assert_eq!(found.len(), expected.len(), "{found:?}");
    }

    #[test]
    fn several_questions_may_come_of_one_and_several_options_too() {
        let questions = "{id: time, ask: How?, kind: ordinal, formerly: both, options: [{id: long, formerly: a}, {id: short}]}, \
             {id: loss, ask: How?, kind: multi, formerly: [both, other], options: [{id: some, formerly: [a, b]}, {id: new, added: true}]}";
        assert_eq!(errors(questions), Vec::<String>::new());
    }
}
