//! Leaving in the middle: Ctrl-C, a signal or a closed terminal, with the terminal as it was found.

use std::io::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};

use crate::cli::exit::Exit;

/// Shared with the thread that a signal wakes.
#[derive(Clone)]
pub(in crate::cli) struct Interrupt(Arc<Shared>);

struct Shared {
    closing_lines: Mutex<ClosingLines>,
    terminal: terminal::Modes,
}

/// What is said on leaving. Whoever holds it keeps the program from leaving: files are written under it.
pub(in crate::cli) struct ClosingLines {
    pub words: String,
    said: bool,
}

impl Interrupt {
    /// From here on a signal says the closing_lines and ends the program.
    pub(in crate::cli) fn on_signal(words: String, quiet_keys: bool) -> Result<Self> {
        let closing_lines = Mutex::new(ClosingLines { words, said: false });
        let leave = Self(Arc::new(Shared { closing_lines, terminal: terminal::Modes::save(quiet_keys) }));
        let shared = leave.clone();
        ctrlc::set_handler(move || {
            // Never released: nobody begins to write a file while the program ends.
            let _held = shared.say();
            std::process::exit(Exit::Interrupted.number().into());
        })
        .context("cannot watch for Ctrl-C")?;
        Ok(leave)
    }

    /// Holds off leaving, and gives access to what will be said.
    pub(in crate::cli) fn hold(&self) -> MutexGuard<'_, ClosingLines> {
        self.0.closing_lines.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Restores the terminal and says the closing_lines, once.
    pub(in crate::cli) fn say(&self) -> MutexGuard<'_, ClosingLines> {
        let mut closing_lines = self.hold();
        self.0.terminal.restore();
        if !closing_lines.said {
            closing_lines.said = true;
            // The terminal may be gone, which must not keep the program from ending.
            let _ = write!(anstream::stderr(), "\n{}\n", closing_lines.words);
        }
        closing_lines
    }

    /// The interview is over.
    pub(in crate::cli) fn done(&self) {
        self.0.terminal.restore();
    }
}

#[cfg(unix)]
mod terminal {
    use std::io::Write;

    use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

    /// The modes of the terminal before the first prompt.
    pub(in crate::cli) struct Modes {
        before: Option<Termios>,
        cursor: bool,
    }

    impl Modes {
        /// `quiet_keys`: keys that are pressed between two prompts are not echoed into the next one.
        pub(in crate::cli) fn save(quiet_keys: bool) -> Self {
            let before = tcgetattr(std::io::stdin()).ok();
            if let Some(mut modes) = before.clone().filter(|_| quiet_keys) {
                modes.local_modes.remove(LocalModes::ECHO | LocalModes::ICANON);
                let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, &modes);
            }
            Self { before, cursor: quiet_keys }
        }

        pub(in crate::cli) fn restore(&self) {
            if let Some(before) = &self.before {
                let _ = tcsetattr(std::io::stdin(), OptionalActions::Now, before);
            }
            if self.cursor {
                let _ = write!(std::io::stderr(), "\u{1b}[?25h");
            }
        }
    }
}

#[cfg(not(unix))]
mod terminal {
    /// Nothing to restore but the cursor, which the prompts do.
    pub(in crate::cli) struct Modes;

    impl Modes {
        pub(in crate::cli) fn save(_quiet_keys: bool) -> Self {
            Self
        }

        pub(in crate::cli) fn restore(&self) {}
    }
}
