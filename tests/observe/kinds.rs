//! One kind of repository after the other, each with what distorts a naive count.

use crate::repository::{ADA, Commit, END, Repository, archwise, facts, git};

const CODE: &str = "fn main() {}\n";

#[test]
fn tags_on_release_branches_count_from_the_day_on_which_they_were_set() {
    let mut made = Repository::new();
    // The commit is twenty days older than its tag, and lies off the main line.
    for week in (0..52).rev() {
        let days = week * 7 + 20;
        made.commit(&Commit {
            days,
            files: &[("src/main.rs", &format!("{CODE}// {week}\n"))],
            ..Commit::default()
        });
        let branch = format!("release-{week}");
        made.branch(&branch, "main");
        made.commit(&Commit { days, branch: &branch, message: "release", ..Commit::default() });
        made.annotated(&format!("v1.{}.0", 60 - week), week * 7);
    }
    made.commit(&Commit::default()).finish();
    let found = made.facts(&[]);
    assert_eq!(found.level("releases"), Some("weekly"));
    assert_eq!((found.count("releases"), found.figure("releases", "off_the_main_line")), (52, 52.0));
    // By the dates of the commits the last three weeks would be without a release.
    assert_eq!(found.of("releases")["values"][0], "weekly in the last 13 weeks");
    assert_eq!(found.0["repositories"][0]["as_of"], "2026-01-01");
    // The same commit with another tag is another state, and only the hash of the tags says so.
    let before = found.0["repositories"][0]["tags_hash"].clone();
    made.git(&["tag", "v9.9.9", "main~30"]);
    let after = made.facts(&[]);
    assert_ne!(after.0["repositories"][0]["tags_hash"], before);
    assert_eq!(after.0["repositories"][0]["commit"], found.0["repositories"][0]["commit"]);
    assert_eq!(made.facts(&["--tags", "none"]).level("releases"), None);
    assert_eq!(made.facts(&["--tags", "^v9"]).level("releases"), Some("less-than-monthly"));
    // Two years earlier there was nothing, a year earlier the first of them.
    let earlier = made.facts(&["--as-of", "2025-02-01"]);
    assert_eq!(earlier.0["repositories"][0]["as_of"], "2025-01-31");
    assert_eq!(earlier.count("releases"), 4, "later tags do not count");
}

/// Four packages, each released every three weeks: on the same day, or each on a day of its own.
fn packages(apart: i64) -> Repository {
    let mut made = Repository::new();
    for turn in (0..16).rev() {
        for package in 0..4 {
            made.commit(&Commit { days: turn * 21 + package * apart, ..Commit::default() });
            made.tag(&format!("pkg-{package}@1.{}.0", 20 - turn));
        }
    }
    made.commit(&Commit::default()).finish();
    made
}

#[test]
fn packages_are_one_train_or_several() {
    assert_eq!(packages(0).facts(&[]).level("release-trains"), Some("together"));
    assert_eq!(packages(4).facts(&[]).level("release-trains"), Some("apart"));
}

#[test]
fn tags_of_stages_are_no_releases() {
    let mut made = Repository::new();
    for day in (0..300).rev() {
        made.commit(&Commit { days: day, ..Commit::default() });
        made.tag(&format!("build-{}", 1000 - day)).tag(&format!("staging-2026-{day}"));
    }
    made.finish();
    let found = made.facts(&[]);
    assert_eq!((found.level("releases"), found.count("releases")), (None, 0));
    assert!(found.of("releases")["evidence"].as_str().unwrap().starts_with("No tag of a release"));
}

#[test]
fn people_are_counted_once_and_bots_not_at_all() {
    let mut made = Repository::new();
    let quarter = |made: &mut Repository, from: i64| {
        for n in 0..3 {
            let days = from - n;
            let squash = "feature\n\nCo-authored-by: Bo Diddley <bo@example.org>\n";
            made.commit(&Commit { days, message: squash, ..Commit::default() });
            // One person with two addresses, one with two names that the mailmap joins.
            let address = if n % 2 == 0 {
                "Cy Young <cy@example.org>"
            } else {
                "Cy Young <7+cy@users.noreply.github.com>"
            };
            made.commit(&Commit { days, author: address, ..Commit::default() });
            let name = if n % 2 == 0 { "dee <dee@home.example>" } else { "Dee Dee <dee@example.org>" };
            made.commit(&Commit { days, author: name, ..Commit::default() });
            made.commit(&Commit {
                days,
                author: "renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>",
                ..Commit::default()
            });
            made.commit(&Commit { days, author: "Claude <noreply@anthropic.com>", ..Commit::default() });
            made.branch("topic", "main");
            made.commit(&Commit {
                days,
                branch: "topic",
                author: "Eve Online <eve@example.org>",
                files: &[("a.rs", &format!("{n}"))],
                ..Commit::default()
            });
            made.commit(&Commit { days, merges: Some("topic"), message: "Merge", ..Commit::default() });
        }
        // Who came by once is no part of a team.
        made.commit(&Commit { days: from - 5, author: "Once Only <once@example.org>", ..Commit::default() });
    };
    made.commit(&Commit {
        days: 300,
        files: &[(".mailmap", "Dee Dee <dee@example.org> <dee@home.example>\n")],
        ..Commit::default()
    });
    quarter(&mut made, 150);
    quarter(&mut made, 50);
    made.finish();
    let found = made.facts(&[]);
    // Ada, Bo, Cy, Dee, Eve; merges are nobody's work.
    assert_eq!((found.count("people"), found.figure("people", "regular_before")), (5, 5.0));
    assert_eq!(found.figure("people", "any"), 6.0);
    assert_eq!(found.figure("people", "commits_by_bots"), 6.0);
    assert_eq!(found.figure("changes", "merges"), 6.0);
    assert_eq!(found.figure("changes", "by_agents"), 6.0);
    assert_eq!(made.facts(&["--bot", "^Eve"]).count("people"), 4);
    assert_eq!(made.facts(&["--not-bot", "renovate"]).count("people"), 6);
    // What is not committed changes nothing.
    std::fs::write(made.path().join(".mailmap"), "Ada Byron <ada@example.org> <bo@example.org>\n").unwrap();
    assert_eq!(made.facts(&[]).count("people"), 5);
}

/// A repository of two years with a release a week and some files.
fn two_years() -> Repository {
    let mut made = Repository::new();
    let files: Vec<String> = (0..25).map(|n| format!("src/f{n}.rs")).collect();
    let all: Vec<(&str, &str)> = files.iter().map(|path| (path.as_str(), CODE)).collect();
    made.commit(&Commit { days: 800, files: &all, ..Commit::default() });
    for week in (0..110).rev() {
        made.commit(&Commit {
            days: week * 7,
            files: &[("src/f1.rs", &format!("{week}"))],
            ..Commit::default()
        });
        made.tag(&format!("v1.{}.0", 200 - week));
    }
    made.finish();
    made
}

#[test]
fn a_shallow_clone_says_what_is_missing_and_claims_nothing() {
    let made = two_years();
    assert_eq!(made.facts(&[]).level("release-history"), Some("established"));
    let (_folder, clone) = made.clone(&["--depth", "1"]);
    let output = archwise(&["observe", clone.to_str().unwrap(), "--format", "json"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("note[history-incomplete]") && said.contains("0 of 364 days"), "{said}");
    assert!(said.contains("--shallow-since='60 weeks ago'"), "{said}");
    let found = facts(&clone, &[]);
    for fact in ["releases", "people", "co-change", "changes"] {
        assert_eq!((found.level(fact), &found.of(fact)["complete"]), (None, &false.into()), "{fact}");
    }
    // Where the clone ends, a commit seems to add every file.
    assert_eq!(found.figure("code", "changes_by_people"), 0.0);
    // Two files, and it is said once.
    let files = ["one.yaml", "two.yaml"].map(|name| clone.join(name));
    files.iter().for_each(|file| std::fs::write(file, "answers: {teams: one}\n").unwrap());
    let [one, two] = files.each_ref().map(|file| file.to_str().unwrap());
    let checked =
        archwise(&["check", one, two, "--observe", clone.to_str().unwrap(), "--today", "2026-01-02"]);
    let checked = String::from_utf8(checked.stdout).unwrap();
    assert_eq!(checked.matches("note[history-incomplete]").count(), 1, "{checked}");
    let strict = archwise(&["observe", clone.to_str().unwrap(), "--require-history"]);
    assert_eq!(strict.status.code(), Some(2));
    assert!(strict.stdout.is_empty());
}

#[test]
fn sixty_weeks_without_contents_are_enough() {
    let made = two_years();
    let (_folder, clone) = made.clone(&["--shallow-since=2024-11-07", "--filter=blob:none", "--no-checkout"]);
    let before = git(&clone, &["count-objects", "-v"]);
    let found = facts(&clone, &[]);
    assert_eq!((found.level("releases"), found.count("releases")), (Some("weekly"), 52));
    assert_eq!(found.level("code"), Some("exists"));
    assert_eq!(found.0["repositories"][0]["shallow"], true);
    assert_eq!(git(&clone, &["count-objects", "-v"]), before, "nothing is fetched");
}

#[test]
fn services_have_code_and_run() {
    const LONG: &str = "FROM rust:1\nEXPOSE 80\n";
    const TOOL: &str = "FROM rust:1\n";
    let folders = [
        ("src/api", LONG),
        ("src/web", LONG),
        ("tools/one", TOOL),
        ("tools/two", TOOL),
        ("tools/three", TOOL),
        ("examples/shop", LONG),
        ("shop/src/main/java/org/samples", LONG),
    ];
    let files: Vec<(String, &str)> = folders
        .iter()
        .flat_map(|(folder, docker)| {
            let code = (0..3).map(move |n| (format!("{folder}/f{n}.rs"), CODE));
            code.chain([(format!("{folder}/Dockerfile"), *docker)])
        })
        .collect();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), *text)).collect();
    let mut made = Repository::new();
    made.commit(&Commit { files: &files, ..Commit::default() }).finish();
    let found = made.facts(&[]);
    let services: Vec<&str> =
        found.of("services")["values"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect();
    assert_eq!(services, ["shop/src/main/java/org/samples", "src/api", "src/web"]);
    assert_eq!(made.facts(&["--path", "tools"]).count("services"), 0);
    // Images that do not say that they run for long may do so all the same.
    assert_eq!(made.facts(&["--path", "tools", "--whole"]).level("services"), None);
    assert_eq!(made.facts(&["--path", "src/api", "--whole"]).level("services"), Some("single"));
}

/// Files of two areas, with an owner by this text.
fn owned(path: &str, owners: &str, more: &[(&str, &str)]) -> Repository {
    let files: Vec<String> =
        (0..15).flat_map(|n| [format!("auth/{n}.rs"), format!("billing/{n}.rs")]).collect();
    let mut all: Vec<(&str, &str)> = files.iter().map(|path| (path.as_str(), CODE)).collect();
    all.push((path, owners));
    all.extend(more);
    let mut made = Repository::new();
    made.commit(&Commit { files: &all, ..Commit::default() }).finish();
    made
}

#[test]
fn owners_are_read_as_the_forges_read_them() {
    // The last rule counts, and one without owners gives the files back to nobody.
    let cleared = "* @org/all\nauth/ @org/auth\nbilling/\n";
    let found = owned(".github/CODEOWNERS", cleared, &[]).facts(&[]);
    assert_eq!(found.of("owning-teams")["values"], serde_json::json!(["@org/auth"]));
    assert_eq!(found.figure("owning-teams", "named_teams"), 2.0);
    let all = owned("CODEOWNERS", "* @org/all\n", &[]).facts(&[]);
    assert_eq!((all.count("owning-teams"), all.level("team-names")), (1, None));
    let both = owned("docs/CODEOWNERS", "auth/ @org/auth\nbilling/ @org/billing\n", &[]).facts(&[]);
    assert_eq!((both.count("owning-teams"), both.level("team-names")), (2, Some("domains")));
    // Each section of GitLab is judged by itself, with owners of its own by default.
    let sections = "* @all\n\n[Auth][2] @auth\nauth/\n\n^[Billing]\nbilling/ @billing\n";
    let found =
        owned(".gitlab/CODEOWNERS", sections, &[(".gitlab-ci.yml", "test: {script: [cargo test]}\n")])
            .facts(&[]);
    assert_eq!(found.of("owning-teams")["values"], serde_json::json!(["@all", "@auth", "@billing"]));
    assert_eq!(found.level("automated-tests"), Some("seen"));
}

#[test]
fn odd_histories_and_files_are_read() {
    let mut made = Repository::new();
    made.commit(&Commit {
        days: 40,
        files: &[("compose.yaml", "services: {db: {image: postgres:16}}\n")],
        ..Commit::default()
    });
    // A parent that is newer than its child, and tags that are set after the end.
    made.commit(&Commit { days: 2, ..Commit::default() });
    made.commit(&Commit { days: 30, ..Commit::default() }).tag("v1.0.0");
    made.link("docker-compose.yml", "compose.yaml", 0);
    made.commit(&Commit { days: 0, files: &[("\"na\\303\\257ve\\377.rs\"", CODE)], ..Commit::default() });
    made.annotated("v2.0.0", -10);
    made.finish();
    let found = made.facts(&[]);
    assert_eq!((found.count("changes"), found.count("releases")), (5, 1));
    assert_eq!(found.of("stores")["values"], serde_json::json!(["postgres"]));
    assert_eq!(found.count("languages"), 1);

    let mut one = Repository::new();
    one.commit(&Commit { author: ADA, ..Commit::default() }).finish();
    assert_eq!(one.facts(&[]).count("changes"), 1);

    let none = Repository::new();
    let output = archwise(&["observe", none.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("this one has none yet"));
    assert_eq!(END % 86_400, 43_200);
}

/// Three areas, each with a file of its own; every change goes through `main` by a request.
fn areas(of_change: impl Fn(usize) -> Vec<usize>, subject: &str, docker: bool) -> Repository {
    let mut made = Repository::new();
    let names = ["auth", "billing", "search"];
    let files: Vec<String> = (0..36).map(|n| format!("{}/f{}.rs", names[n % 3], n / 3)).collect();
    let dockerfiles = names.map(|name| format!("{name}/Dockerfile"));
    let mut all: Vec<(&str, &str)> = files.iter().map(|path| (path.as_str(), CODE)).collect();
    if docker {
        all.extend(dockerfiles.iter().map(|path| (path.as_str(), "FROM rust:1\nEXPOSE 80\n")));
    }
    made.commit(&Commit { days: 700, files: &all, ..Commit::default() });
    for n in 0..120_usize {
        let text = format!("{CODE}// {n}\n");
        let path = |(at, area): (usize, &usize)| format!("{}/f{}.rs", names[*area], (n + at) % 12);
        let changed: Vec<String> = of_change(n).iter().enumerate().map(path).collect();
        let changed: Vec<(&str, &str)> = changed.iter().map(|path| (path.as_str(), text.as_str())).collect();
        let message = format!("{subject} (#{n})");
        let message = if subject.is_empty() { "work" } else { &message };
        made.commit(&Commit { days: 300 - n as i64, message, files: &changed, ..Commit::default() });
    }
    made.finish();
    made
}

#[test]
fn parts_change_together_or_apart_against_chance() {
    let joint = areas(|n| vec![n % 3, (n + 1) % 3], "Change", false).facts(&[]);
    assert_eq!(joint.level("co-change"), Some("together"));
    assert_eq!((joint.figure("co-change", "changes"), joint.figure("co-change", "parts")), (120.0, 3.0));
    assert_eq!(joint.of("co-change")["witnesses"][0], "auth ~ billing (50 %)");
    let local = |subject, docker| areas(|n| vec![n % 3, n % 3], subject, docker);
    assert_eq!(local("Change", true).facts(&[]).level("co-change"), Some("apart"));
    assert_eq!(local("Change", false).facts(&[]).level("co-change"), None, "they are released as one");
    assert_eq!(
        local("", true).facts(&[]).level("co-change"),
        None,
        "single commits are smaller than changes"
    );
    let parts = ["--part", "one=auth/**", "--part", "other=billing/**"];
    assert_eq!(local("Change", true).facts(&parts).level("co-change"), None, "two parts are too few");
}

#[test]
fn what_is_named_wrongly_is_refused() {
    let made = two_years();
    let path = made.path().to_str().unwrap();
    for (arguments, said) in [
        (vec![path, path], "are one repository"),
        (vec![&format!("{path}/nothing")], "there is no folder"),
        (vec![path, "--path", "nothing"], "no file lies in `nothing`"),
        (vec![path, "--path", "../other"], "names no folder inside of a repository"),
        (vec![path, "--part", "one=src"], "no file lies in the part `one` (src)"),
        (vec![path, "--as-of", "2001-01-01"], "there is no commit up to 2001-01-01"),
    ] {
        let output = archwise(&[&["observe"], &arguments[..]].concat());
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{stderr}");
        assert!(stderr.contains(said), "{stderr}");
    }
    // The folder of git itself is the repository.
    assert_eq!(facts(&made.path().join(".git"), &[]).level("releases"), Some("weekly"));
}

#[test]
fn a_command_counts_where_it_is_run() {
    let workflow =
        "jobs:\n  functest:\n    steps:\n      # - run: cargo test\n      - run: echo kubectl apply\n";
    let with = |more: &str| {
        let mut made = Repository::new();
        let text = format!("{workflow}{more}");
        made.commit(&Commit { files: &[(".github/workflows/a.yml", &text)], ..Commit::default() }).finish();
        let found = made.facts(&[]);
        (found.level("automated-tests").is_some(), found.level("automated-delivery").is_some())
    };
    assert_eq!(with(""), (false, false));
    assert_eq!(with("      - run: cargo test --locked\n      - run: kubectl apply -f .\n"), (true, true));
}

#[test]
fn several_repositories_are_one_system() {
    let (one, other) = (two_years(), packages(4));
    let paths = [one.path().to_str().unwrap(), other.path().to_str().unwrap()];
    let output = archwise(&["observe", paths[0], paths[1], "--format", "json"]);
    let found = crate::repository::Facts(serde_json::from_slice(&output.stdout).unwrap());
    assert_eq!(found.0["repositories"].as_array().unwrap().len(), 2);
    // Ada works in both, and is one.
    assert_eq!(found.count("people"), 1);
    assert_eq!(found.level("releases"), Some("weekly"));
    assert_eq!(found.level("release-trains"), None);
}

#[test]
fn the_same_commit_gives_the_same_bytes_and_a_draft_that_advise_reads() {
    let made = two_years();
    let path = made.path().to_str().unwrap();
    let [first, second] = [(); 2].map(|()| archwise(&["observe", path]).stdout);
    assert_eq!(first, second);
    let draft = String::from_utf8(first).unwrap();
    for line in [
        "  release-cadence: {at_least: weekly}  # today: weekly",
        "  product-stage: in-use",
        "  teams: unknown",
        "  facts: {releases: weekly, release-history: established, people: 1, code: exists, services: 0}",
    ] {
        assert!(draft.contains(&format!("\n{line}\n")), "{line}\n{draft}");
    }
    let file = made.path().join("answers.yaml");
    std::fs::write(&file, &draft).unwrap();
    let advised = archwise(&["advise", file.to_str().unwrap(), "--format", "json"]);
    assert!(advised.status.success(), "{}", String::from_utf8_lossy(&advised.stderr));
    let today = String::from_utf8(archwise(&["observe", path, "--today"]).stdout).unwrap();
    assert!(today.contains("\n  release-cadence: weekly  # possible: at least weekly\n"), "{today}");
}
