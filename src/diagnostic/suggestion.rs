//! Looks ids up, and suggests which one was meant where there is none.

use super::{Code, Diagnostic};

/// The kinds of things that inputs name by an id.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IdKind {
    /// An entry of `architectures` in a rulebook.
    Architecture,
    /// An entry of `axes` in a rulebook.
    Axis,
    /// A diagnostic code.
    Code,
    /// An entry of `parts` in an answers file.
    Part,
    /// An entry of `presets` in a rulebook.
    Preset,
    /// An entry of `qualities` in a rulebook.
    Quality,
    /// An entry of `questions` in a rulebook.
    Question,
    /// An entry of `rules` in a rulebook.
    Rule,
    /// An entry of `sources` in a rulebook.
    Source,
}

impl IdKind {
    fn word_and_code(self) -> (&'static str, Code) {
        match self {
            Self::Architecture => ("architecture", Code::UnknownArchitecture),
            Self::Axis => ("axis", Code::UnknownAxis),
            Self::Code => ("code", Code::UnknownCode),
            Self::Part => ("part", Code::UnknownPart),
            Self::Preset => ("preset", Code::UnknownPreset),
            Self::Quality => ("quality", Code::UnknownQuality),
            Self::Question => ("question", Code::UnknownQuestion),
            Self::Rule => ("rule", Code::UnknownRule),
            Self::Source => ("source", Code::UnknownSource),
        }
    }

    /// Returns the position of `id` among the ids that are known.
    ///
    /// # Errors
    /// There is no such id; the help says which one may have been meant.
    pub fn find<'k, I: From<usize>>(
        self,
        id: &str,
        known: impl IntoIterator<Item = &'k str, IntoIter: Clone>,
    ) -> Result<I, Diagnostic> {
        let known = known.into_iter();
        known.clone().position(|known| known == id).map(I::from).ok_or_else(|| {
            let (word, code) = self.word_and_code();
            Diagnostic::error(code, format!("there is no {word} `{id}`")).help(did_you_mean(id, known))
        })
    }
}

/// Returns a sentence with the known name nearest to `name`; if none is near, with the names there are.
pub fn did_you_mean<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    const LISTED: usize = 12;
    let known: Vec<&str> = known.into_iter().collect();
    if let Some(nearest) = nearest(name, &known) {
        return format!("did you mean `{nearest}`?");
    }
    // To leave out one or two names spares nothing.
    let shown = if known.len() <= LISTED + 3 { known.len() } else { LISTED };
    let listed: Vec<String> = known.iter().take(shown).map(|k| format!("`{k}`")).collect();
    match known.len() {
        0 => "none are defined".to_owned(),
        n if n > shown => format!("known are {} and {} more", listed.join(", "), n - shown),
        _ => format!("known are {}", listed.join(", ")),
    }
}

/// Returns the known name that is so near to `name` that it was probably meant.
pub fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let plain = |name: &str| name.to_lowercase().replace(['_', ' '], "-");
    let name = plain(name);
    let starts = |k: &str| name.len() >= 4 && (k.starts_with(&name) || name.starts_with(k));
    known
        .iter()
        .map(|k| (strsim::damerau_levenshtein(&name, &plain(k)), *k))
        .filter(|(distance, k)| *distance <= 1.max(k.len().min(name.len()) / 3))
        .min()
        .map(|(_, k)| k)
        .or_else(|| known.iter().find(|k| starts(&plain(k))).copied())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested_and_far_ones_listed() {
        let known = ["geographic-spread", "fault-tolerance"];
        assert_eq!(did_you_mean("geografic_spread", known), "did you mean `geographic-spread`?");
        assert_eq!(did_you_mean("fault", known), "did you mean `fault-tolerance`?");
        assert_eq!(did_you_mean("zzz", known), "known are `geographic-spread`, `fault-tolerance`");
        assert_eq!(did_you_mean("ruled_out", ["ruled_out_leader"]), "did you mean `ruled_out_leader`?");
    }

    #[test]
    fn a_list_is_cut_only_where_that_spares_some_names() {
        let names: Vec<String> = ('a'..='p').map(|letter| letter.to_string().repeat(5)).collect();
        let listed = |n| did_you_mean("zzz", names.iter().take(n).map(String::as_str));
        assert!(listed(15).ends_with("`ooooo`"), "{}", listed(15));
        assert!(listed(16).ends_with("`lllll` and 4 more"), "{}", listed(16));
    }
}
