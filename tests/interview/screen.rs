//! A program on a pseudo-terminal: its screen, its keys, its files and its end.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Condvar, Mutex};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// Long enough for a machine that is busy with other things.
const PATIENCE: Duration = Duration::from_secs(30);

pub const DOWN: &str = "\u{1b}[B";
pub const ENTER: &str = "\r";
pub const ESC: &str = "\u{1b}";
pub const CTRL_C: &str = "\u{3}";
pub const CTRL_D: &str = "\u{4}";

/// What every drawing of a menu ends with: its last row, and nothing below it.
const DRAWN: &[u8] = b"\r\n\x1b[J";
/// What every menu ends with.
const CURSOR_SHOWN: &[u8] = b"\x1b[?25h";

/// Keys that choose the first option of a question that was not answered yet, where the cursor is nowhere.
pub const FIRST: &str = "\u{1b}[B\r";
pub const SECOND: &str = "\u{1b}[B\u{1b}[B\r";
/// The third, which is "Several continents" of the first question.
pub const GLOBAL: &str = "\u{1b}[B\u{1b}[B\u{1b}[B\r";

pub fn rulebook() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/interview/rulebook.yaml")
}

/// A home directory of its own for one test, in which the program also runs.
pub struct Home {
    folder: tempfile::TempDir,
    pub rows: u16,
    pub columns: u16,
    environment: Vec<(String, String)>,
}

impl Home {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        // Tall, so that a whole interview stays on the screen.
        Self { folder, rows: 60, columns: 100, environment: Vec::new() }
    }

    pub fn sized(rows: u16, columns: u16) -> Self {
        Self { rows, columns, ..Self::new() }
    }

    pub fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_default()
    }

    pub fn write(&self, name: &str, text: &str) {
        std::fs::write(self.path(name), text).unwrap();
    }

    /// The draft of the rulebook of these tests; empty if there is none.
    pub fn draft(&self) -> String {
        self.drafts().concat()
    }

    /// All drafts, by name.
    pub fn drafts(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.path("state/archwise")).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|end| end == "yaml"));
        paths.sort();
        paths.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect()
    }

    fn environment(&self) -> Vec<(String, String)> {
        let own = [
            ("PATH", std::env::var("PATH").unwrap()),
            ("HOME", self.folder.path().to_str().unwrap().to_owned()),
            ("XDG_STATE_HOME", self.path("state").to_str().unwrap().to_owned()),
            ("TERM", "xterm-256color".to_owned()),
            ("LANG", "C.UTF-8".to_owned()),
            // A report is read where it is printed.
            ("PAGER", "cat".to_owned()),
            ("ARCHWISE_RULES", rulebook().to_str().unwrap().to_owned()),
        ];
        let own = own.into_iter().map(|(name, value)| (name.to_owned(), value));
        own.chain(self.environment.clone()).collect()
    }

    /// Runs `archwise` with arguments as a shell reads them, redirections included.
    pub fn start(&self, arguments: &str) -> Session {
        Session::start(self.command(arguments), self.rows, self.columns)
    }

    /// Does the same in a folder below.
    pub fn start_in(&self, folder: &str, arguments: &str) -> Session {
        let mut command = self.command(arguments);
        command.cwd(self.path(folder));
        Session::start(command, self.rows, self.columns)
    }

    /// Runs `archwise`, presses keys when it prints texts, then closes the terminal and waits for the end.
    /// The terminal presses Enter as it closes, so stop where that does nothing.
    /// Returns the exit code.
    pub fn start_and_close(&self, arguments: &str, steps: &[(&'static str, &'static str)]) -> u32 {
        let size = PtySize { rows: self.rows, cols: self.columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut child = pair.slave.spawn_command(self.command(arguments)).unwrap();
        drop(pair.slave);
        let (mut output, mut keys) =
            (pair.master.try_clone_reader().unwrap(), pair.master.take_writer().unwrap());
        let steps = steps.to_vec();
        let (done, wait) = channel::<()>();
        // Nobody else holds the terminal, so that it closes with this thread.
        let thread = std::thread::spawn(move || {
            let mut seen = String::new();
            for (text, press) in steps {
                while !seen.contains(text) {
                    let mut bytes = [0; 4096];
                    let count = output.read(&mut bytes).unwrap();
                    assert!(count > 0, "ended before `{text}`: {seen}");
                    seen.push_str(&String::from_utf8_lossy(&bytes[..count]));
                }
                keys.write_all(press.as_bytes()).unwrap();
            }
            drop(done);
        });
        assert_eq!(wait.recv_timeout(PATIENCE), Err(RecvTimeoutError::Disconnected));
        thread.join().unwrap();
        drop(pair.master);
        let started = Instant::now();
        loop {
            if let Some(status) = child.try_wait().unwrap() {
                return status.exit_code();
            }
            assert!(started.elapsed() < PATIENCE, "goes on without a terminal");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn command(&self, arguments: &str) -> CommandBuilder {
        let mut command = CommandBuilder::new("sh");
        command.args(["-c", &format!("exec {} {arguments}", env!("CARGO_BIN_EXE_archwise"))]);
        command.cwd(self.folder.path());
        command.env_clear();
        self.environment().into_iter().for_each(|(name, value)| command.env(name, value));
        command
    }

    /// Runs `archwise` without a terminal.
    pub fn run(&self, arguments: &[&str]) -> std::process::Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_archwise"));
        command.args(arguments).current_dir(self.folder.path()).env_clear().envs(self.environment());
        command.stdin(std::process::Stdio::null()).output().unwrap()
    }
}

struct Seen {
    parser: vt100::Parser,
    /// Everything that was printed.
    raw: Vec<u8>,
    closed: bool,
}

/// One run of the program.
pub struct Session {
    seen: Arc<(Mutex<Seen>, Condvar)>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
}

impl Session {
    fn start(command: CommandBuilder, rows: u16, columns: u16) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let side = |length: u16| NonZero::new(length).unwrap();
        let parser = vt100::Parser::new(side(rows), side(columns), 0);
        let seen = Arc::new((Mutex::new(Seen { parser, raw: Vec::new(), closed: false }), Condvar::new()));
        let mut output = pair.master.try_clone_reader().unwrap();
        let shared = seen.clone();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            loop {
                let count = output.read(&mut bytes).unwrap_or(0);
                let Ok(mut seen) = shared.0.lock() else { return };
                seen.parser.process(&bytes[..count]);
                seen.raw.extend(&bytes[..count]);
                seen.closed = count == 0;
                shared.1.notify_all();
                if count == 0 {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        Self { seen, keys, child, master: pair.master }
    }

    /// Waits until the screen is as wanted.
    fn wait_until(&self, what: &str, wanted: impl Fn(&Seen) -> bool) {
        let started = Instant::now();
        let (lock, changed) = &*self.seen;
        let mut seen = lock.lock().unwrap();
        while !wanted(&seen) {
            let left = PATIENCE.saturating_sub(started.elapsed());
            let over = left.is_zero() || seen.closed;
            assert!(!over, "waited for {what}; on the screen is:\n{}", seen.parser.screen().contents());
            seen = changed.wait_timeout(seen, left).unwrap().0;
        }
    }

    /// Waits until a text is on the screen.
    pub fn sees(&self, text: &str) {
        self.wait_until(&format!("`{text}`"), |seen| seen.parser.screen().contents().contains(text));
    }

    /// Waits until one of several texts is on the screen, and says which.
    pub fn sees_one_of(&self, texts: &[&str]) -> usize {
        let which = |seen: &Seen| {
            let contents = seen.parser.screen().contents();
            texts.iter().position(|text| contents.contains(text))
        };
        self.wait_until(&format!("one of {texts:?}"), |seen| which(seen).is_some());
        which(&self.seen.0.lock().unwrap()).unwrap_or_default()
    }

    /// Waits until a text is gone from the screen.
    pub fn misses(&self, text: &str) {
        self.wait_until(&format!("`{text}` to go"), |seen| !seen.parser.screen().contents().contains(text));
    }

    /// Waits until the cursor of a menu stands on a row.
    pub fn is_on(&self, label: &str) {
        let is_on = |seen: &Seen| row_with_cursor(seen).is_some_and(|row| row.starts_with(label));
        self.wait_until(&format!("the cursor on `{label}`"), is_on);
    }

    /// Waits until a menu is drawn whole.
    pub fn is_drawn(&self) {
        self.wait_until("a menu", |seen| seen.raw.ends_with(DRAWN));
    }

    pub fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Waits for a text, then presses keys.
    pub fn at(&mut self, text: &str, keys: &str) {
        self.sees(text);
        self.press(keys);
    }

    /// Moves the cursor of a menu to a row, presses Enter, and waits until that menu is gone.
    pub fn choose(&mut self, label: &str) {
        self.go_to(label);
        let shown =
            |seen: &Seen| seen.raw.windows(CURSOR_SHOWN.len()).filter(|bytes| *bytes == CURSOR_SHOWN).count();
        let before = shown(&self.seen.0.lock().unwrap());
        self.press(ENTER);
        self.wait_until("the menu to go", |seen| shown(seen) > before);
    }

    /// Moves the cursor of a menu down to a row, which may be on another page.
    pub fn go_to(&mut self, label: &str) {
        // It may have no cursor yet.
        self.is_drawn();
        for _ in 0..80 {
            let before = row_with_cursor(&self.seen.0.lock().unwrap());
            let row = before.as_deref().unwrap_or_default();
            if row.trim_start_matches(['[', 'x', ']', ' ']).starts_with(label) && before.is_some() {
                return;
            }
            self.press(DOWN);
            self.wait_until("the cursor to move", |seen| {
                row_with_cursor(seen).is_some_and(|row| Some(&row) != before.as_ref())
            });
        }
        panic!("there is no row `{label}`:\n{}", self.screen());
    }

    /// Gives the terminal another size. What is on it is broken anew by the new width, as terminals do.
    pub fn resize(&self, rows: u16, columns: u16) {
        {
            let mut seen = self.seen.0.lock().unwrap();
            let side = |length: u16| NonZero::new(length).unwrap();
            let contents = seen.parser.screen().contents();
            let mut parser = vt100::Parser::new(side(rows), side(columns), 0);
            parser.process(contents.replace('\n', "\r\n").as_bytes());
            // The cursor waits below a menu.
            parser.process(b"\r\n");
            seen.parser = parser;
        }
        self.master.resize(PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 }).unwrap();
    }

    pub fn screen(&self) -> String {
        self.seen.0.lock().unwrap().parser.screen().contents()
    }

    /// Everything that was printed, escape sequences included.
    pub fn raw(&self) -> String {
        String::from_utf8_lossy(&self.seen.0.lock().unwrap().raw).into_owned()
    }

    pub fn signal(&self, name: &str) {
        let pid = self.child.process_id().unwrap().to_string();
        assert!(Command::new("kill").args([&format!("-{name}"), &pid]).status().unwrap().success());
    }

    /// Waits for the end; the cursor must be visible then.
    pub fn ends(&mut self) -> u32 {
        let code = self.is_gone();
        assert!(!self.seen.0.lock().unwrap().parser.screen().hide_cursor(), "the cursor is hidden");
        code
    }

    /// Waits for the end, however it came about.
    pub fn is_gone(&mut self) -> u32 {
        let started = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                // What was printed last may still be on its way.
                let (lock, changed) = &*self.seen;
                let seen = lock.lock().unwrap();
                drop(changed.wait_timeout_while(seen, PATIENCE, |seen| !seen.closed).unwrap());
                return status.exit_code();
            }
            assert!(started.elapsed() < PATIENCE, "still runs:\n{}", self.screen());
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.child.kill();
    }
}

/// The row with the cursor, without its number: `[x] Writes`.
fn row_with_cursor(seen: &Seen) -> Option<String> {
    let contents = seen.parser.screen().contents();
    let row = contents.lines().rfind(|line| line.starts_with('❯'))?.trim_start_matches(['❯', ' ']);
    let (mark, label) = match row.split_at_checked(4) {
        Some((mark @ ("[x] " | "[ ] " | "[?] "), label)) => (mark, label),
        _ => ("", row),
    };
    let without = label.trim_start_matches(|c: char| c.is_ascii_digit() || c == ' ');
    Some(format!("{mark}{}", without.strip_prefix(". ").filter(|_| without != label).unwrap_or(label)))
}
