//! Repositories made here, commit by commit, with fixed dates: by `git fast-import`, so that hundreds of
//! commits take no time.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// The last day of every repository, in seconds since 1970: 2026-01-01, at noon in UTC.
pub const END: i64 = 1_767_268_800;
pub const DAY: i64 = 86_400;

/// Who commits what, so many days before the end.
pub struct Commit<'c> {
    pub days: i64,
    pub author: &'c str,
    pub message: &'c str,
    pub files: &'c [(&'c str, &'c str)],
    /// The branch, without `refs/heads/`.
    pub branch: &'c str,
    /// The branch that it merges.
    pub merges: Option<&'c str>,
}

pub const PEOPLE: [&str; 18] = [
    "Ann Able",
    "Ben Baker",
    "Cid Carter",
    "Dot Dyer",
    "Eli Eaton",
    "Fay Fuller",
    "Gus Glover",
    "Hal Hunter",
    "Ida Irons",
    "Jo Joiner",
    "Kim Kellogg",
    "Lou Lister",
    "Max Mason",
    "Ned Naylor",
    "Oz Osler",
    "Pia Potter",
    "Quin Quiller",
    "Rae Reeve",
];
pub const ADA: &str = "Ada Byron <ada@example.org>";

impl Default for Commit<'_> {
    fn default() -> Self {
        Self { days: 0, author: ADA, message: "change", files: &[], branch: "main", merges: None }
    }
}

/// A repository, and what is still to be imported into it.
pub struct Repository {
    _folder: TempDir,
    path: PathBuf,
    stream: String,
    marks: usize,
    /// Whether the next commit goes on with what was imported before.
    goes_on: bool,
}

impl Repository {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("shop");
        std::fs::create_dir(&path).unwrap();
        let made = Self { _folder: folder, path, stream: String::new(), marks: 0, goes_on: false };
        made.git(&["init", "-q", "-b", "main"]);
        made
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    pub fn git(&self, arguments: &[&str]) -> String {
        git(self.path(), arguments)
    }

    /// Adds a commit to its branch.
    pub fn commit(&mut self, commit: &Commit<'_>) -> &mut Self {
        self.marks += 1;
        let Commit { days, author, message, files, branch, merges } = commit;
        let date = END - days * DAY;
        let stream = &mut self.stream;
        // The author's date lags: it must not count.
        writeln!(stream, "commit refs/heads/{branch}\nmark :{}\nauthor {author} 978307200 +0000", self.marks)
            .unwrap();
        writeln!(stream, "committer {author} {date} +0000\ndata {}\n{message}", message.len()).unwrap();
        if std::mem::take(&mut self.goes_on) {
            writeln!(stream, "from refs/heads/{branch}^0").unwrap();
        }
        if let Some(other) = merges {
            writeln!(stream, "merge refs/heads/{other}").unwrap();
        }
        for (path, text) in *files {
            writeln!(stream, "M 100644 inline {path}\ndata {}\n{text}", text.len()).unwrap();
        }
        self
    }

    /// Begins a branch at another.
    pub fn branch(&mut self, name: &str, from: &str) -> &mut Self {
        writeln!(self.stream, "reset refs/heads/{name}\nfrom refs/heads/{from}\n").unwrap();
        self
    }

    /// Adds a link.
    pub fn link(&mut self, path: &str, target: &str, days: i64) -> &mut Self {
        self.commit(&Commit { days, message: "link", ..Commit::default() });
        writeln!(self.stream, "M 120000 inline {path}\ndata {}\n{target}", target.len()).unwrap();
        self
    }

    /// Tags the last commit without a date of its own.
    pub fn tag(&mut self, name: &str) -> &mut Self {
        writeln!(self.stream, "reset refs/tags/{name}\nfrom :{}\n", self.marks).unwrap();
        self
    }

    /// Tags the last commit so many days before the end.
    pub fn annotated(&mut self, name: &str, days: i64) -> &mut Self {
        let date = END - days * DAY;
        writeln!(self.stream, "tag {name}\nfrom :{}\ntagger {ADA} {date} +0000\ndata 1\nx", self.marks)
            .unwrap();
        self
    }

    /// Imports what was added. `main` is checked out, but without files.
    pub fn finish(&mut self) -> &mut Self {
        let mut child = Command::new("git")
            .current_dir(self.path())
            .args(["fast-import", "--quiet", "--force"])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(self.stream.as_bytes()).unwrap();
        assert!(child.wait().unwrap().success());
        self.stream.clear();
        self.goes_on = true;
        self
    }

    pub fn clone(&self, arguments: &[&str]) -> (TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("file://{}", self.path().display());
        let to = folder.path().join("clone");
        let mut all = vec!["clone", "-q"];
        all.extend(arguments);
        all.extend([url.as_str(), to.to_str().unwrap()]);
        git(folder.path(), &all);
        (folder, to)
    }

    pub fn facts(&self, arguments: &[&str]) -> Facts {
        facts(self.path(), arguments)
    }
}

pub fn git(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder)
        .args(["-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "uploadpack.allowFilter=true"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// What `archwise observe --format json` says of a repository.
pub struct Facts(pub Value);

impl Facts {
    pub fn of(&self, fact: &str) -> &Value {
        self.0["facts"].as_array().unwrap().iter().find(|one| one["fact"] == fact).unwrap()
    }

    pub fn level(&self, fact: &str) -> Option<&str> {
        self.of(fact)["level"].as_str()
    }

    pub fn figure(&self, fact: &str, name: &str) -> f64 {
        self.of(fact)["figures"][name].as_f64().unwrap()
    }

    pub fn count(&self, fact: &str) -> u64 {
        self.of(fact)["count"].as_u64().unwrap()
    }
}

pub fn facts(folder: &Path, arguments: &[&str]) -> Facts {
    let output = archwise(&[&["observe", folder.to_str().unwrap(), "--format", "json"], arguments].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Facts(serde_json::from_slice(&output.stdout).unwrap())
}

pub fn archwise(arguments: &[&str]) -> std::process::Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archwise"));
    command.env("NO_COLOR", "1").env_remove("ARCHWISE_RULES").args(arguments).output().unwrap()
}
