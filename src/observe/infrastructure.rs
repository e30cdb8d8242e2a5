//! What the infrastructure as code says: where it runs, under which laws, who is called, what is promised.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex_lite::Regex;

use super::facts::Fact;
use super::snapshot::Snapshot;
use crate::fact::FactKind;
use crate::rulebook::counted;

/// A file that names so many regions is a list of them.
const LIST: usize = 8;
/// Certificates, firewalls and caches of AWS must stand there, wherever the rest does.
const FORCED: &str = "us-east-1";

/// Regions of AWS, Google Cloud and Azure.
static REGION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b((?:us|eu|ap|sa|ca|me|af|il|mx)-(?:gov-)?(?:north|south|east|west|central|northeast|southeast|northwest|southwest)-[1-9]",
        r"|(?:us|europe|asia|australia|northamerica|southamerica|me|africa)-(?:north|south|east|west|central|northeast|southeast|northwest|southwest)[1-9][0-9]?",
        r"|(?:west|north)europe|uksouth|ukwest|eastus2?|westus[23]?|centralus|francecentral|germanywestcentral|swedencentral|norwayeast|switzerlandnorth|canadacentral|australiaeast|southeastasia|eastasia|japaneast|brazilsouth|centralindia)\b"
    ))
    .ok()
});

/// Where regions lie, by what they begin with; the first that fits counts.
const JURISDICTIONS: [(&str, &str); 40] = [
    ("eu-west-2", "GB"),
    ("europe-west2", "GB"),
    ("uk", "GB"),
    ("eu-central-2", "CH"),
    ("europe-west6", "CH"),
    ("switzerland", "CH"),
    ("norway", "NO"),
    ("eu-", "EU"),
    ("europe-", "EU"),
    ("westeurope", "EU"),
    ("northeurope", "EU"),
    ("france", "EU"),
    ("germany", "EU"),
    ("sweden", "EU"),
    ("us-", "US"),
    ("eastus", "US"),
    ("westus", "US"),
    ("centralus", "US"),
    ("ca-", "CA"),
    ("canada", "CA"),
    ("northamerica-", "CA"),
    ("ap-southeast-2", "AU"),
    ("ap-southeast-4", "AU"),
    ("australia", "AU"),
    ("ap-northeast-1", "JP"),
    ("ap-northeast-3", "JP"),
    ("asia-northeast", "JP"),
    ("japan", "JP"),
    ("ap-south-", "IN"),
    ("asia-south1", "IN"),
    ("asia-south2", "IN"),
    ("centralindia", "IN"),
    ("sa-", "BR"),
    ("southamerica-east", "BR"),
    ("brazil", "BR"),
    ("il-", "IL"),
    ("af-", "ZA"),
    ("africa-", "ZA"),
    ("mx-", "MX"),
    ("ap-northeast-2", "KR"),
];

fn is_infrastructure(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.ends_with(".tf")
        || name.ends_with(".tf.json")
        || name.ends_with(".bicep")
        || name.starts_with("serverless.y")
}

/// Returns where the infrastructure stands, and under which laws.
pub(super) fn place_facts(all: &[Snapshot]) -> [Fact; 2] {
    let mut found: BTreeMap<String, &str> = BTreeMap::new();
    let texts = || all.iter().flat_map(|one| &one.texts).filter(|(path, _)| is_infrastructure(path));
    for (path, text) in texts() {
        let regions: BTreeSet<&str> =
            REGION.iter().flat_map(|region| region.find_iter(text)).map(|found| found.as_str()).collect();
        if regions.len() < LIST {
            regions.into_iter().for_each(|region| _ = found.entry(region.to_owned()).or_insert(path));
        }
    }
    let regions: Vec<&String> = found.keys().collect();
    let evidence = match regions.len() {
        0 if texts().next().is_none() => "There is no infrastructure as code.".to_owned(),
        0 => "The infrastructure as code names no region.".to_owned(),
        _ => format!("It runs in {}.", and_list(regions.iter().map(|region| region.as_str()))),
    };
    let places = Fact::new(FactKind::Regions, evidence)
        .counted(regions.len())
        .values(regions.iter().map(|region| region.as_str()))
        .witnesses(found.values().copied().collect::<BTreeSet<_>>());
    let chosen: Vec<&str> =
        regions.iter().map(|region| region.as_str()).filter(|region| *region != FORCED).collect();
    [
        places,
        jurisdictions(if chosen.is_empty() { regions.iter().map(|r| r.as_str()).collect() } else { chosen }),
    ]
}

fn jurisdictions(regions: Vec<&str>) -> Fact {
    let of = |region: &&str| {
        JURISDICTIONS.iter().find(|(start, _)| region.starts_with(start)).map(|(_, place)| *place)
    };
    let known: Option<BTreeSet<&str>> = regions.iter().map(of).collect();
    let evidence = match &known {
        Some(places) if !places.is_empty() => {
            format!("Its regions lie in {}.", and_list(places.iter().map(|place| in_words(place))))
        }
        _ => "It is not known where the regions lie.".to_owned(),
    };
    let places = known.unwrap_or_default();
    Fact::new(FactKind::Jurisdictions, evidence)
        .level((places.len() == 1).then_some("one"))
        .counted(places.len())
        .values(places)
}

/// Returns what stands after "in".
fn in_words(place: &str) -> &str {
    match place {
        "EU" => "the EU",
        "GB" => "the United Kingdom",
        "US" => "the United States",
        "CH" => "Switzerland",
        "NO" => "Norway",
        "CA" => "Canada",
        "AU" => "Australia",
        "JP" => "Japan",
        "IN" => "India",
        "BR" => "Brazil",
        "IL" => "Israel",
        "ZA" => "South Africa",
        "MX" => "Mexico",
        "KR" => "South Korea",
        other => other,
    }
}

fn and_list<'s>(words: impl Iterator<Item = &'s str>) -> String {
    let words: Vec<String> = words.map(str::to_owned).collect();
    crate::rulebook::and_list(&words)
}

/// Returns whether somebody is called when it fails.
pub(super) fn paging_fact(all: &[Snapshot]) -> Fact {
    let texts = all.iter().flat_map(|one| &one.texts).filter(|(path, _)| is_infrastructure(path));
    let paths: Vec<&str> = texts
        .filter(|(_, text)| text.contains("pagerduty_") || text.contains("opsgenie_"))
        .map(|(path, _)| path.as_str())
        .collect();
    let evidence = match paths.first() {
        Some(path) => format!("Somebody is called by PagerDuty or Opsgenie ({path})."),
        None => "Nothing of PagerDuty or Opsgenie in the infrastructure as code.".to_owned(),
    };
    Fact::new(FactKind::Paging, evidence)
        .level((!paths.is_empty()).then_some("seen"))
        .counted(paths.len())
        .witnesses(paths)
}

/// Levels of availability, each from its percentage on, the highest first.
const OBJECTIVES: [(f64, &str); 5] = [
    (99.999, "five-nines"),
    (99.99, "four-nines"),
    (99.95, "above-three-nines"),
    (99.9, "three-nines"),
    (0.0, "under-three-nines"),
];

/// Returns the highest objective of availability.
pub(super) fn objective_fact(all: &[Snapshot]) -> Fact {
    let texts = all.iter().flat_map(|one| &one.texts);
    let found = texts.filter_map(|(path, text)| Some((objective(text)?, path.as_str())));
    let most = found.max_by(|(one, _), (other, _)| one.total_cmp(other));
    let Some((percent, path)) = most else {
        return Fact::new(
            FactKind::AvailabilityObjective,
            "No objective is written down as OpenSLO, Sloth or Pyrra.",
        );
    };
    let level = OBJECTIVES.iter().find(|(least, _)| percent >= *least).map(|(_, level)| *level);
    Fact::new(FactKind::AvailabilityObjective, format!("An objective of {percent} % in {path}."))
        .level(level)
        .share("percent", percent)
        .witnesses([path])
}

/// Returns the highest objective in a file, in percent: only by what a file says that it is, never by its
/// name. An objective of latency is none of availability.
fn objective(text: &str) -> Option<f64> {
    let has = |mark: &str| text.lines().any(|line| line.trim_start().starts_with(mark));
    let is_open_slo = has("apiVersion: openslo/") && has("kind: SLO");
    let is_sloth = has("kind: PrometheusServiceLevel") || has("version: \"prometheus/v1\"") && has("slos:");
    let is_pyrra = has("apiVersion: pyrra.dev/") && has("kind: ServiceLevelObjective");
    if !(is_open_slo || is_sloth || is_pyrra) || !text.to_lowercase().contains("availab") {
        return None;
    }
    let value = |line: &str| {
        let line = line.trim_start().trim_start_matches("- ");
        let (key, value) = line.split_once(':')?;
        let number: f64 = value.trim().trim_matches(['"', '\'']).parse().ok()?;
        match key {
            "target" if is_open_slo || is_pyrra => Some(if number <= 1.0 { number * 100.0 } else { number }),
            "targetPercent" | "objective" => Some(number),
            _ => None,
        }
    };
    let in_range = |percent: &f64| (50.0..=100.0).contains(percent);
    text.lines().filter_map(value).filter(in_range).max_by(f64::total_cmp)
}

/// Returns the languages of the code, and how many files each has.
pub(super) fn languages_fact(all: &[Snapshot]) -> Fact {
    let mut by_end: BTreeMap<&str, usize> = BTreeMap::new();
    let code = all.iter().flat_map(|one| &one.paths).filter(|path| super::code_files::is_code(path));
    code.filter_map(|path| path.rsplit('.').next()).for_each(|end| *by_end.entry(end).or_default() += 1);
    let total: usize = by_end.values().sum();
    let mut most: Vec<(&str, usize)> = by_end.into_iter().collect();
    most.sort_by_key(|(end, files)| (std::cmp::Reverse(*files), *end));
    let shown: Vec<String> = most.iter().take(5).map(|(end, files)| format!("{files} .{end}")).collect();
    let evidence = match shown.len() {
        0 => "No file of code.".to_owned(),
        _ => format!("{} of code: {}.", counted(total, "file"), crate::rulebook::and_list(&shown)),
    };
    Fact::new(FactKind::Languages, evidence)
        .counted(total)
        .values(most.into_iter().map(|(end, _)| end).take(10))
}
