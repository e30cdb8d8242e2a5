//! The table of diagnostic codes: each stable, unique and explained.

macro_rules! codes {
    ($($variant:ident $id:literal $summary:literal $mend:literal;)*) => {
        /// The kinds of finding. The kebab-case names are stable: scripts may rely on them.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
        pub enum Code { $(#[doc = $summary] $variant,)* }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)*];

            /// The stable name, such as `unknown-option`.
            pub const fn id(self) -> &'static str {
                match self { $(Code::$variant => $id,)* }
            }

            /// One sentence on what the code means.
            pub const fn summary(self) -> &'static str {
                match self { $(Code::$variant => $summary,)* }
            }

            /// What to do about it, in a sentence or two.
            pub const fn mend(self) -> &'static str {
                match self { $(Code::$variant => $mend,)* }
            }
        }
    };
}

codes! {
    Unreadable "unreadable" "A file is missing, is a directory, or may not be read."
        "Check the path and the permissions; name a file where a file is wanted and not a folder.";
    NoRepository "no-repository" "No git repository can be read there, or git cannot be run."
        "Name files in a clone with its history, and see that `git` can be run there.";
    UnknownRevision "unknown-revision" "There is no such commit in the history."
        "Name a commit, a tag or a branch. A shallow clone has no history: fetch all of it first.";
    TooLarge "too-large" "A file is larger than the limit: 16 MiB for a file of a rulebook, 1 MiB for all others."
        "Answers and rules take kilobytes. Check that it is the right file, or split a rulebook into several.";
    NotUtf8 "not-utf8" "A file is not text in UTF-8."
        "Save the file as UTF-8. `>` in Windows PowerShell writes UTF-16; `--output FILE` writes UTF-8.";
    EmptyFile "empty-file" "A file has no content."
        "`archwise questions --output FILE` writes an answers file to fill in; `archwise rules new DIR` makes a rulebook.";
    NotYaml "not-yaml" "A file is not valid YAML."
        "Look at the place that is named and the line before it: a missing quote, bracket or indentation.";
    NotJson "not-json" "A line is not one JSON value."
        "Write each record as one JSON object on one line.";
    TooDeep "too-deep" "YAML is nested deeper than 64 levels."
        "Flatten it; nothing in these formats is nested that deep.";
    TooManyAliases "too-many-aliases" "YAML uses more aliases than the small number that is allowed."
        "Write the value out. Aliases can make a small file grow without bound.";
    DuplicateKey "duplicate-key" "A mapping has the same key twice."
        "Keep one of the two. YAML would silently drop the first.";
    EmptyValue "empty-value" "A key has no value."
        "Give the key a value or remove it; write `unknown` for an answer that is not known.";
    WrongShape "wrong-shape" "A value is not of the expected kind: a list, a mapping, a text or a number."
        "Write the value in the shape that is named.";
    UnknownKey "unknown-key" "A key that the format does not have."
        "Correct the spelling, or remove the key.";
    MissingKey "missing-key" "A key that the format needs is missing."
        "Add the key.";
    BadId "bad-id" "An id is not in kebab-case, or is a reserved word."
        "Write ids in lower case with hyphens, and avoid words that YAML reads otherwise.";
    DuplicateId "duplicate-id" "An id is defined twice."
        "Rename or remove one of the two.";
    UnsupportedVersion "unsupported-version" "The file says a format version that this program does not know."
        "Write `archwise: 1`.";
    UnknownQuestion "unknown-question" "A question id that the rulebook does not have."
        "Correct the spelling; `archwise rules show` lists the questions.";
    UnknownOption "unknown-option" "An option id that the question does not have."
        "Correct the spelling; `archwise rules show QUESTION` lists the options.";
    UnknownQuality "unknown-quality" "A quality id that the rulebook does not have."
        "Correct the spelling; `archwise rules show` lists the qualities.";
    UnknownAxis "unknown-axis" "An axis id that the rulebook does not have."
        "Correct the spelling; `archwise rules show` lists the axes.";
    UnknownArchitecture "unknown-architecture" "An architecture id that the rulebook does not have."
        "Correct the spelling; `archwise rules show` lists the architectures.";
    UnknownRule "unknown-rule" "A rule id that the rulebook does not have."
        "Correct the spelling; `archwise rules show` lists the rules.";
    OtherAssumptions "other-assumptions" "A file that assumes answers is to begin with a preset that assumes others."
        "Leave `--preset` out, or take `assumed` out of the file to begin anew.";
    UnknownPreset "unknown-preset" "A preset id that the rulebook does not have."
        "Take one of those that `archwise rules show` lists.";
    UnknownSource "unknown-source" "A source id that the rulebook does not have."
        "Correct the spelling, or add the source under `sources`.";
    UnknownFact "unknown-fact" "A fact of a repository, or a level of one, that there is not."
        "Correct the spelling; `archwise observe --facts` lists the facts and their levels.";
    ObservedExists "observed-exists" "Nothing exists by the record, and a repository holds code that is worked on."
        "Answer for what exists now, or correct the record.";
    ObservedServices "observed-services" "The services that a repository builds contradict what the record says exists."
        "Answer for what exists now; `archwise observe REPO --format text` names the services.";
    ObservedCadence "observed-cadence" "It is released two levels more often than the record says that it must be."
        "Ask whether the need has grown; `--tags REGEX` says which tags are releases.";
    ObservedCadenceUnmet "observed-cadence-unmet" "It must be released two levels more often than it is."
        "Ask whether the need still holds, and what keeps releases from it.";
    ObservedTeams "observed-teams" "More people commit regularly than the recorded number of teams holds."
        "Count the teams again; `--bot` and `--not-bot` say who is no person.";
    ObservedTrains "observed-trains" "Packages are released, or parts changed, otherwise than the record says."
        "Ask whether parts must go together or apart; `--part` names the parts.";
    ObservedStage "observed-stage" "It has been released for two years, and the record says that it is before its first release."
        "Answer for the stage of now.";
    ObservedOtherwise "observed-otherwise" "A fact of a repository contradicts what the record says."
        "Look at the evidence, then correct the answer or keep it with a note.";
    ObservedMoved "observed-moved" "A fact of a repository is no longer what it was when the answers were confirmed."
        "Look whether the answers still hold; `archwise advise FILE --observe REPO --review` keeps the facts of now.";
    RepositoryQuiet "repository-quiet" "The newest commit of a repository is half a year old, so that nothing is compared."
        "Observe the repository in which the system is worked on.";
    NothingObserved "nothing-observed" "A folder or a part of a repository that holds no file, or a repository that is named twice."
        "Name folders from the top of the repository, with `/` between them, and each repository once.";
    HistoryIncomplete "history-incomplete" "A clone of a repository is too shallow for facts of time."
        "Fetch more of the history and the tags: `git fetch --shallow-since='60 weeks ago' --tags`.";
    BadObserved "bad-observed" "What a fact of a repository says of a question is missing, says nothing, or contradicts a lower level."
        "Name for each level of the fact what it leaves possible; `archwise observe --facts` lists the levels.";
    OutOfScale "out-of-scale" "A number or threshold that is not on the scale of its question."
        "Use a number on the scale, or the `from` of an option.";
    OutOfRange "out-of-range" "A number outside the allowed range."
        "Use a number in the range that is named.";
    BadOperator "bad-operator" "An operator that does not fit the kind of its question."
        "Use an operator of the kind of the question: `at_least` and `at_most` on scales, `includes` and `excludes` on multiple choices.";
    BadOptions "bad-options" "A list of options that makes no scale: none, too many, or thresholds that do not rise."
        "Give two to 63 options; those of a number rise by their `from`.";
    BadWords "bad-words" "What an answer says in words cannot stand in a sentence."
        "Write `says` of a question with one `{}` for the words of its options, and `says_not` for options of a multiple choice only.";
    BadEffect "bad-effect" "A rule must have exactly one effect: points, rules_out, warn, warn_at_seam or first_of."
        "Leave exactly one of `points`, `rules_out`, `warn`, `warn_at_seam` and `first_of`.";
    BadSeam "bad-seam" "A rule on seams does not say which seams it is about, or says something beside it."
        "Give it `warn_at_seam` and `across`, with `between`, `one`, `other` or `both`, and no other effect or `when`.";
    BadCombination "bad-combination" "What an architecture combines is not two others or more, or its backbone is none of them."
        "List in `combines` two or more other architectures, none of which is made of this one, and as `backbone` one of them.";
    BadAxis "bad-axis" "An architecture is listed twice on an axis, or stands on both of its sides."
        "List each architecture once: under `high` if it answers the question of the axis with yes, under `low` if with no.";
    BadShares "bad-shares" "How usual the options of a question are is said twice, in part only, or depends on itself."
        "Give every option of a question with one answer a share in each entry of `usual`, and let `when` test other questions.";
    UnknownPart "unknown-part" "A part that the answers file does not have."
        "Correct the spelling, or add the part.";
    PartWithItself "part-with-itself" "A part that exchanges data with itself."
        "Name other parts in `with`, or leave it out.";
    TooComplex "too-complex" "A condition falls into too many separate cases to be analysed exactly."
        "Split the rule into several with simpler conditions.";
    AskCycle "ask-cycle" "Questions depend on each other in a circle through ask_when."
        "Ask one of the questions in the circle unconditionally.";
    SamePerson "same-person" "Two of the answers files that are laid side by side are one, or by the same person."
        "Name each file once, and let `by: NAME` in the file tell people apart.";
    ReservedName "reserved-name" "A question id is also the name of an option of the command line."
        "Give the question another id.";
    Contradiction "contradiction" "Two statements about one question leave no option."
        "Keep one of the two statements.";
    IgnoredAnswer "ignored-answer" "A flag says that an answer is not known which another flag gives."
        "Leave one of the two out. `--what-if ID=unknown` shows what not knowing it would change.";
    NotAsked "not-asked" "An answer to a question that is not asked in this situation."
        "Remove the answer, or correct the answer that makes the question not apply.";
    Overridden "overridden" "A flag or the environment replaces an answer of the file."
        "Nothing, if that was meant: the stronger origin counts.";
    FormerName "former-name" "A name that an earlier version of the rulebook used."
        "Nothing; `archwise questions --update FILE` writes the names of today into an answers file.";
    OldWord "old-word" "A word that an earlier version of the format used."
        "Write the word that is named instead; the old one is still read.";
    BadAnswer "bad-answer" "An answer cannot be read."
        "Write an option, several with commas, a number or `unknown`.";
    BadRecord "bad-record" "What archwise keeps in a decision record, or a saved report, cannot be read."
        "Do what the message says, or write the record or the report anew.";
    NotEditable "not-editable" "A file cannot be changed in place without touching what should stay."
        "Do what the message says.";
    BadTemplate "bad-template" "A template cannot be read, or fails while it is filled in."
        "Correct the line that is named; `archwise rules schema --for report` prints what a template can use.";
    EmptyRulebook "empty-rulebook" "A rulebook lacks something that every rulebook needs."
        "Add what is missing; `archwise rules new DIR` makes a whole small rulebook.";
    NeverHolds "never-holds" "A condition, or a branch of `first_of`, that no answers fulfil."
        "Correct the condition, or remove the rule. The message says which parts exclude each other.";
    AgainstAskWhen "against-ask-when" "A condition tests a question where that question is not asked."
        "Correct the condition, or the `ask_when` of the question.";
    EveryoneRuledOut "everyone-ruled-out" "Vetoes can together rule out every architecture."
        "Narrow one of the vetoes, so that each situation leaves a candidate.";
    AlwaysHolds "always-holds" "A condition that every situation fulfils."
        "Correct the condition; what always holds tells nothing apart.";
    SameForAll "same-for-all" "A rule gives every architecture the same points."
        "Remove the rule or change its points: it cannot change the ranking.";
    Subsumed "subsumed" "A rule holds only where another of the same quality and direction holds already."
        "Join the two in one `first_of`, or say in an `allow` why the points are meant to add up.";
    CountedTwice "counted-twice" "A rule holds only where another of another quality does, and pushes the same way."
        "Join the two in one `first_of`, or say in an `allow` why one fact counts under two qualities.";
    ScoredApart "scored-apart" "A rule about an axis gives two architectures on the same side of it different points."
        "Give both the same points, or say in an `allow` what tells them apart.";
    OneSidedAxis "one-sided-axis" "An axis divides nothing, since one of its sides has no architectures."
        "List architectures on both sides, or remove the axis.";
    SameAxis "same-axis" "Two axes divide the architectures alike."
        "Remove one of the two: they always say the same.";
    OffAxis "off-axis" "An architecture stands on neither side of an axis."
        "List it under `high` or `low`. A later layer that adds an architecture may define the axis anew, by its id.";
    UnusedQuestion "unused-question" "No rule reads the question."
        "Remove the question, or write the rule that needs it.";
    UnusedOption "unused-option" "Several options of a question are read by no rule, so that they mean the same."
        "Merge them, or write the rule that tells them apart.";
    UnusedQuality "unused-quality" "No rule gives points under the quality."
        "Remove the quality, or write rules for it.";
    CannotWin "cannot-win" "An architecture wins in no situation."
        "Give it the rules that speak for it, or remove it.";
    Skewed "skewed" "The points of an architecture add up to far more or less than those of the others."
        "Look whether its rules tell only one side.";
    DoubleCounting "double-counting" "Many rules of one quality read the same question."
        "Join those that say the same in one `first_of`.";
    NoSource "no-source" "A rule without a source."
        "Cite what supports the direction of the rule.";
    UnusedSource "unused-source" "Nothing cites the source."
        "Cite it or remove it.";
    NoDecision "no-decision" "A file that is checked records no decision."
        "Add `decision: {architecture: …}` to the file, or name the architecture by `--expect` or `--baseline`.";
    DecisionChanged "decision-changed" "Another architecture leads than the one that was decided."
        "Decide anew and record it, or correct the answers that changed.";
    SmallMargin "small-margin" "The decided architecture leads by fewer points than `--min-margin` asks for."
        "Find out what is still open, or accept that it is a close call.";
    NotDecided "not-decided" "The verdict is open, likely or close, or no longer as firm as it was."
        "Answer what is open; a close call is decided by what the points do not see.";
    AssumedAnswers "assumed-answers" "A decision rests on answers that are assumed, which nobody has given."
        "Put what you know of the system under `answers`, where it replaces what is `assumed`.";
    NotRobust "not-robust" "The decided architecture is first in fewer weightings than `--min-robustness` asks for."
        "Set the weights that the system needs, so that the decision rests on them.";
    RulebookChanged "rulebook-changed" "The rulebook is not the one by which the decision was taken."
        "See with `archwise rules diff` what changed, and record the decision anew.";
    AnswerChanged "answer-changed" "An answer or a weight is not what it was when the decision was taken."
        "Nothing, if the decision still holds; else decide anew.";
    RecordMissing "record-missing" "The decision record that a file names cannot be read."
        "Write the record, or correct the path, which is relative to the answers file.";
    RecordDiffers "record-differs" "The decision record names another architecture than the file, or not this one."
        "Make the two agree, or name another record.";
    RecordSuperseded "record-superseded" "The decision record that a file names is not in force any more."
        "Name the record that is in force.";
    ReviewOverdue "review-overdue" "The date by which a decision was to be looked at again has passed."
        "Look whether the answers still hold, then set a later date.";
    UnknownCode "unknown-code" "A diagnostic code that does not exist."
        "`archwise rules explain-code` lists all there are.";
    EmptyCase "empty-case" "A case that expects nothing."
        "Add `expect`, or a property.";
    CaseFailed "case-failed" "A case of a rulebook does not come out as it expects."
        "Correct the rules, or the case; a miss that is known and stands is said by `miss: why`.";
    AllowWithoutReason "allow-without-reason" "An `# allow:` comment without a reason."
        "Say after the code why the finding is meant to be.";
    UnusedAllow "unused-allow" "An `# allow:` comment that allows nothing that was found."
        "Remove the comment.";
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
