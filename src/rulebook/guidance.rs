//! What goes on after the verdict: what an architecture needs, which kind of it fits, and how to get there.

use serde::{Deserialize, Serialize};

use super::condition::{Condition, TruthRegions};
use crate::options::Truth;
use crate::rulebook::ids::{OptionSets, SourceId};

/// The advice that comes with an architecture, the lists in the order of their author.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guidance {
    /// What must be in place before it pays off.
    pub needs: Vec<Need>,
    /// The kinds of it, of which the first that holds fits.
    pub variants: Vec<Variant>,
    /// The styles within it, of which each that holds fits.
    pub styles: Vec<Variant>,
    /// The ways from what exists to there, of which the first that holds fits.
    pub first_steps: Vec<FirstSteps>,
    /// The figures to watch.
    pub measures: Vec<Measure>,
    /// The risks that come with it.
    pub risks: Vec<Risk>,
}

/// When an entry counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// The condition as its author wrote it.
    pub condition: Condition,
    /// The regions in which it holds and fails.
    pub decided: TruthRegions,
}

impl When {
    /// Returns what can be said while only `sets` are known.
    pub fn truth(&self, sets: &OptionSets) -> Truth {
        self.decided.truth(sets)
    }
}

/// A prerequisite.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Need {
    /// The answers for which it is one; `None`: any.
    pub when: Option<When>,
    /// What must be in place.
    pub what: String,
    /// The answers by which it is in place; `None` if no question tells.
    pub met_when: Option<When>,
    /// The works that say so.
    pub sources: Vec<SourceId>,
}

/// A kind of an architecture, or a style within it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The answers for which it is made; `None`: any.
    pub when: Option<When>,
    /// What it is called.
    pub name: String,
    /// What to do, in a sentence or two.
    pub about: String,
    /// The works that describe it.
    pub sources: Vec<SourceId>,
}

/// The way from what exists to an architecture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstSteps {
    /// The answers for which it is the way; `None`: any.
    pub when: Option<When>,
    /// What to do, one after the other.
    pub steps: Vec<String>,
    /// What others paid in time or money.
    pub takes: Option<String>,
    /// The works that describe it.
    pub sources: Vec<SourceId>,
}

/// A figure to watch, by which one sees whether the architecture still does what it was chosen for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Measure {
    /// The answers for which it is worth taking; `None`: any.
    pub when: Option<When>,
    /// What is measured.
    pub what: String,
    /// What it tells.
    pub why: String,
    /// How to take it.
    pub how: Option<String>,
    /// The threshold, with its unit.
    pub good: String,
    /// The works in which the figure or the threshold stands.
    pub sources: Vec<SourceId>,
}

/// What can go wrong with an architecture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Risk {
    /// What can go wrong.
    pub what: String,
    /// What helps against it.
    pub mitigation: String,
    /// The answers with which it bites; `None` if no question tells.
    pub bites_when: Option<When>,
    /// The works that tell of it.
    pub sources: Vec<SourceId>,
}

/// What any entry of the advice says, whatever list it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry<'g> {
    /// The list.
    pub list: &'static str,
    /// What it is about: the text by which it is known.
    pub text: &'g str,
    /// When it counts, and of a need when it is met, each where its author says so.
    pub conditions: [Option<&'g When>; 2],
    /// The works that it cites.
    pub sources: &'g [SourceId],
}

impl Guidance {
    /// Yields every entry of every list.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let Self { needs, variants, styles, first_steps, measures, risks } = self;
        let needs = needs.iter().map(|need| Entry {
            list: "needs",
            text: &need.what,
            conditions: [need.when.as_ref(), need.met_when.as_ref()],
            sources: &need.sources,
        });
        let variants = variants.iter().map(|v| entry("variants", &v.name, &v.when, &v.sources));
        let styles = styles.iter().map(|style| entry("styles", &style.name, &style.when, &style.sources));
        let first_steps = first_steps.iter().map(|way| {
            entry("first_steps", way.steps.first().map_or("", String::as_str), &way.when, &way.sources)
        });
        let measures = measures.iter().map(|m| entry("measures", &m.what, &m.when, &m.sources));
        let risks = risks.iter().map(|risk| entry("risks", &risk.what, &risk.bites_when, &risk.sources));
        needs.chain(variants).chain(styles).chain(first_steps).chain(measures).chain(risks)
    }

    /// Yields every source that it cites.
    pub fn sources(&self) -> impl Iterator<Item = SourceId> {
        self.entries().flat_map(|entry| entry.sources).copied()
    }
}

fn entry<'g>(
    list: &'static str,
    text: &'g str,
    when: &'g Option<When>,
    sources: &'g [SourceId],
) -> Entry<'g> {
    Entry { list, text, conditions: [when.as_ref(), None], sources }
}
