//! Leaves an interview in the middle, on Ctrl-C, a signal or a closed terminal: says how to go on, and leaves
//! the terminal as it was found.

use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};

use crate::cli::exit::Exit;
use crate::cli::output::is_pager_open;

/// The cursor is shown, and what is pasted comes as if it was typed.
const CURSOR_AND_PASTES: &str = "\u{1b}[?25h\u{1b}[?2004l";

/// Ends the program in the middle of an interview; shared with the thread that a signal wakes.
#[derive(Clone)]
pub(in crate::cli) struct Interrupt(Arc<Shared>);

struct Shared {
    closing_lines: Mutex<ClosingLines>,
    terminal: terminal::Modes,
    /// Whether prompts may have hidden the cursor.
    draws: bool,
}

/// What is printed when the interview is broken off.
pub(in crate::cli) struct ClosingLines {
    pub text: String,
    printed: bool,
}

impl Interrupt {
    /// From here on a signal prints the closing lines and ends the program. With `quiet_keys`, keys that are
    /// pressed between two prompts are not echoed into the next one.
    pub(in crate::cli) fn on_signal(text: String, quiet_keys: bool) -> Result<Self> {
        let closing_lines = Mutex::new(ClosingLines { text, printed: false });
        let terminal = terminal::Modes::save(quiet_keys);
        let interrupt = Self(Arc::new(Shared { closing_lines, terminal, draws: quiet_keys }));
        let shared = interrupt.clone();
        ctrlc::set_handler(move || {
            if is_pager_open() {
                return;
            }
            // Never unlocked, so that nobody begins to write a file while the program ends.
            let _locked = shared.close();
            std::process::exit(Exit::Interrupted.number().into());
        })
        .context("cannot watch for Ctrl-C")?;
        Ok(interrupt)
    }

    /// Gives access to the closing lines. Files are written under this lock, since the program does not end
    /// while it is held.
    pub(in crate::cli) fn lock(&self) -> MutexGuard<'_, ClosingLines> {
        self.0.closing_lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Restores the terminal and prints the closing lines, once.
    pub(in crate::cli) fn close(&self) -> MutexGuard<'_, ClosingLines> {
        let mut closing_lines = self.lock();
        self.restore_terminal();
        if !closing_lines.printed {
            closing_lines.printed = true;
            // The terminal may be gone, which must not keep the program from ending.
            let _ = write!(anstream::stderr(), "\n{}\n", closing_lines.text);
        }
        closing_lines
    }

    pub(in crate::cli) fn restore_terminal(&self) {
        self.0.terminal.restore();
        if self.0.draws {
            let _ = write!(std::io::stderr(), "{CURSOR_AND_PASTES}");
        }
    }
}

#[cfg(unix)]
mod terminal {
    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

    /// The modes of the terminal before the first prompt.
    pub(super) struct Modes(Option<Termios>);

    impl Modes {
        pub(super) fn save(quiet_keys: bool) -> Self {
            let before = tcgetattr(std::io::stdin()).ok();
            if let Some(mut modes) = before.clone().filter(|_| quiet_keys) {
                modes.local_modes.remove(LocalModes::ECHO | LocalModes::ICANON);
                let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, &modes);
            }
            Self(before)
        }

        pub(super) fn restore(&self) {
            if let Some(before) = &self.0 {
                let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, before);
            }
        }
    }
}

#[cfg(not(unix))]
mod terminal {
    /// The console has no modes of ours: every key comes as it is pressed.
    pub(super) struct Modes;

    impl Modes {
        pub(super) fn save(_quiet_keys: bool) -> Self {
            Self
        }

        pub(super) fn restore(&self) {}
    }
}
