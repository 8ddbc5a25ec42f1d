//! The record of a run on disk: a line added for each document, none of it held in memory but where the lines are.
//!
//! While a run goes on, and after it was cut off, it is called `manifest.jsonl.part`: a `manifest.jsonl` is that of a run
//! that came to its end. It speaks of the rows of that run and of no others; only a run of chosen rows (`--only`) leaves
//! what is said of the others.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use gongwen::batch::{Entry, Line, Lines, Written};
use gongwen::{Diagnostic, Diagnostics};

use super::merged::{Kept, merged};
use super::short::{Short, short, short_path};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{open_plain, temporary_in, unlinked};
use crate::show::Show;

/// So long may a line be on its way to the disk. What a power failure takes away is made again by `--resume`.
const UNSAFE: Duration = Duration::from_secs(1);

/// What a run does with the record of an earlier one.
#[derive(Clone, Copy)]
pub(super) struct Taking {
    /// Documents that are there already are not made again.
    pub(super) resume: bool,
    /// The run is of chosen rows; what is said of the others stays.
    pub(super) partial: bool,
}

/// The record.
pub(super) struct Record {
    /// Of a run that came to its end.
    path: PathBuf,
    /// Of one that did not yet.
    part: PathBuf,
    end: Mutex<End>,
    /// For reading lines again.
    reader: Mutex<File>,
    taking: Taking,
    /// Whether an earlier run did not come to its end.
    open: bool,
    /// Lines of earlier runs about documents, by key.
    before: BTreeMap<Short, Range<u64>>,
    /// Files that earlier runs wrote, with their SHA-256.
    written: BTreeMap<Short, Short>,
    /// Where this run begins.
    start: u64,
    /// Lines of earlier runs that are this one's too: where they begin.
    kept: Mutex<BTreeSet<u64>>,
}

struct End {
    file: File,
    safe: Instant,
}

/// What an earlier run made of a row.
pub(super) struct Before {
    pub(super) entry: Entry,
    /// Where the line that says so begins, when it says nothing else.
    pub(super) line: Option<u64>,
}

/// A record that was put in order.
pub(super) struct Finished {
    /// What it speaks of.
    pub(super) kept: Kept,
    /// Files of earlier runs that it does not name any more, with the keys of their rows.
    pub(super) dropped: Vec<(String, Written)>,
}

impl Record {
    /// Takes up the record at `path`, without a last line that was cut off, or begins one.
    pub(super) fn open(path: PathBuf, taking: Taking, language: Language) -> Result<Record, Failure> {
        let part = unfinished(&path);
        unlinked(&path).map_err(stopped(&path))?;
        unlinked(&part).map_err(stopped(&part))?;
        let open = part.exists() && !path.exists();
        if path.exists() {
            fs::rename(&path, &part).map_err(stopped(&path))?;
        }
        let file = OpenOptions::new().create(true).append(true).read(true).open(&part);
        let file = file.map_err(stopped(&part))?;
        let reader = File::open(&part).map_err(Failure::reading(&part))?;
        let (mut before, mut written, mut found) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        let mut lines = Lines::new(BufReader::new(&reader));
        for line in lines.by_ref() {
            match line {
                Ok(Line { entry, bytes }) => {
                    written.extend(entry.known().map(|file| (short(&file.path), short(&file.sha256))));
                    // What was refused in between does not hide what was made.
                    if !entry.is_refused() || entry.earlier.is_some() {
                        before.insert(short(&entry.key), bytes);
                    }
                }
                Err(fault) => found.push(fault),
            }
        }
        if (taking.resume || taking.partial) && !found.is_empty() {
            let name = part.display().to_string();
            Show { language, name: &name, text: "", templates: None }.all(&Diagnostics(found).0);
            return Err(Failure::Input);
        }
        // A record that cannot be read is of no use; the run writes a new one.
        let start = if found.is_empty() { lines.whole() } else { 0 };
        if !found.is_empty() {
            before.clear();
        }
        file.set_len(start).map_err(stopped(&part))?;
        let end = Mutex::new(End { file, safe: Instant::now() });
        let (reader, kept) = (Mutex::new(reader), Mutex::new(BTreeSet::new()));
        Ok(Record { path, part, end, reader, taking, open, before, written, start, kept })
    }

    /// Whether an earlier run wrote this file as it is.
    pub(super) fn wrote(&self, path: &str, sha256: &str) -> bool {
        self.written.get(&short(path)) == Some(&short(sha256))
    }

    /// What an earlier run made of the row with this key.
    pub(super) fn before(&self, key: &str) -> Option<Before> {
        let bytes = self.before.get(&short(key))?;
        let mut line = Vec::new();
        self.read(bytes, &mut line).ok()?;
        let entry = Lines::new(line.as_slice()).next()?.ok()?.entry;
        let before = match entry.is_refused() {
            true => Before { entry: *entry.earlier?, line: None },
            false => Before { entry, line: Some(bytes.start) },
        };
        (before.entry.key == key).then_some(before)
    }

    /// Whether what an earlier run made need not be made again.
    pub(super) fn resumes(&self) -> bool {
        self.taking.resume
    }

    /// The line of an earlier run that begins here is true of this run as well.
    pub(super) fn keep(&self, line: u64) {
        lock(&self.kept).insert(line);
    }

    /// Reads these bytes of the record as it was while the run went on.
    fn read(&self, bytes: &Range<u64>, line: &mut Vec<u8>) -> io::Result<()> {
        let mut reader = lock(&self.reader);
        reader.seek(SeekFrom::Start(bytes.start))?;
        // Its length is known, so one call of the system reads it.
        line.resize(usize::try_from(bytes.end - bytes.start).map_err(io::Error::other)?, 0);
        reader.read_exact(line)
    }

    /// Adds a line, at once; on the disk it is a second later at most, when others follow.
    pub(super) fn append(&self, entry: &Entry) -> Result<(), Failure> {
        let mut end = lock(&self.end);
        end.file.write_all(entry.line().as_bytes()).map_err(stopped(&self.part))?;
        if end.safe.elapsed() >= UNSAFE {
            end.file.sync_data().map_err(stopped(&self.part))?;
            end.safe = Instant::now();
        }
        Ok(())
    }

    /// Makes it last. After a whole run it is put in the order of the rows, a line for each of them, under its own name; it
    /// keeps the other one when it is of chosen rows and an earlier run of all rows did not come to its end.
    pub(super) fn finish(&self, interrupted: bool, prefix: &str) -> Result<Finished, Failure> {
        lock(&self.end).file.sync_all().map_err(stopped(&self.path))?;
        let kept = merged(read_lines(&self.part)?, self.taking.partial, &|start| self.is_mine(start))
            .map_err(|_| unreadable(&self.part))?;
        if interrupted {
            return Ok(Finished { kept, dropped: Vec::new() });
        }
        let dropped = self.dropped(&kept)?;
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut file = temporary_in(folder, prefix).map_err(stopped(&self.path))?;
        let mut buffer = BufWriter::new(file.as_file_mut());
        let mut line = Vec::new();
        for bytes in kept.lines.iter().map(|(_, bytes)| bytes) {
            let copied = self.read(bytes, &mut line).and_then(|()| buffer.write_all(&line));
            copied.map_err(stopped(&self.path))?;
        }
        buffer.flush().map_err(stopped(&self.path))?;
        drop(buffer);
        file.as_file().sync_all().map_err(stopped(&self.path))?;
        let unended = self.is_unended();
        let target = if unended { &self.part } else { &self.path };
        file.persist(target).map_err(|error| stopped(target)(error.error))?;
        if !unended {
            fs::remove_file(&self.part).map_err(stopped(&self.part))?;
        }
        Ok(Finished { kept, dropped })
    }

    /// Whether rows of an earlier run that was cut off are still to be made when this run is at its end.
    pub(super) fn is_unended(&self) -> bool {
        self.taking.partial && self.open
    }

    /// Whether the line that begins here speaks of a row of this run.
    fn is_mine(&self, start: u64) -> bool {
        start >= self.start || lock(&self.kept).contains(&start)
    }

    /// Files of earlier runs that are in none of these lines.
    fn dropped(&self, kept: &Kept) -> Result<Vec<(String, Written)>, Failure> {
        let mut dropped: BTreeMap<String, (String, Written)> = BTreeMap::new();
        for line in read_lines(&self.part)? {
            let Line { entry, bytes } = line.map_err(|_| unreadable(&self.part))?;
            if bytes.start >= self.start {
                break;
            }
            for written in entry.known().filter(|written| !kept.paths.contains(&short_path(&written.path))) {
                dropped.insert(written.path.clone(), (entry.key.clone(), written.clone()));
            }
        }
        Ok(dropped.into_values().collect())
    }

    /// The documents and refused rows of this run, in the order of the rows. The record may have its name or not yet.
    pub(super) fn of_this_run<'r>(
        &'r self,
        kept: &'r Kept,
    ) -> impl Iterator<Item = Result<Entry, Failure>> + 'r {
        let mine = kept.lines.iter().filter(|(mine, _)| *mine);
        mine.map(|(_, bytes)| {
            let mut line = Vec::new();
            self.read(bytes, &mut line).map_err(Failure::reading(&self.path))?;
            let read = Lines::new(line.as_slice()).next().and_then(Result::ok);
            read.map(|line| line.entry).ok_or_else(|| unreadable(&self.path))
        })
    }
}

/// The record of a run that did not come to its end, beside where it would be.
pub(in crate::command) fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(UNFINISHED);
    PathBuf::from(name)
}

/// What its name ends with.
pub(in crate::command) const UNFINISHED: &str = ".part";

pub(super) fn read_lines(
    path: &Path,
) -> Result<impl Iterator<Item = Result<Line, Diagnostic>> + use<>, Failure> {
    let file = open_plain(path).map_err(Failure::reading(path))?;
    Ok(Lines::new(BufReader::new(file)))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn unreadable(path: &Path) -> Failure {
    Failure::reading(path)(io::ErrorKind::InvalidData.into())
}

pub(super) fn stopped(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    move |source| Failure::Stopped { path: path.to_owned(), source, done: 0 }
}
