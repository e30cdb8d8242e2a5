//! The JSON report as a promise: its fields, sums that add up, the examples, and flips that come true.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

use std::process::Command;

use serde_json::Value;

fn printed(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["advise", "--no-input"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn advise(arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(&[arguments, &["--format", "json"]].concat())).unwrap()
}

const EXAMPLES: [(&str, &str); 5] = [
    ("examples/streaming-platform.yaml", "hybrid"),
    ("examples/global-finance.yaml", "distributed"),
    ("examples/cloud-storage.yaml", "distributed"),
    ("examples/rapid-product.yaml", "microservices"),
    ("examples/internal-tool.yaml", "modular-monolith"),
];

const THREE: [&str; 6] =
    ["--geographic-spread", "global", "--fault-tolerance", "region-loss", "--release-cadence", "on-demand"];

/// Every kind of situation that the tests below go through.
fn situations() -> Vec<Value> {
    let mut all: Vec<Value> = EXAMPLES.iter().map(|(file, _)| advise(&[file])).collect();
    all.push(advise(&THREE));
    all.push(advise(&["examples/rapid-product.yaml", "--weight", "deployability=0", "--weight", "cost=5"]));
    all.push(advise(&["examples/global-finance.yaml", "--among", "modular-monolith,microservices"]));
    all
}

fn list<'v>(value: &'v Value, key: &str) -> &'v Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("`{key}` is not a list"))
}

#[test]
fn the_examples_recommend_what_they_say() {
    for (file, architecture) in EXAMPLES {
        let report = advise(&[file]);
        assert_eq!(report["verdict"]["architecture"], architecture, "{file}");
        assert_eq!(report["verdict"]["status"], "decided", "{file}");
    }
}

#[test]
fn every_field_of_the_contract_is_there() {
    let fields: &[(&str, &[&str])] = &[
        ("ranking", &["architecture", "rank", "net", "for", "against", "range", "ruled_out_by"]),
        ("qualities", &["quality", "weight", "net"]),
        ("arguments", &["rule", "quality", "state", "points", "because", "answers", "sources", "evidence"]),
        ("warnings", &["rule", "message", "state"]),
        ("answers", &["question", "options", "origin"]),
        ("flips", &["answers", "architecture"]),
        ("open_questions", &["question", "can_change"]),
        ("parts", &["part", "verdict"]),
    ];
    let mut met = std::collections::BTreeSet::new();
    for report in situations() {
        assert_eq!(report["schema"], "archwise-report/1");
        assert!(report.as_object().unwrap().contains_key("title"));
        for key in ["id", "version", "hash"] {
            assert!(report["rulebook"][key].is_string());
        }
        let verdict = report["verdict"].as_object().unwrap();
        for key in ["status", "architecture", "runner_up", "margin", "settled", "possible"] {
            assert!(verdict.contains_key(key), "verdict.{key}");
        }
        assert!(["decided", "close", "open", "none"].contains(&verdict["status"].as_str().unwrap()));
        for key in ["samples", "seed", "first", "weights"] {
            assert!(report["robustness"].as_object().unwrap().contains_key(key), "robustness.{key}");
        }
        for (key, inner) in fields {
            for entry in list(&report, key) {
                met.insert(*key);
                for field in *inner {
                    assert!(entry.as_object().unwrap().contains_key(*field), "{key}[].{field}");
                }
            }
        }
    }
    assert_eq!(met.len(), fields.len(), "each list was seen with an entry");
}

#[test]
fn points_add_up() {
    for report in situations() {
        let weight = |quality: &Value| {
            let found = list(&report, "qualities").iter().find(|q| q["quality"] == *quality).unwrap();
            found["weight"].as_i64().unwrap()
        };
        for ranked in list(&report, "ranking") {
            let id = ranked["architecture"].as_str().unwrap();
            let holding = list(&report, "arguments").iter().filter(|argument| argument["state"] == "holds");
            let points = |a: &Value| a["points"][id].as_i64().unwrap() * weight(&a["quality"]);
            let sum: i64 = holding.clone().map(points).sum();
            let net = ranked["net"].as_i64().unwrap();
            assert_eq!(sum, net, "{id}");
            assert_eq!(ranked["for"].as_i64().unwrap() + ranked["against"].as_i64().unwrap(), net, "{id}");
            let by_quality: i64 =
                list(&report, "qualities").iter().map(|q| q["net"][id].as_i64().unwrap()).sum();
            assert_eq!(by_quality, net, "{id}");
            assert!(
                ranked["range"]["min"].as_i64().unwrap() <= net
                    && net <= ranked["range"]["max"].as_i64().unwrap()
            );
        }
        if let Some(difference) = report["difference"].as_object() {
            let sum: i64 = difference["qualities"]
                .as_array()
                .unwrap()
                .iter()
                .map(|q| q["points"].as_i64().unwrap())
                .sum();
            assert_eq!(Some(sum), report["verdict"]["margin"].as_i64());
        }
    }
}

#[test]
fn every_flip_of_every_example_comes_true() {
    for (file, architecture) in EXAMPLES {
        let report = advise(&[file]);
        let flips = list(&report, "flips");
        for flip in flips {
            let set: Vec<String> = flip["answers"]
                .as_object()
                .unwrap()
                .iter()
                .map(|(id, option)| format!("--set={id}={}", option.as_str().unwrap()))
                .collect();
            let mut arguments = vec![file];
            arguments.extend(set.iter().map(String::as_str));
            let replayed = advise(&arguments);
            let first = &list(&replayed, "ranking")[0]["architecture"];
            assert_eq!(*first, flip["architecture"], "{file} {set:?}");
            assert_ne!(*first, architecture);
        }
    }
}

#[test]
fn the_text_fits_on_one_screen_and_explains_the_rest() {
    for (file, _) in EXAMPLES {
        let (text, whole) = (printed(&[file]), printed(&[file, "--full"]));
        assert!(text.lines().count() <= 41, "{file}: {} lines", text.lines().count());
        assert!(!text.contains("https://") && text.contains("--full"), "{file}");
        // Each source that is cited is listed.
        for source in list(&advise(&[file]), "sources") {
            let (id, url) = (source["id"].as_str().unwrap(), source["url"].as_str().unwrap());
            assert!(!text.contains(id) || whole.contains(url), "{file}: {id}");
        }
    }
}

#[test]
fn flips_that_differ_in_one_answer_are_one_sentence() {
    let text = printed(&["examples/global-finance.yaml", "--section", "flips"]);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let sentence = "Hybrid leads by 2 points if a change must be seen within some seconds, at once by whoever \
                    made it but some seconds later by others, or at once inside one customer or domain but \
                    later across them, one part needs other hardware or 10 times the machines of another, \
                    and some parts change every day and others hardly ever.";
    assert!(text.contains(sentence), "{text}");
}

#[test]
fn flips_respect_what_is_fixed() {
    let free = advise(&["examples/rapid-product.yaml"]);
    let named = |report: &Value, id: &str| {
        list(report, "flips").iter().any(|flip| flip["answers"].as_object().unwrap().contains_key(id))
    };
    let first = list(&free, "flips")[0]["answers"].as_object().unwrap().keys().next().unwrap().clone();
    assert!(named(&free, &first));
    assert!(!named(&advise(&["examples/rapid-product.yaml", "--fixed", &first]), &first));
}

#[test]
fn the_same_answers_give_the_same_bytes_in_any_order() {
    let run = |flags: &[&str]| serde_json::to_string(&advise(flags)).unwrap();
    let reversed = [
        "--release-cadence",
        "on-demand",
        "--fault-tolerance",
        "region-loss",
        "--geographic-spread",
        "global",
    ];
    assert_eq!(run(&THREE), run(&reversed));
}
