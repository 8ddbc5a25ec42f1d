//! The record of a run on disk: a line added for each document, none of it held in memory but where the lines are.
//!
//! While a run goes on, and after it was cut off, it is called `manifest.jsonl.part`: a `manifest.jsonl` is that of a run
//! that came to its end, and speaks of all rows.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use gongwen::batch::{Entry, Line, Lines};
use gongwen::{Diagnostic, Diagnostics};
use sha2::{Digest, Sha256};

use crate::failure::Failure;
use crate::language::Language;
use crate::output::temporary_in;
use crate::show::Show;

/// So long may a line be on its way to the disk. What a power failure takes away is made again by `--resume`.
const UNSAFE: Duration = Duration::from_secs(1);

/// Names a key or a path, in less room than itself.
type Short = [u8; 16];

/// The record.
pub(super) struct Record {
    /// Of a run that came to its end.
    path: PathBuf,
    /// Of one that did not yet.
    part: PathBuf,
    end: Mutex<End>,
    /// For reading lines again.
    reader: Mutex<File>,
    /// Lines of an earlier run, by key; empty without `--resume`.
    before: BTreeMap<Short, Range<u64>>,
    /// Files that earlier runs wrote, with their SHA-256.
    written: BTreeMap<Short, Short>,
    /// Where this run begins.
    start: u64,
}

struct End {
    file: File,
    safe: Instant,
}

impl Record {
    /// Takes up the record at `path`, without a last line that was cut off, or begins one.
    pub(super) fn open(path: PathBuf, resume: bool, language: Language) -> Result<Record, Failure> {
        let part = unfinished(&path);
        if path.exists() {
            fs::rename(&path, &part).map_err(stopped(&path))?;
        }
        let file = OpenOptions::new().create(true).append(true).read(true).open(&part);
        let file = file.map_err(stopped(&part))?;
        let reader = File::open(&part).map_err(Failure::reading(&part))?;
        let (mut before, mut written, mut found) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
        let mut lines = Lines::new(BufReader::new(&reader));
        for line in lines.by_ref() {
            if let Ok(Line { entry, .. }) = &line {
                written.extend(entry.outputs.iter().map(|file| (short(&file.path), short(&file.sha256))));
            }
            match line {
                // What was refused in between does not hide what was made.
                Ok(line) if resume && !line.entry.is_refused() => {
                    before.insert(short(&line.entry.key), line.bytes);
                }
                Ok(_) => {}
                Err(fault) => found.push(fault),
            }
        }
        if resume && !found.is_empty() {
            let name = part.display().to_string();
            Show { language, name: &name, text: "", templates: None }.all(&Diagnostics(found).0);
            return Err(Failure::Input);
        }
        // A record that cannot be read is of no use; the run writes a new one.
        let start = if found.is_empty() { lines.whole() } else { 0 };
        file.set_len(start).map_err(stopped(&part))?;
        let end = Mutex::new(End { file, safe: Instant::now() });
        Ok(Record { path, part, end, reader: Mutex::new(reader), before, written, start })
    }

    /// Where it is when the run has come to its end.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Whether an earlier run wrote this file as it is.
    pub(super) fn wrote(&self, path: &str, sha256: &str) -> bool {
        self.written.get(&short(path)) == Some(&short(sha256))
    }

    /// The line of an earlier run for this key.
    pub(super) fn before(&self, key: &str) -> Option<Entry> {
        let bytes = self.before.get(&short(key))?;
        let mut line = Vec::new();
        self.read(bytes, &mut line).ok()?;
        Lines::new(line.as_slice()).next()?.ok().map(|line| line.entry).filter(|entry| entry.key == key)
    }

    fn read(&self, bytes: &Range<u64>, line: &mut Vec<u8>) -> io::Result<()> {
        let mut reader = lock(&self.reader);
        reader.seek(SeekFrom::Start(bytes.start))?;
        line.clear();
        (&mut *reader).take(bytes.end - bytes.start).read_to_end(line).map(drop)
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

    /// Makes it last. After a whole run it is put in the order of the rows, a line for each of them, under its own name.
    pub(super) fn finish(&self, interrupted: bool, prefix: &str) -> Result<(), Failure> {
        lock(&self.end).file.sync_all().map_err(stopped(&self.path))?;
        if interrupted {
            return Ok(());
        }
        let folder = self.path.parent().unwrap_or(Path::new("."));
        let mut file = temporary_in(folder, prefix).map_err(stopped(&self.path))?;
        let mut buffer = BufWriter::new(file.as_file_mut());
        let mut line = Vec::new();
        for bytes in self.latest()? {
            let copied = self.read(&bytes, &mut line).and_then(|()| buffer.write_all(&line));
            copied.map_err(stopped(&self.path))?;
        }
        buffer.flush().map_err(stopped(&self.path))?;
        drop(buffer);
        file.as_file().sync_all().map_err(stopped(&self.path))?;
        file.persist(&self.path).map_err(|error| stopped(&self.path)(error.error))?;
        fs::remove_file(&self.part).map_err(stopped(&self.part))
    }

    /// The last line of each entry, in the order of the rows: without those whose files another has written over since,
    /// and without rows that only an earlier run refused.
    fn latest(&self) -> Result<Vec<Range<u64>>, Failure> {
        let mut lines = Vec::new();
        for line in read_lines(&self.part)? {
            let Line { entry, bytes } = line.map_err(|_| unreadable(&self.part))?;
            if !entry.is_refused() || bytes.start >= self.start {
                let (key, row) = entry.identity();
                let identity = short(&format!("{key}\0{row:?}"));
                let paths: Vec<Short> = entry.outputs.iter().map(|written| short(&written.path)).collect();
                lines.push((entry.row, identity, paths, bytes));
            }
        }
        let (mut known, mut taken) = (BTreeSet::new(), BTreeSet::new());
        let mut kept = Vec::with_capacity(lines.len());
        for (row, identity, paths, bytes) in lines.into_iter().rev() {
            let over = paths.iter().any(|path| taken.contains(path));
            if !over && known.insert(identity) {
                taken.extend(paths);
                kept.push((row, identity, bytes));
            }
        }
        kept.sort_by_key(|(row, identity, _)| (*row, *identity));
        Ok(kept.into_iter().map(|(.., bytes)| bytes).collect())
    }

    /// The lines of a run that came to its end.
    pub(super) fn lines(&self) -> Result<impl Iterator<Item = Result<Line, Diagnostic>>, Failure> {
        read_lines(&self.path)
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

fn read_lines(path: &Path) -> Result<impl Iterator<Item = Result<Line, Diagnostic>> + use<>, Failure> {
    let file = File::open(path).map_err(Failure::reading(path))?;
    Ok(Lines::new(BufReader::new(file)))
}

fn short(text: &str) -> Short {
    let mut short = Short::default();
    short.copy_from_slice(&Sha256::digest(text)[..16]);
    short
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
