//! What can be observed of a repository: the kinds of facts, and the levels that each can have.
//!
//! A rulebook says which of them narrow which answers, and an answers file keeps those that were known when
//! it was confirmed, so that both need the names only.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A kind of fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// How often releases were tagged.
    Releases,
    /// Since when releases have been tagged.
    ReleaseHistory,
    /// How many people commit regularly.
    People,
    /// Whether there is code that is worked on.
    Code,
    /// Which services are built here.
    Services,
    /// Whether packages are released together.
    ReleaseTrains,
    /// Whether parts change together.
    CoChange,
    /// Which teams own files by CODEOWNERS.
    OwningTeams,
    /// What the teams in CODEOWNERS are named after.
    TeamNames,
    /// How often a change needs several teams.
    CrossTeamChanges,
    /// Whether tests run on changes.
    AutomatedTests,
    /// Whether a pipeline deploys.
    AutomatedDelivery,
    /// Whether services are traced.
    Tracing,
    /// Whether somebody is called when it fails.
    Paging,
    /// Whether a team owns the pipelines and the infrastructure.
    PlatformTeam,
    /// Where the infrastructure stands.
    Regions,
    /// Under which laws it stands.
    Jurisdictions,
    /// Which availability is promised.
    AvailabilityObjective,
    /// How the main line changed.
    Changes,
    /// In which languages the code is written.
    Languages,
    /// Which images of databases and brokers are named.
    Stores,
}

/// A level of a kind of fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// The id in kebab-case.
    pub id: &'static str,
    /// When a fact has it.
    pub when: &'static str,
}

const fn level(id: &'static str, when: &'static str) -> Level {
    Level { id, when }
}

const SEEN: &[Level] = &[level("seen", "there is a sign of it; that none is found says nothing")];
const RELEASES: &[Level] = &[
    level("less-than-monthly", "there is a release"),
    level("monthly", "in the median month of 30 days there is one"),
    level("weekly", "in the median week there is a day with one"),
    level("daily", "in the median week there are three such days"),
    level("on-demand", "besides, in the median week there are ten releases"),
];
const TOGETHER: &[Level] =
    &[level("together", "they mostly go together"), level("apart", "they mostly go each by itself")];
const ESTABLISHED: &[Level] =
    &[level("established", "the first was two years ago or more, and they are monthly or more frequent now")];
const EXISTS: &[Level] = &[level("exists", "there are 20 files that are not Terraform, and 50 changes")];
const SERVICES: &[Level] = &[
    level("single", "there is one at most, and `--whole` says that this is the whole system"),
    level("many", "there are five or more"),
];
const TEAM_NAMES: &[Level] = &[
    level("layers", "all are called after layers, such as `frontend`"),
    level("domains", "most are called otherwise"),
];
const FREQUENT: &[Level] = &[level("frequent", "it is 20 % or more of at least 100 changes")];
const ONE: &[Level] = &[level("one", "all regions but `us-east-1` lie in the same one")];
const OBJECTIVES: &[Level] = &[
    level("under-three-nines", "it is under 99.9 %"),
    level("three-nines", "it is 99.9 % or more"),
    level("above-three-nines", "it is 99.95 % or more"),
    level("four-nines", "it is 99.99 % or more"),
    level("five-nines", "it is 99.999 % or more"),
];

impl FactKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 21] = [
        Self::Releases,
        Self::ReleaseHistory,
        Self::People,
        Self::Code,
        Self::Services,
        Self::ReleaseTrains,
        Self::CoChange,
        Self::OwningTeams,
        Self::TeamNames,
        Self::CrossTeamChanges,
        Self::AutomatedTests,
        Self::AutomatedDelivery,
        Self::Tracing,
        Self::Paging,
        Self::PlatformTeam,
        Self::Regions,
        Self::Jurisdictions,
        Self::AvailabilityObjective,
        Self::Changes,
        Self::Languages,
        Self::Stores,
    ];

    /// Returns the id in kebab-case.
    pub fn id(self) -> &'static str {
        match self {
            Self::Releases => "releases",
            Self::ReleaseHistory => "release-history",
            Self::People => "people",
            Self::Code => "code",
            Self::Services => "services",
            Self::ReleaseTrains => "release-trains",
            Self::CoChange => "co-change",
            Self::OwningTeams => "owning-teams",
            Self::TeamNames => "team-names",
            Self::CrossTeamChanges => "cross-team-changes",
            Self::AutomatedTests => "automated-tests",
            Self::AutomatedDelivery => "automated-delivery",
            Self::Tracing => "tracing",
            Self::Paging => "paging",
            Self::PlatformTeam => "platform-team",
            Self::Regions => "regions",
            Self::Jurisdictions => "jurisdictions",
            Self::AvailabilityObjective => "availability-objective",
            Self::Changes => "changes",
            Self::Languages => "languages",
            Self::Stores => "stores",
        }
    }

    /// Returns the kind with this id.
    pub fn find(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Returns what is counted, and over which time.
    pub fn about(self) -> &'static str {
        match self {
            Self::Releases => {
                "tagged commits in the 52 weeks before the observed commit, by name and date of the tags"
            }
            Self::ReleaseHistory => "the time since the first release was tagged",
            Self::People => {
                "people with three commits or more in the last 13 weeks and in the 13 weeks before, bots left \
                 out, and how many teams of up to ten they are at least"
            }
            Self::Code => "files of code, and changes that were not made by bots in 52 weeks",
            Self::Services => "folders of code that are built into an image and run for long",
            Self::ReleaseTrains => {
                "on how many of the days of release in 52 weeks several packages were released"
            }
            Self::CoChange => {
                "changes in 52 weeks that touch several parts, against how many would if each drew its files \
                 at random"
            }
            Self::OwningTeams => "teams that own at least ten files and one in a hundred by CODEOWNERS",
            Self::TeamNames => "what those teams are named after",
            Self::CrossTeamChanges => {
                "the share of changes in 52 weeks of which no single team owns all files"
            }
            Self::AutomatedTests => "commands that run tests in the files of a CI server",
            Self::AutomatedDelivery => "commands that deploy, or environments for production, in those files",
            Self::Tracing => {
                "services whose manifest names a library for traces, where they are half or more"
            }
            Self::Paging => "PagerDuty or Opsgenie in the infrastructure as code",
            Self::PlatformTeam => "a team of that name that owns pipelines or infrastructure by CODEOWNERS",
            Self::Regions => "regions of cloud providers in the infrastructure as code",
            Self::Jurisdictions => "the jurisdictions in which those regions lie",
            Self::AvailabilityObjective => "the highest objective in files of OpenSLO, Sloth or Pyrra",
            Self::Changes => "steps of the line of first parents in 52 weeks",
            Self::Languages => "files of code by language",
            Self::Stores => "images of databases and brokers in files of Compose and Kubernetes",
        }
    }

    /// Returns its levels, from the least to the greatest where they have an order. A kind without levels is
    /// a number, or is only shown.
    pub fn levels(self) -> &'static [Level] {
        match self {
            Self::Releases => RELEASES,
            Self::ReleaseHistory => ESTABLISHED,
            Self::Code => EXISTS,
            Self::Services => SERVICES,
            Self::ReleaseTrains | Self::CoChange => TOGETHER,
            Self::TeamNames => TEAM_NAMES,
            Self::CrossTeamChanges => FREQUENT,
            Self::AutomatedTests
            | Self::AutomatedDelivery
            | Self::Tracing
            | Self::Paging
            | Self::PlatformTeam => SEEN,
            Self::Jurisdictions => ONE,
            Self::AvailabilityObjective => OBJECTIVES,
            Self::People
            | Self::OwningTeams
            | Self::Regions
            | Self::Changes
            | Self::Languages
            | Self::Stores => &[],
        }
    }

    /// Returns the position of a level.
    pub fn level(self, id: &str) -> Option<usize> {
        self.levels().iter().position(|level| level.id == id)
    }

    /// Returns whether its levels rise, so that the next lower one is weaker.
    pub fn is_scale(self) -> bool {
        matches!(self, Self::Releases | Self::AvailabilityObjective)
    }

    /// Returns whether it tells how many teams there are at least.
    pub fn is_number(self) -> bool {
        matches!(self, Self::People | Self::OwningTeams)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_those_of_the_formats() {
        for kind in FactKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.id());
            assert_eq!(FactKind::find(kind.id()), Some(kind));
        }
    }
}
