//! Standard output and standard error. Either may be full, or closed, or read by nobody; the files that were asked for
//! are made all the same, and what could not be said is told once, at the end, where it still can.

use std::io::{self, ErrorKind, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What became of the two streams so far.
pub(crate) struct Streams {
    /// Why standard output takes no more.
    pub(crate) output: Option<io::Error>,
    /// Why something was not said on standard error.
    pub(crate) error: Option<io::Error>,
    /// Whether standard output is read by programs: a line for people would spoil it.
    pub(crate) data: bool,
}

static STREAMS: Mutex<Streams> = Mutex::new(Streams { output: None, error: None, data: false });

/// Writes what was asked for to standard output: a file, a script, events for programs.
pub(crate) fn print(bytes: &[u8]) {
    let mut streams = streams();
    streams.data = true;
    streams.write(bytes);
}

/// Writes lines for people to standard output.
pub(crate) fn say(text: &str) {
    streams().write(text.as_bytes());
}

/// Writes a line to standard error.
pub(crate) fn tell(line: impl std::fmt::Display) {
    let written = lost(io::stderr().lock().write_all(format!("{line}\n").as_bytes()));
    if let Err(error) = written {
        streams().error.get_or_insert(error);
    }
}

impl Streams {
    /// After the first failure nothing more is written: what comes out has no hole in it.
    fn write(&mut self, bytes: &[u8]) {
        if self.output.is_none() {
            let mut out = io::stdout().lock();
            self.output = lost(out.write_all(bytes).and_then(|()| out.flush())).err();
        }
    }
}

/// A reader that has gone away is no failure.
fn lost(written: io::Result<()>) -> io::Result<()> {
    written.or_else(|error| if error.kind() == ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// The state of both streams; a thread that panicked while it held them spoils nothing.
pub(crate) fn streams() -> MutexGuard<'static, Streams> {
    STREAMS.lock().unwrap_or_else(PoisonError::into_inner)
}
