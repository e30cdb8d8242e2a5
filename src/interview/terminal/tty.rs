//! The terminal of standard input: its bytes as they come, with no help and no echo.

#[cfg(not(unix))]
pub(super) use elsewhere::{Raw, Stdin, more_comes};
#[cfg(unix)]
pub(super) use unix::{Raw, Stdin, more_comes};

#[cfg(unix)]
mod unix {
    use std::io::{self, ErrorKind};
    use std::time::Duration;

    use rustix::event::{PollFd, PollFlags, Timespec, poll};
    use rustix::io::Errno;
    use rustix::termios::{
        InputModes, LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
    };

    use crate::interview::terminal::keys::{REST_OF_TEXT, Source, TICK};

    /// The terminal of standard input.
    pub(in crate::interview::terminal) struct Stdin;

    /// More than one paste is worth; what is beyond it comes with the next reads.
    const AT_ONCE: usize = 1 << 16;

    enum Ready {
        Yes,
        No,
        /// Some systems cannot say so of a terminal.
        Unknown,
    }

    fn ready(wait: Duration) -> io::Result<Ready> {
        let stdin = io::stdin();
        let mut polled = [PollFd::new(&stdin, PollFlags::IN)];
        let wait = Timespec::try_from(wait).map_err(io::Error::other)?;
        match poll(&mut polled, Some(&wait)) {
            Ok(0) | Err(Errno::INTR) => Ok(Ready::No),
            Ok(_) if polled[0].revents().contains(PollFlags::NVAL) => Ok(Ready::Unknown),
            Ok(_) => Ok(Ready::Yes),
            Err(error) => Err(error.into()),
        }
    }

    /// Returns whether more comes at once than was read already, as when lines are pasted.
    pub(in crate::interview::terminal) fn more_comes() -> bool {
        matches!(ready(REST_OF_TEXT), Ok(Ready::Yes))
    }

    impl Source for Stdin {
        fn take(&mut self, wait: Duration, bytes: &mut Vec<u8>) -> io::Result<bool> {
            let before = bytes.len();
            let mut wait = wait;
            loop {
                match ready(wait)? {
                    Ready::Yes => {}
                    Ready::Unknown if wait == TICK => {}
                    Ready::No | Ready::Unknown => return Ok(bytes.len() > before),
                }
                let mut buffer = [0; 4096];
                match rustix::io::read(io::stdin(), &mut buffer) {
                    Ok(0) => return Err(io::Error::new(ErrorKind::UnexpectedEof, "the terminal is gone")),
                    Ok(count) => bytes.extend(&buffer[..count]),
                    Err(Errno::INTR) => {}
                    Err(error) => return Err(error.into()),
                }
                if bytes.len() - before > AT_ONCE {
                    return Ok(true);
                }
                wait = Duration::ZERO;
            }
        }
    }

    /// The terminal with every key given as it is pressed and shown by nobody but the prompt, until it is
    /// dropped.
    pub(in crate::interview::terminal) struct Raw(Option<Termios>);

    impl Raw {
        pub(in crate::interview::terminal) fn begin() -> Self {
            let before = tcgetattr(io::stdin()).ok();
            if let Some(mut modes) = before.clone() {
                modes
                    .local_modes
                    .remove(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG | LocalModes::IEXTEN);
                modes.input_modes.remove(InputModes::IXON);
                modes.special_codes[SpecialCodeIndex::VMIN] = 1;
                modes.special_codes[SpecialCodeIndex::VTIME] = 0;
                // What was typed meanwhile stays.
                let _ = tcsetattr(io::stdin(), OptionalActions::Now, &modes);
            }
            Self(before)
        }
    }

    impl Drop for Raw {
        fn drop(&mut self) {
            if let Some(before) = &self.0 {
                let _ = tcsetattr(io::stdin(), OptionalActions::Now, before);
            }
        }
    }
}

#[cfg(not(unix))]
mod elsewhere {
    use std::io::{self, ErrorKind};
    use std::time::Duration;

    use console::{Key, Term};

    use crate::interview::terminal::keys::{Source, TICK};

    /// The console, whose keys come one at a time.
    pub(in crate::interview::terminal) struct Stdin;

    /// Returns whether more comes at once than was read already, which the console does not say.
    pub(in crate::interview::terminal) fn more_comes() -> bool {
        false
    }

    impl Source for Stdin {
        fn take(&mut self, wait: Duration, bytes: &mut Vec<u8>) -> io::Result<bool> {
            // Reading waits for a key, so it must not be done to see whether there is one.
            if wait != TICK {
                return Ok(false);
            }
            let sequence: &[u8] = match Term::stderr().read_key()? {
                Key::Char(character) => {
                    bytes.extend(character.to_string().bytes());
                    return Ok(true);
                }
                Key::Enter => b"\r",
                Key::Tab => b"\t",
                Key::BackTab => b"\x1b[Z",
                Key::Escape => b"\x1b",
                Key::Backspace => b"\x7f",
                Key::Del => b"\x1b[3~",
                Key::ArrowUp => b"\x1b[A",
                Key::ArrowDown => b"\x1b[B",
                Key::ArrowRight => b"\x1b[C",
                Key::ArrowLeft => b"\x1b[D",
                Key::Home => b"\x1b[H",
                Key::End => b"\x1b[F",
                Key::PageUp => b"\x1b[5~",
                Key::PageDown => b"\x1b[6~",
                Key::CtrlC => return Err(ErrorKind::Interrupted.into()),
                _ => b"\0",
            };
            bytes.extend(sequence);
            Ok(true)
        }
    }

    /// Nothing to change: the console gives every key as it is pressed.
    pub(in crate::interview::terminal) struct Raw;

    impl Raw {
        pub(in crate::interview::terminal) fn begin() -> Self {
            Self
        }
    }
}
