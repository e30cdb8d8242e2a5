//! Saves that are killed at any moment, and many at once.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::screen::{Home, rulebook};

/// Long enough that it takes a while to write.
fn long_file(teams: usize) -> String {
    let comments =
        "# Nothing but a comment, so that the file is long and takes a while to write.\n".repeat(400);
    format!("archwise: 1\nanswers:\n  geographic-spread: global\n  teams: {teams}  # counted\n{comments}")
}

fn save(folder: &Path, answer: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archwise"));
    command.args(["advise", "a.yaml", "--save", "a.yaml", "--no-input", "--samples", "1"]).args(answer);
    command.current_dir(folder).env("ARCHWISE_RULES", rulebook()).env("HOME", folder);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

/// The lengths of the temporary files.
fn temporaries(folder: &Path) -> Vec<u64> {
    let entries = std::fs::read_dir(folder).unwrap().flatten();
    let ours = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(".archwise-"));
    ours.filter_map(|entry| Some(entry.metadata().ok()?.len())).collect()
}

/// Waits until something is written into a temporary file, or the program has ended.
fn wait_for_a_save(folder: &Path, child: &mut Child) {
    while child.try_wait().unwrap().is_none() && !temporaries(folder).iter().any(|length| *length > 0) {}
}

#[test]
fn a_save_that_is_killed_leaves_the_old_file_or_the_new_one() {
    const KILLS: u32 = 100;
    let home = Home::new();
    home.write("a.yaml", &long_file(1));
    let started = Instant::now();
    assert!(save(&home.path(""), &["--teams", "1"]).wait().unwrap().success());
    let whole = started.elapsed();
    let mut random = 1_u32;
    let (mut teams, mut new, mut litter) = (1, 0, 0);
    for kill in 1..=KILLS as usize {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mut child = save(&home.path(""), &["--teams", &(kill + 1).to_string()]);
        // Half of them at any moment, half of them while the file is being written.
        match kill % 2 {
            0 => std::thread::sleep(whole * (random >> 16) / 65_536),
            _ => wait_for_a_save(&home.path(""), &mut child),
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let text = home.read("a.yaml");
        if text == long_file(kill + 1) {
            teams = kill + 1;
            new += 1;
        }
        assert!(text == long_file(teams), "after kill {kill} the file is neither the old nor the new one");
        let left = temporaries(&home.path("")).len();
        assert!(left <= 1, "{left} temporary files after kill {kill}");
        litter += left;
    }
    eprintln!("{KILLS} kills: {new} left the new file, {litter} a temporary one");
    assert!(save(&home.path(""), &["--teams", "7"]).wait().unwrap().success());
    assert_eq!(home.read("a.yaml"), long_file(7));
    assert!(temporaries(&home.path("")).is_empty(), "the next save clears what was left");
}

#[test]
fn what_only_looks_like_a_temporary_file_stays() {
    let home = Home::new();
    home.write("a.yaml", &long_file(1));
    for name in [".archwise-notes.tmp", ".archwise-abc.tmp", ".archwise-abcdef", "archwise-abcdef.tmp"] {
        home.write(name, "mine");
    }
    home.write(".archwise-aB3dEf.tmp", "half a f");
    assert!(save(&home.path(""), &["--teams", "2"]).wait().unwrap().success());
    assert_eq!(home.read(".archwise-notes.tmp"), "mine");
    assert_eq!(home.read(".archwise-abc.tmp"), "mine");
    assert_eq!(home.read(".archwise-abcdef"), "mine");
    assert_eq!(home.read("archwise-abcdef.tmp"), "mine");
    assert!(!home.path(".archwise-aB3dEf.tmp").exists());
}

#[test]
fn saves_at_the_same_time_all_count() {
    let answers = [
        ["--fault-tolerance", "region-loss"],
        ["--release-cadence", "weekly"],
        ["--data-residency", "pinned"],
        ["--interaction", "writes"],
        ["--budget", "high"],
        ["--weight", "affordability=2"],
    ];
    for _ in 0..5 {
        let home = Home::new();
        home.write("a.yaml", "archwise: 1\nanswers:\n  geographic-spread: global\n  teams: 3  # counted\n");
        let children: Vec<Child> = answers.iter().map(|answer| save(&home.path(""), answer)).collect();
        for mut child in children {
            assert!(child.wait().unwrap().success());
        }
        let text = home.read("a.yaml");
        for line in [
            "  teams: 3  # counted\n",
            "  fault-tolerance: region-loss\n",
            "  release-cadence: weekly\n",
            "  data-residency: pinned\n",
            "  interaction: [writes]\n",
            "  budget: high\n",
            "  affordability: 2\n",
        ] {
            assert_eq!(text.matches(line).count(), 1, "{line}");
        }
        assert!(temporaries(&home.path("")).is_empty());
    }
}

#[test]
fn a_lock_that_is_never_given_back_does_not_keep_answers_from_being_saved() {
    let home = Home::new();
    home.write("a.yaml", &long_file(1));
    let holder = Command::new("flock").arg(home.path("")).args(["sleep", "60"]).spawn();
    let Ok(mut holder) = holder else { return eprintln!("skipped: there is no `flock` here") };
    std::thread::sleep(Duration::from_millis(200));
    let saved = save(&home.path(""), &["--teams", "2"]).wait().unwrap().success();
    holder.kill().unwrap();
    holder.wait().unwrap();
    assert!(saved);
    assert_eq!(home.read("a.yaml"), long_file(2));
}
