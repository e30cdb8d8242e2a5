//! Who owns the files by CODEOWNERS, what the teams are called, and how often a change needs several of them.

use std::collections::{BTreeMap, BTreeSet};

use super::codeowners::{CodeOwners, Forge};
use super::facts::Fact;
use super::snapshot::{Snapshot, YEAR};
use crate::fact::FactKind;
use crate::rulebook::counted;

/// Words in names of teams that stand for a layer.
const LAYERS: [&str; 19] = [
    "frontend",
    "front-end",
    "fe",
    "ui",
    "ux",
    "web",
    "backend",
    "back-end",
    "be",
    "ci",
    "docs",
    "documentation",
    "dba",
    "database",
    "infra",
    "infrastructure",
    "devops",
    "mobile",
    "qa",
];
/// Words in names of teams that serve the others.
const PLATFORM: [&str; 5] = ["platform", "infra", "infrastructure", "sre", "devex"];
/// From this share on changes often need several teams.
const FREQUENT: f64 = 0.2;

/// The owners that a repository names, and the files of each.
struct Owned {
    owners: CodeOwners,
    forge: Forge,
    path: &'static str,
    by_file: BTreeMap<String, BTreeSet<String>>,
    teams: BTreeMap<String, usize>,
}

impl Owned {
    fn of(one: &Snapshot) -> Option<Self> {
        let is_gitlab = one.texts.contains_key(".gitlab-ci.yml");
        let forge = if is_gitlab { Forge::GitLab } else { Forge::GitHub };
        let path = forge.places().into_iter().find(|path| one.texts.contains_key(*path))?;
        let owners = CodeOwners::parse(&one.texts[path], forge);
        let by_file = owners.by_file(&one.paths, forge);
        let teams = CodeOwners::owning_teams(&by_file);
        Some(Self { owners, forge, path, by_file, teams })
    }
}

/// Returns what CODEOWNERS says of the teams, in the order of the kinds. `regular` is how many people commit
/// regularly: more teams than half of them there cannot be.
pub(super) fn ownership_facts(all: &[Snapshot], regular: Option<u64>) -> Vec<Fact> {
    let each: Vec<(&Snapshot, Owned)> = all.iter().filter_map(|one| Some((one, Owned::of(one)?))).collect();
    let owned: Vec<&Owned> = each.iter().map(|(_, owned)| owned).collect();
    let teams: BTreeSet<&str> = owned.iter().flat_map(|one| one.teams.keys().map(String::as_str)).collect();
    vec![
        owning_teams(all, &owned, &teams, regular),
        team_names(&teams),
        cross_team_changes(&each, &teams),
        platform_team(&owned),
    ]
}

fn owning_teams(all: &[Snapshot], owned: &[&Owned], teams: &BTreeSet<&str>, regular: Option<u64>) -> Fact {
    if owned.is_empty() {
        return catalogued(all);
    }
    let named: BTreeSet<&str> = owned.iter().flat_map(|one| one.owners.named_teams(one.forge)).collect();
    let rules: usize = owned.iter().map(|one| one.owners.rules()).sum();
    let evidence = format!(
        "CODEOWNERS names {} in {}; {} at least ten files and one in a hundred.",
        counted(named.len(), "team"),
        counted(rules, "rule"),
        match (named.len(), teams.len()) {
            (1, 1) => "it owns".to_owned(),
            (_, 1) => "1 of them owns".to_owned(),
            (_, count) => format!("{count} of them own"),
        },
    );
    let mut fact = Fact::new(FactKind::OwningTeams, evidence)
        .counted(teams.len())
        .figure("named_teams", named.len())
        .figure("rules", rules)
        .values(teams.iter().copied())
        .witnesses(owned.iter().map(|one| one.path));
    let least = regular.map_or(teams.len() as u64, |regular| (teams.len() as u64).min(regular / 2));
    if least >= 2 {
        (fact.least, fact.most) = (Some(least), Some(least));
    }
    fact
}

/// Returns the owners that the catalogue of Backstage names, where there is no CODEOWNERS.
fn catalogued(all: &[Snapshot]) -> Fact {
    let owner = |line: &str| line.strip_prefix("  owner:").map(|owner| owner.trim().to_owned());
    let is_kind = |line: &str| ["kind: Component", "kind: System"].contains(&line.trim_end());
    let texts = all.iter().flat_map(|one| &one.texts);
    let catalogues = texts.filter(|(path, _)| path.ends_with("catalog-info.yaml"));
    let mut owners: BTreeSet<String> = BTreeSet::new();
    for document in catalogues.flat_map(|(_, text)| text.split("\n---")) {
        if document.lines().any(is_kind) {
            owners.extend(document.lines().find_map(owner));
        }
    }
    if owners.is_empty() {
        return Fact::new(FactKind::OwningTeams, "There is no CODEOWNERS.");
    }
    let evidence = format!("{} in catalog-info.yaml.", counted(owners.len(), "owner"));
    let mut fact = Fact::new(FactKind::OwningTeams, evidence).counted(owners.len()).values(&owners);
    if owners.len() >= 2 {
        let teams = owners.len() as u64;
        (fact.least, fact.most) = (Some(teams), Some(teams));
    }
    fact
}

/// Returns the words of the name of a team, without its organisation.
fn words(team: &str) -> impl Iterator<Item = String> + '_ {
    let name = team.rsplit('/').next().unwrap_or(team).trim_start_matches('@');
    name.split(['-', '_', '.']).map(str::to_lowercase)
}

fn team_names(teams: &BTreeSet<&str>) -> Fact {
    let of_layers: Vec<&str> = teams
        .iter()
        .copied()
        .filter(|team| words(team).any(|word| LAYERS.contains(&word.as_str())))
        .collect();
    // One team for everything is named after neither.
    let level = match (teams.len(), of_layers.len()) {
        (0 | 1, _) => None,
        (all, layers) if all == layers => Some("layers"),
        (all, layers) if layers * 2 < all => Some("domains"),
        _ => None,
    };
    let evidence = match (teams.len(), of_layers.len()) {
        (0, _) => "No team owns enough files.".to_owned(),
        (1, 0) => "The team that owns files is not called after a layer.".to_owned(),
        (all, 0) => format!("None of {} that own files is called after a layer.", counted(all, "team")),
        (all, layers) => {
            format!("Of {} that own files {layers} bear the name of a layer.", counted(all, "team"))
        }
    };
    Fact::new(FactKind::TeamNames, evidence)
        .level(level)
        .counted(of_layers.len())
        .witnesses(teams.iter().copied())
}

fn cross_team_changes(each: &[(&Snapshot, Owned)], teams: &BTreeSet<&str>) -> Fact {
    let kind = FactKind::CrossTeamChanges;
    let Some((first, _)) = each.first() else { return Fact::new(kind, "There is no CODEOWNERS.") };
    let window = first.window(YEAR);
    if each.iter().any(|(one, _)| !one.reaches(YEAR)) {
        return Fact::incomplete(kind, window);
    }
    if teams.len() < 2 {
        return Fact::new(kind, "Fewer than two teams own files.").over(window);
    }
    let (mut all, mut across) = (0, 0);
    for (one, owned) in each {
        for step in one.steps.iter().filter(|step| !step.is_by_bot) {
            let owners: Vec<&BTreeSet<String>> =
                step.files.iter().filter_map(|file| owned.by_file.get(file)).collect();
            let Some((first, rest)) = owners.split_first() else { continue };
            let shared = first.iter().any(|team| rest.iter().all(|owners| owners.contains(team)));
            all += 1;
            across += usize::from(!shared);
        }
    }
    let share = across as f64 / f64::from(u32::try_from(all.max(1)).unwrap_or(u32::MAX));
    let evidence = format!(
        "In {across} of {} ({:.0} %) in {YEAR} weeks no single team owns all files.",
        counted(all, "change"),
        share * 100.0
    );
    Fact::new(kind, evidence)
        .level((share >= FREQUENT && all >= 100).then_some("frequent"))
        .over(window)
        .counted(across)
        .figure("changes", all)
        .share("share", share)
}

fn platform_team(owned: &[&Owned]) -> Fact {
    let is_theirs = |path: &str| {
        path.starts_with(".github/workflows/")
            || path.ends_with(".tf")
            || path.contains("terraform/")
            || path.contains("helm/")
            || path == ".gitlab-ci.yml"
    };
    let files = owned.iter().flat_map(|one| &one.by_file).filter(|(path, _)| is_theirs(path));
    let named: BTreeSet<&str> = files
        .flat_map(|(_, teams)| teams)
        .map(String::as_str)
        .filter(|team| words(team).any(|word| PLATFORM.contains(&word.as_str())))
        .collect();
    let evidence = match named.len() {
        0 => "No team of such a name owns pipelines or infrastructure.".to_owned(),
        _ => format!("{} in CODEOWNERS.", named.iter().copied().collect::<Vec<_>>().join(", ")),
    };
    Fact::new(FactKind::PlatformTeam, evidence).level((!named.is_empty()).then_some("seen")).witnesses(named)
}
