//! The table of diagnostic codes: each stable, unique and explained.

macro_rules! codes {
    ($($variant:ident $id:literal $summary:literal;)*) => {
        /// The kinds of finding. The kebab-case names are stable: scripts may rely on them.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $summary] $variant,)* }

        impl Code {
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The stable name, such as `unknown-option`.
            pub const fn id(self) -> &'static str {
                match self { $(Code::$variant => $id,)* }
            }

            /// One sentence on what the code means.
            pub const fn summary(self) -> &'static str {
                match self { $(Code::$variant => $summary,)* }
            }
        }
    };
}

codes! {
    Unreadable "unreadable" "A file is missing, is a directory, or may not be read.";
    TooLarge "too-large" "A file is larger than the limit of 1 MiB.";
    NotUtf8 "not-utf8" "A file is not text in UTF-8.";
    EmptyFile "empty-file" "A file has no content.";
    NotYaml "not-yaml" "A file is not valid YAML.";
    TooDeep "too-deep" "YAML is nested deeper than 64 levels.";
    TooManyAliases "too-many-aliases" "YAML uses more aliases than the small number that is allowed.";
    DuplicateKey "duplicate-key" "A mapping has the same key twice.";
    EmptyValue "empty-value" "A key has no value.";
    WrongShape "wrong-shape" "A value is not of the expected kind: a list, a mapping, a text or a number.";
    UnknownKey "unknown-key" "A key that the format does not have.";
    MissingKey "missing-key" "A key that the format needs is missing.";
    BadId "bad-id" "An id is not in kebab-case, or is a reserved word.";
    DuplicateId "duplicate-id" "An id is defined twice.";
    UnsupportedVersion "unsupported-version" "The file says a format version that this program does not know.";
    UnknownQuestion "unknown-question" "A question id that the rulebook does not have.";
    UnknownOption "unknown-option" "An option id that the question does not have.";
    UnknownQuality "unknown-quality" "A quality id that the rulebook does not have.";
    UnknownArchitecture "unknown-architecture" "An architecture id that the rulebook does not have.";
    UnknownRule "unknown-rule" "A rule id that the rulebook does not have.";
    UnknownSource "unknown-source" "A source id that the rulebook does not have.";
    OutOfScale "out-of-scale" "A number or threshold that is not on the scale of its question.";
    OutOfRange "out-of-range" "A number outside the allowed range.";
    BadOperator "bad-operator" "An operator that does not fit the kind of its question.";
    BadOptions "bad-options" "A list of options that makes no scale: none, too many, or thresholds that do not rise.";
    BadEffect "bad-effect" "A rule must have exactly one effect: points, rules_out, warn or first_of.";
    TooComplex "too-complex" "A condition falls into too many separate cases to be analysed exactly.";
    AskCycle "ask-cycle" "Questions depend on each other in a circle through ask_when.";
    ReservedName "reserved-name" "A question id is also the name of an option of the command line.";
    Contradiction "contradiction" "Two statements about one question leave no option.";
    NotAsked "not-asked" "An answer to a question that is not asked in this situation.";
    Overridden "overridden" "A flag or the environment replaces an answer of the file.";
    BadAnswer "bad-answer" "An answer cannot be read.";
    NotEditable "not-editable" "A file cannot be changed in place without touching what should stay.";
    EmptyRulebook "empty-rulebook" "A rulebook lacks something that every rulebook needs.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_in_kebab_case() {
        let mut ids: Vec<_> = Code::ALL.iter().map(|code| code.id()).collect();
        let kebab = |id: &str| id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        assert!(ids.iter().all(|id| kebab(id)));
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), Code::ALL.len());
    }
}
