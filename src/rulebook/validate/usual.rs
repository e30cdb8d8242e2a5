//! How usual the options of each question are: the shares of its entries, and what these depend on.

use std::collections::BTreeMap;

use typed_index_collections::TiVec;

use super::validator::{Validator, too_complex};
use crate::diagnostic::{Code, did_you_mean};
use crate::document::Node;
use crate::rulebook::condition::TruthRegions;
use crate::rulebook::describe::and_list;
use crate::rulebook::ids::{QuestionId, SourceId};
use crate::rulebook::limits::{MAX_PERCENTAGE, MAX_SHARE};
use crate::rulebook::model::{Kind, Question};
use crate::rulebook::source::{Entry, QuestionSource, UsualSource};
use crate::rulebook::usual::Usual;

impl Validator<'_> {
    /// For each question how usual its options are, and the sources of that.
    pub(super) fn usual(
        &mut self,
        entries: &[Entry<'_, QuestionSource>],
    ) -> TiVec<QuestionId, (Vec<Usual>, Vec<SourceId>)> {
        entries
            .iter()
            .zip(&self.names.questions)
            .map(|(entry, question)| self.usual_of(entry, question))
            .collect()
    }

    fn usual_of(
        &mut self,
        Entry { source, node, .. }: &Entry<'_, QuestionSource>,
        question: &Question,
    ) -> (Vec<Usual>, Vec<SourceId>) {
        let own = self.own_shares(source, node, question);
        let silent = own.is_none() && source.usual.is_none();
        let mut all = self.given_shares(source.usual.as_deref(), node, question, own.is_some());
        all.extend(own.map(always));
        let sources = self.cited(&source.usual_sources, node, "usual_sources");
        if let Some(node) = node.entry("usual_sources").filter(|_| silent) {
            let message = format!("`{}` does not say how usual its options are", question.id);
            let help = "give its options a `usual`, or leave out `usual_sources`";
            self.error_with_help(Code::BadShares, message, node.key_place(), help);
        }
        (all, sources)
    }

    /// The shares that stand with the options themselves; `None` if there are none.
    fn own_shares(
        &mut self,
        source: &QuestionSource,
        node: &Node<'_>,
        question: &Question,
    ) -> Option<Vec<Option<u32>>> {
        let options = node.entry("options")?;
        let nodes = options.items("`options`", self.found);
        let shares: Vec<Option<u32>> =
            source.options.iter().zip(&question.options).map(|(choice, _)| choice.usual).collect();
        for (share, node) in shares.iter().zip(&nodes) {
            if let (Some(share), Some(node)) = (share, node.entry("usual")) {
                self.check_share(*share, &node, question);
            }
        }
        if shares.iter().all(Option::is_none) {
            return None;
        }
        self.check_complete(&shares, question, &options, "add `usual: …` to each of them");
        Some(shares)
    }

    /// The entries under `usual` of a question, whose options may have shares of their `own` as well.
    fn given_shares(
        &mut self,
        entries: Option<&[UsualSource]>,
        node: &Node<'_>,
        question: &Question,
        own: bool,
    ) -> Vec<Usual> {
        let (Some(entries), Some(list)) = (entries, node.entry("usual")) else { return Vec::new() };
        let nodes = list.items("`usual`", self.found);
        if entries.is_empty() {
            let message = format!("`usual` of `{}` lists no shares", question.id);
            let help = "write `[{when: {…}, shares: {option: 30, …}}]`, or leave it out";
            self.error_with_help(Code::BadShares, message, list.place(), help);
        }
        let mut all = Vec::new();
        for (index, (entry, node)) in entries.iter().zip(&nodes).enumerate() {
            if entry.when.is_none() && index + 1 < entries.len() {
                let message = "only the last entry of `usual` may leave out `when`: it always holds";
                self.error_with_help(Code::MissingKey, message, node.place(), "add `when: {…}`");
            } else if entry.when.is_none() && own {
                let message = format!("`{}` says twice how usual its options are", question.id);
                let help = "give this entry a `when`, or take `usual` out of the options";
                self.error_with_help(Code::BadShares, message, node.place(), help);
            }
            let shares = self.shares(&entry.shares, node, question);
            all.extend(self.usual_entry(node, question, shares));
        }
        all
    }

    /// The shares of one entry, in the order of the options.
    fn shares(
        &mut self,
        source: &BTreeMap<String, u32>,
        node: &Node<'_>,
        question: &Question,
    ) -> Vec<Option<u32>> {
        let mut shares = vec![None; question.options.len()];
        let before = self.found.len();
        let node = node.entry("shares").unwrap_or_else(|| node.clone());
        for (id, &share) in source {
            let entry = node.entry(id).unwrap_or_else(|| node.clone());
            self.check_share(share, &entry, question);
            match question.choice(id) {
                Some(option) => shares[option] = Some(share),
                None => {
                    let known = question.options.iter().map(|choice| choice.id.as_str());
                    let message = format!("`{}` has no option `{id}`", question.id);
                    let help = did_you_mean(id, known);
                    self.error_with_help(Code::UnknownOption, message, entry.key_place(), help);
                }
            }
        }
        // An option that is misspelt would be reported once more as one that is missing.
        if self.found.len() == before {
            self.check_complete(&shares, question, &node, "write the share of each option");
        }
        shares
    }

    fn check_share(&mut self, share: u32, node: &Node<'_>, question: &Question) {
        let (max, help) = match question.kind {
            Kind::Multi => (MAX_PERCENTAGE, "it is the percentage of systems that the option applies to"),
            Kind::Ordinal | Kind::Nominal | Kind::Number => {
                (MAX_SHARE, "shares count in relation to those of the other options")
            }
        };
        if !(1..=max).contains(&share) {
            let message = format!("the share {share} is not from 1 to {max}");
            self.error_with_help(Code::OutOfRange, message, node.place(), help);
        }
    }

    /// Reports options without a share where each needs one, and shares that say nothing at all.
    fn check_complete(&mut self, shares: &[Option<u32>], question: &Question, node: &Node<'_>, help: &str) {
        let without = question.options.iter().zip(shares).filter(|(_, share)| share.is_none());
        let ids: Vec<String> = without.map(|(choice, _)| format!("`{}`", choice.id)).collect();
        let message = match question.kind {
            Kind::Multi if ids.len() < shares.len() => return,
            Kind::Multi => format!("these shares say nothing of any option of `{}`", question.id),
            Kind::Ordinal | Kind::Nominal | Kind::Number if ids.is_empty() => return,
            Kind::Ordinal | Kind::Nominal | Kind::Number => {
                format!("the shares of `{}` leave out {}", question.id, and_list(&ids))
            }
        };
        self.error_with_help(Code::BadShares, message, node.place(), help);
    }

    /// The entry at `node` with these shares. Its condition reads nothing that they are about.
    fn usual_entry(
        &mut self,
        node: &Node<'_>,
        question: &Question,
        shares: Vec<Option<u32>>,
    ) -> Option<Usual> {
        let Some(node) = node.entry("when") else { return Some(always(shares)) };
        let when = self.condition(&node)?;
        let itself = when.tests().filter(|test| question.variables.contains(&test.variable)).find_map(
            |test| match self.names.variables[test.variable].choice {
                None => Some((
                    format!("the options of `{}` are", question.id),
                    &question.id,
                    "test other questions",
                )),
                Some(option) => {
                    let help = "leave the option out of these shares";
                    let id = &question.options[option].id;
                    shares[option].map(|_| (format!("`{id}` is"), id, help))
                }
            },
        );
        if let Some((what, id, help)) = itself {
            let message = format!("how usual {what} cannot depend on `{id}` itself");
            self.error_with_help(Code::BadShares, message, node.place(), help);
        }
        let Ok(decided) = self.names.decide(&when, &self.names.asked) else {
            self.found.push(too_complex(&node));
            return None;
        };
        Some(Usual { when: Some(when), decided, shares })
    }
}

/// The entry that holds whatever the answers are.
fn always(shares: Vec<Option<u32>>) -> Usual {
    Usual { when: None, decided: TruthRegions::always(), shares }
}

#[cfg(test)]
mod tests {
    use crate::options::OptionSet;
    use crate::rulebook::{OptionSets, Rulebook, how_usual};

    fn read(questions: &str) -> Result<Rulebook, Vec<String>> {
        let text = format!(
            "
rulebook: {{id: small, version: 1.0.0, title: Small}}
architectures: [{{id: one, name: One, summary: S.}}, {{id: two, name: Two, summary: S.}}]
qualities: [{{id: speed, name: Speed, about: How fast.}}]
sources: [{{id: book, title: T, author: A, year: 2020, url: \"https://example.com\"}}]
questions:
  - {{id: place, ask: Where?, kind: nominal, options: [{{id: here}}, {{id: there}}]}}
{questions}"
        );
        let read = Rulebook::parse(vec![("small.yaml".to_owned(), text)]);
        read.map(|(rulebook, _)| rulebook).map_err(|found| {
            found.iter().map(|error| format!("{}: {}", error.code.id(), error.message)).collect()
        })
    }

    /// A scale and a multiple choice, with more to say of each.
    fn of_size(more: &str) -> String {
        format!("  - {{id: size, ask: How large?, kind: ordinal, {more}}}")
    }

    fn of_extras(more: &str) -> String {
        format!("  - {{id: extras, ask: Which?, kind: multi, {more}}}")
    }

    const OPTIONS: &str = "options: [{id: small}, {id: large}]";
    const SHARED: &str = "options: [{id: small, usual: 3}, {id: large, usual: 1}]";

    #[test]
    fn the_shares_of_a_scale_are_those_of_the_first_entry_that_holds() {
        let usual = "usual: [{when: {place: here}, shares: {large: 7, small: 2}}], usual_sources: [book]";
        let rulebook = read(&of_size(&format!("{SHARED}, {usual}"))).unwrap();
        let size = &rulebook.questions[rulebook.question("size").unwrap()];
        assert_eq!(size.usual_sources.len(), 1);
        let mut known = rulebook.all_open();
        assert_eq!(rulebook.option_weights(size.variables.start, &known), Some(vec![3, 1]));
        known[rulebook.questions[rulebook.question("place").unwrap()].variables.start] = OptionSet::only(0);
        assert_eq!(rulebook.option_weights(size.variables.start, &known), Some(vec![2, 7]));
        assert_eq!(size.percentages(&size.usual[1]), [Some(75), Some(25)]);
    }

    #[test]
    fn an_option_of_a_multiple_choice_falls_to_the_next_entry_that_names_it() {
        let options = "options: [{id: red, usual: 40}, {id: blue}, {id: green, usual: 99}]";
        let usual =
            "usual: [{when: {place: here}, shares: {red: 80}}, {when: {extras: red}, shares: {blue: 1}}]";
        let rulebook = read(&of_extras(&format!("{options}, {usual}"))).unwrap();
        let extras = &rulebook.questions[rulebook.question("extras").unwrap()];
        let mut known = rulebook.all_open();
        known[rulebook.questions[rulebook.question("place").unwrap()].variables.start] = OptionSet::only(0);
        let weights = |known: &OptionSets| {
            [0, 1, 2].map(|option| rulebook.option_weights(extras.variable(option), known))
        };
        assert_eq!(weights(&known), [Some(vec![20, 80]), None, Some(vec![1, 99])]);
        known[extras.variable(0)] = OptionSet::only(1);
        assert_eq!(weights(&known)[1], Some(vec![99, 1]));
    }

    #[test]
    fn a_number_has_shares_and_an_entry_without_condition_may_stand_in_for_those_of_the_options() {
        let options = "options: [{id: few, from: 0}, {id: many, from: 5}]";
        let usual =
            "usual: [{when: {place: [there]}, shares: {few: 1, many: 1000}}, {shares: {few: 9, many: 1}}]";
        let number = format!("  - {{id: people, ask: How many?, kind: number, {options}, {usual}}}");
        let rulebook = read(&number).unwrap();
        assert_eq!(rulebook.questions[rulebook.question("people").unwrap()].usual.len(), 2);
    }

    #[test]
    fn each_mistake_in_the_shares_of_a_scale_is_named() {
        let twice = "bad-shares: `size` says twice how usual its options are";
        let last = "missing-key: only the last entry of `usual` may leave out `when`: it always holds";
        for (more, errors) in [
            (
                "options: [{id: small, usual: 3}, {id: large}]",
                vec!["bad-shares: the shares of `size` leave out `large`"],
            ),
            (
                "options: [{id: small, usual: 3}, {id: large, usual: 0}]",
                vec!["out-of-range: the share 0 is not from 1 to 1000"],
            ),
            (
                "options: [{id: small, usual: 3}, {id: large, usual: 1001}]",
                vec!["out-of-range: the share 1001 is not from 1 to 1000"],
            ),
            (
                "options: [{id: small, usual: 3}, {id: large, usual: 1.5}]",
                vec!["wrong-shape: expected a whole number, found the number `1.5`"],
            ),
            (&format!("{SHARED}, usual: [{{shares: {{small: 1, large: 2}}}}]"), vec![twice]),
            (
                &format!(
                    "{OPTIONS}, usual: [{{shares: {{small: 1, large: 2}}}}, {{when: {{place: here}}, shares: {{small: 1, large: 2}}}}]"
                ),
                vec![last],
            ),
            (
                &format!("{OPTIONS}, usual: [{{shares: {{small: 1}}}}]"),
                vec!["bad-shares: the shares of `size` leave out `large`"],
            ),
            (
                &format!("{OPTIONS}, usual: [{{shares: {{smal: 1, large: 2}}}}]"),
                vec!["unknown-option: `size` has no option `smal`"],
            ),
            (
                &format!("{OPTIONS}, usual: [{{when: {{plaice: here}}, shares: {{small: 1, large: 2}}}}]"),
                vec!["unknown-question: there is no question `plaice`"],
            ),
            (
                &format!("{OPTIONS}, usual: [{{when: {{size: small}}, shares: {{small: 1, large: 2}}}}]"),
                vec!["bad-shares: how usual the options of `size` are cannot depend on `size` itself"],
            ),
            (&format!("{OPTIONS}, usual: []"), vec!["bad-shares: `usual` of `size` lists no shares"]),
            (
                &format!("{OPTIONS}, usual_sources: [book]"),
                vec!["bad-shares: `size` does not say how usual its options are"],
            ),
            (&format!("{SHARED}, usual_sources: [bok]"), vec!["unknown-source: there is no source `bok`"]),
            (
                &format!("{OPTIONS}, usual: [{{wen: {{place: here}}, shares: {{small: 1, large: 2}}}}]"),
                vec!["unknown-key: unknown key `wen`"],
            ),
        ] {
            assert_eq!(read(&of_size(more)).unwrap_err(), errors, "{more}");
        }
    }

    #[test]
    fn each_mistake_in_the_shares_of_a_multiple_choice_is_named() {
        let options = "options: [{id: red}, {id: blue}]";
        for (more, error) in [
            (
                "options: [{id: red, usual: 100}, {id: blue}]",
                "out-of-range: the share 100 is not from 1 to 99",
            ),
            (
                &format!("{options}, usual: [{{shares: {{red: 0}}}}]"),
                "out-of-range: the share 0 is not from 1 to 99",
            ),
            (
                &format!("{options}, usual: [{{shares: {{}}}}]"),
                "bad-shares: these shares say nothing of any option of `extras`",
            ),
            (
                &format!("{options}, usual: [{{when: {{extras: red}}, shares: {{red: 5}}}}]"),
                "bad-shares: how usual `red` is cannot depend on `red` itself",
            ),
        ] {
            assert_eq!(read(&of_extras(more)).unwrap_err(), [error], "{more}");
        }
    }

    #[test]
    fn how_usual_an_option_is_has_a_word() {
        let words = [1, 4, 5, 19, 20, 49, 50, 99].map(how_usual);
        let expected =
            ["rare", "rare", "unusual", "unusual", "common", "common", "very common", "very common"];
        assert_eq!(words, expected);
    }
}
