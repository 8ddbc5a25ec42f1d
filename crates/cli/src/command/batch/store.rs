//! The folder of a run: its lock, its record, its files.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use gongwen::batch::{Entry, Gate, NamePattern, Shard, Written};
use sha2::{Digest, Sha256};

use super::findings;
use super::record::{Record, stopped};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::temporary_in;

/// A file or folder that could not be written, and why.
pub(super) type Unwritten = (PathBuf, io::Error);

/// The folder of a run, held until the end.
pub(super) struct Store {
    /// Where the files go.
    pub(super) folder: PathBuf,
    /// What was made.
    pub(super) record: Record,
    /// How the names of temporary files begin.
    prefix: String,
    /// Released with the process, however it ends.
    _locks: Vec<File>,
}

impl Store {
    /// Takes hold of the folder.
    pub(super) fn open(
        names: &NamePattern,
        shard: Option<Shard>,
        resume: bool,
        language: Language,
    ) -> Result<Store, Failure> {
        let folder = PathBuf::from(names.folder());
        fs::create_dir_all(&folder).map_err(stopped(&folder))?;
        let mark = shard.map_or(String::new(), |shard| format!("-{}-of-{}", shard.number, shard.count));
        let mut locks = vec![lock(&folder.join(".gongwen.lock"), shard.is_some(), language)?];
        if shard.is_some() {
            locks.push(lock(&folder.join(format!(".gongwen{mark}.lock")), false, language)?);
        }
        let prefix = format!(".gongwen{mark}~");
        clear(&folder, &prefix).map_err(stopped(&folder))?;
        let path = folder.join(format!("manifest{mark}.jsonl"));
        let record = Record::open(path, resume, language)?;
        Ok(Store { folder, record, prefix, _locks: locks })
    }

    /// Writes what was found in the run beside its record.
    pub(super) fn findings(&self, gate: &Gate) -> Result<Option<PathBuf>, Failure> {
        findings::write(gate, &self.record, self.record.path(), &self.prefix)
    }

    /// What an earlier run made of the same input, if all of it is still there.
    pub(super) fn done(&self, wanted: &Entry, paths: &[String]) -> Option<Entry> {
        let entry = self.record.before(&wanted.key).filter(|entry| entry.input == wanted.input)?;
        let there = |path: &String| {
            let written = entry.outputs.iter().find(|written| written.path == *path);
            written.is_some_and(|written| is_whole(&self.folder, written))
        };
        let all = paths.iter().all(there);
        all.then_some(entry)
    }

    /// Writes a file beside its place and moves it there. What stands there and is not of an earlier run, since somebody
    /// has revised it, is moved aside first; then its new name is given as well.
    pub(super) fn write(&self, path: String, bytes: &[u8]) -> Result<(Written, Option<String>), Unwritten> {
        let target = self.folder.join(&path);
        let failed = |error| (target.clone(), error);
        let folder = target.parent().unwrap_or(&self.folder);
        if folder != self.folder {
            fs::create_dir_all(folder).map_err(failed)?;
            // A link may lead out all the same.
            let inside =
                folder.canonicalize().and_then(|real| Ok(real.starts_with(self.folder.canonicalize()?)));
            if !inside.map_err(failed)? {
                return Err((target, io::ErrorKind::PermissionDenied.into()));
            }
        }
        let written = |path| Written { path, sha256: hex(&Sha256::digest(bytes)), bytes: bytes.len() as u64 };
        let there = if target.is_file() { Some(fs::read(&target).map_err(failed)?) } else { None };
        if there.as_deref() == Some(bytes) {
            return Ok((written(path), None));
        }
        let mut file = temporary_in(folder, &self.prefix).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        let revised = there.is_some_and(|there| !self.record.wrote(&path, &hex(&Sha256::digest(&there))));
        let aside = if revised { Some(move_aside(&target).map_err(failed)?) } else { None };
        file.persist(&target).map_err(|error| failed(error.error))?;
        Ok((written(path), aside))
    }

    /// Makes the record last; see [`Record::finish`].
    pub(super) fn finish(&self, interrupted: bool) -> Result<(), Failure> {
        self.record.finish(interrupted, &self.prefix)
    }
}

/// Whether a file is there as it was written.
pub(in crate::command) fn is_whole(folder: &Path, written: &Written) -> bool {
    let path = folder.join(&written.path);
    let same_length = fs::metadata(&path).is_ok_and(|data| data.len() == written.bytes);
    same_length && fs::read(&path).is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == written.sha256)
}

/// Gives a file another name, `锦南村.改过-1.docx`, and says which.
fn move_aside(path: &Path) -> io::Result<String> {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    for number in 1..1000 {
        let name = format!("{stem}.改过-{number}.{ending}");
        let new = path.with_file_name(&name);
        if !new.exists() {
            return fs::rename(path, new).map(|()| name);
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn lock(path: &Path, shared: bool, language: Language) -> Result<File, Failure> {
    let file =
        OpenOptions::new().create(true).truncate(false).write(true).open(path).map_err(stopped(path))?;
    let locked = if shared { file.try_lock_shared() } else { file.try_lock() };
    match locked {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let folder = path.parent().unwrap_or(Path::new(".")).display();
            Err(Failure::Library(language.pick(
                format!("另一个 gongwen batch 正在往 {folder} 里写，等它做完，或者在 --out 里换一个文件夹。"),
                format!(
                    "another gongwen batch is writing into {folder}; wait for it, or name another folder"
                ),
            )))
        }
        Err(TryLockError::Error(error)) => Err(stopped(path)(error)),
    }
}

/// Removes what a killed run left half written.
fn clear(folder: &Path, prefix: &str) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            clear(&entry.path(), prefix)?;
        } else if entry.file_name().to_string_lossy().starts_with(prefix) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
