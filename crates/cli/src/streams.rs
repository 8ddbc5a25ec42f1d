//! Standard output and standard error. Either may be full, or closed, or read by nobody; the files that were asked for
//! are made all the same, and what could not be said is told once, at the end, where it still can.

use std::borrow::Cow;
use std::io::{self, ErrorKind, Write};
use std::sync::{Mutex, MutexGuard, PoisonError};

use gongwen::read::is_unseen;

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
    say_styled(&calm(text));
}

/// The same for lines that have colours of ours in them.
pub(crate) fn say_styled(text: &str) {
    streams().write(text.as_bytes());
}

/// Writes a line to standard error.
pub(crate) fn tell(line: impl std::fmt::Display) {
    tell_styled(&calm(&line.to_string()));
}

/// The same for a line that has colours of ours in it.
pub(crate) fn tell_styled(line: &str) {
    let written = lost(io::stderr().lock().write_all(format!("{line}\n").as_bytes()));
    if let Err(error) = written {
        streams().error.get_or_insert(error);
    }
}

/// A text without what would steer the terminal or turn a line around, which is shown by its number: names of files may
/// have anything in them. Line ends and tabs, which lists have between their columns, stay.
pub(crate) fn calm(text: &str) -> Cow<'_, str> {
    let steers = |c: char| !matches!(c, '\n' | '\t') && is_unseen(c);
    if !text.contains(steers) {
        return text.into();
    }
    let mut calm = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match steers(c) {
            true => calm.push_str(&format!("<U+{:04X}>", u32::from(c))),
            false => calm.push(c),
        }
    }
    calm.into()
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
