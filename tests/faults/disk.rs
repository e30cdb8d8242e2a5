//! Disks that are full or cannot be written to.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::screen::{CTRL_C, GLOBAL, Home};

const FILE: &str = "archwise: 1\nanswers:\n  teams: 3  # for now\n";

/// A small file system of its own, as long as it lives.
struct Disk(PathBuf);

impl Disk {
    /// `None`, said on standard error, where that is not allowed.
    fn mount(home: &Home) -> Option<Self> {
        let at = home.path("disk");
        std::fs::create_dir(&at).unwrap();
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&at).output();
        if !mounted.is_ok_and(|output| output.status.success()) {
            eprintln!("skipped: file systems cannot be mounted here");
            return None;
        }
        Some(Self(at))
    }

    fn fill(&self) {
        let filler = vec![b'x'; 1 << 20];
        assert!(std::fs::write(self.0.join("filler"), filler).is_err(), "the disk should be full");
    }

    fn empty(&self) {
        std::fs::remove_file(self.0.join("filler")).unwrap();
    }

    fn read_only(&self) {
        let status = Command::new("mount").args(["-o", "remount,ro"]).arg(&self.0).status();
        assert!(status.unwrap().success());
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn on_a_full_disk_the_file_stays_and_the_report_is_printed() {
    let home = Home::new();
    let Some(disk) = Disk::mount(&home) else { return };
    home.write("disk/a.yaml", FILE);
    disk.fill();
    let output = home.run(&["disk/a.yaml", "--teams", "9", "--save", "disk/a.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains("cannot write `disk/a.yaml`: the disk is full"), "{said}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("--full"), "the report is there all the same");
    assert_eq!(home.read("disk/a.yaml"), FILE);
    assert_eq!(names(&disk.0), ["a.yaml", "filler"]);
    let output = home.run(&["disk/a.yaml", "--output", "disk/report.txt"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(names(&disk.0), ["a.yaml", "filler"]);
}

#[test]
fn on_a_full_disk_an_interview_goes_on_with_a_draft_and_saves_when_there_is_room() {
    let home = Home::new();
    let Some(disk) = Disk::mount(&home) else { return };
    home.write("disk/a.yaml", FILE);
    disk.fill();
    let mut session = home.start("--order rulebook --save disk/a.yaml");
    // To open the file makes an empty one beside it, for which there is room.
    session.at("Question 1 of about 6", GLOBAL);
    session
        .sees("Your answers are not saved: cannot write `disk/a.yaml`: the disk is full; a draft has them");
    session.at("Question 2 of 6", CTRL_C);
    assert_eq!(session.ends(), 130);
    session.sees(
        "Your answers are not in the file (cannot write `disk/a.yaml`: the disk is full) but in a draft.",
    );
    session.sees("archwise advise --resume --order rulebook --save disk/a.yaml");
    assert_eq!(home.read("disk/a.yaml"), FILE);
    assert!(home.draft().contains("geographic-spread: global"));
    disk.empty();
    let mut session = home.start("advise --resume --order rulebook --save disk/a.yaml");
    session.at("Question 2 of 6", GLOBAL);
    session.at("Question 3 of 6", CTRL_C);
    assert_eq!(session.ends(), 130);
    let saved = home.read("disk/a.yaml");
    assert!(saved.starts_with(FILE) && saved.contains("global") && saved.contains("region-loss"), "{saved}");
}

#[test]
fn a_read_only_disk_is_refused_before_anything_is_asked() {
    let home = Home::new();
    let Some(disk) = Disk::mount(&home) else { return };
    home.write("disk/a.yaml", FILE);
    disk.read_only();
    let mut session = home.start("--save disk/a.yaml");
    assert_eq!(session.ends(), 2);
    session.sees("cannot write `disk/a.yaml`");
    assert!(!session.screen().contains("Question 1"));
    assert_eq!(home.read("disk/a.yaml"), FILE);
}

#[test]
fn a_disk_that_becomes_read_only_costs_no_answer() {
    let home = Home::new();
    let Some(disk) = Disk::mount(&home) else { return };
    home.write("disk/a.yaml", FILE);
    let mut session = home.start("--order rulebook --save disk/a.yaml");
    session.at("Question 1 of about 6", GLOBAL);
    session.sees("Question 2 of 6");
    let saved = home.read("disk/a.yaml");
    assert!(saved.contains("geographic-spread: global"), "{saved}");
    disk.read_only();
    session.press(GLOBAL);
    session.sees("a draft has them");
    session.at("Question 3 of 6", CTRL_C);
    assert_eq!(session.ends(), 130);
    assert_eq!(home.read("disk/a.yaml"), saved);
    assert!(home.draft().contains("fault-tolerance: region-loss"));
}

#[test]
fn without_room_for_a_draft_the_interview_says_so_once_and_goes_on() {
    let home = Home::new();
    let Some(disk) = Disk::mount(&home) else { return };
    let home = home.env("XDG_STATE_HOME", disk.0.to_str().unwrap());
    disk.fill();
    let mut session = home.start("--order rulebook");
    session.at("Question 1 of about 7", GLOBAL);
    session.sees("Your answers are not saved: ");
    session.at("Question 2 of 7", GLOBAL);
    session.at("Question 3 of 7", CTRL_C);
    assert_eq!(session.ends(), 130);
    session.sees("Interrupted. Your last answers are not saved: ");
    assert_eq!(session.raw().matches("! Your answers are not saved").count(), 1);
}
