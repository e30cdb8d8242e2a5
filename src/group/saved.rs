//! The common answers as a file that people go on with.

use super::{Common, Person};
use crate::answers::{FileContents, to_yaml};
use crate::rulebook::{Rulebook, and_list};

/// Returns the answers file of a group. Its comments say how it came about, and which weights are not
/// settled.
pub fn saved(rulebook: &Rulebook, people: &[Person], common: &Common) -> String {
    let names: Vec<String> = people.iter().map(|person| person.name.clone()).collect();
    let mut text = format!(
        "# What {} say together. A list holds all that was said: one of it is right.\n",
        and_list(&names)
    );
    text.push_str(&to_yaml(rulebook, &FileContents::of(&common.file)));
    let differing: Vec<_> = common.weights.differing().collect();
    if differing.is_empty() {
        return text;
    }
    text.push_str("\n# These weights differ; until they are settled, those of the rulebook count.\n");
    for quality in differing {
        let weight =
            |person: &Person| format!("{} ({})", person.file.all_weights(rulebook)[quality], person.name);
        let weights: Vec<String> = people.iter().map(weight).collect();
        text.push_str(&format!("#   {}: {}\n", rulebook.qualities[quality].id, weights.join(", ")));
    }
    text
}
