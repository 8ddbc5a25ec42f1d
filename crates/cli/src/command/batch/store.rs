//! The folder of a run: its lock, its record, its files.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use gongwen::batch::{Entry, NamePattern, Shard, Written};
use sha2::{Digest, Sha256};

use super::record::{Before, Finished, Record, Taking, stopped};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, Put, Unwritten, make_folder, unlinked};

/// Files that were written, and those that were there and are kept, with their new names.
pub(super) type Stored = (Vec<Written>, Vec<(String, String)>);

/// The folder of a run, held until the end.
pub(super) struct Store {
    /// Where the files go.
    pub(super) folder: PathBuf,
    /// What was made.
    pub(super) record: Record,
    /// How the names of temporary files begin.
    pub(super) prefix: String,
    /// Released with the process, however it ends.
    _locks: Vec<File>,
}

impl Store {
    /// Takes hold of the folder.
    pub(super) fn open(
        names: &NamePattern,
        shard: Option<Shard>,
        taking: Taking,
        language: Language,
    ) -> Result<Store, Failure> {
        let folder = PathBuf::from(names.folder());
        make_folder(&folder).map_err(stopped(&folder))?;
        let mark = mark(shard);
        let mut locks = vec![lock(&folder.join(".gongwen.lock"), shard.is_some(), language)?];
        if shard.is_some() {
            locks.push(lock(&folder.join(format!(".gongwen{mark}.lock")), false, language)?);
        }
        let prefix = format!(".gongwen{mark}~");
        clear(&folder, &prefix).map_err(stopped(&folder))?;
        let path = folder.join(format!("manifest{mark}.jsonl"));
        let record = Record::open(path, taking, language)?;
        Ok(Store { folder, record, prefix, _locks: locks })
    }

    /// What an earlier run made of the same input, if all of it is still there.
    pub(super) fn done(&self, wanted: &Entry, paths: &[String]) -> Option<Before> {
        let before = self.record.before(&wanted.key).filter(|before| before.entry.input == wanted.input)?;
        let outputs = &before.entry.outputs;
        let there = |path: &String| {
            let written = outputs.iter().find(|written| written.path == *path);
            written.is_some_and(|written| is_whole(&self.folder, written))
        };
        if !self.record.resumes() || !paths.iter().all(there) {
            return None;
        }
        let Before { mut entry, mut line } = before;
        if entry.outputs.len() > paths.len() {
            // Files of a format that is not asked for any more are none of this run.
            entry.outputs.retain(|written| paths.contains(&written.path));
            line = None;
        }
        Some(Before { entry, line })
    }

    /// Puts the files of a document in their places, all or none of them. What stands there and is neither of an earlier
    /// run nor marked as this program's, since somebody has revised it, gets another name first, which is given as well.
    pub(super) fn write(&self, files: Vec<(String, Vec<u8>)>) -> Result<Stored, Unwritten> {
        let (mut written, mut outputs) = (Vec::with_capacity(files.len()), Vec::with_capacity(files.len()));
        for (path, bytes) in files {
            let target = self.folder.join(&path);
            let failed = |error| (target.clone(), error);
            let folder = target.parent().unwrap_or(&self.folder);
            if folder != self.folder {
                make_folder(folder).map_err(failed)?;
                // A link may lead out all the same.
                let inside =
                    folder.canonicalize().and_then(|real| Ok(real.starts_with(self.folder.canonicalize()?)));
                if !inside.map_err(failed)? {
                    return Err((target, io::ErrorKind::PermissionDenied.into()));
                }
            }
            written.push(Written { path, sha256: hex(&Sha256::digest(&bytes)), bytes: bytes.len() as u64 });
            outputs.push(Output { path: target, bytes });
        }
        let replaces = |path: &Path, bytes: &[u8]| {
            let own = path.strip_prefix(&self.folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
            gongwen::made_by(bytes).is_some() || self.record.wrote(&own, &hex(&Sha256::digest(bytes)))
        };
        let put = Put { prefix: &self.prefix, safe: false, replaces: &replaces };
        let aside = put.all(&outputs)?;
        let named = |(path, name): (PathBuf, String)| {
            let place = outputs.iter().position(|output| output.path == path);
            place.and_then(|place| written.get(place)).map(|written| (written.path.clone(), name))
        };
        let aside = aside.into_iter().filter_map(named).collect();
        Ok((written, aside))
    }

    /// Makes the record last; see [`Record::finish`].
    pub(super) fn finish(&self, interrupted: bool) -> Result<Finished, Failure> {
        self.record.finish(interrupted, &self.prefix)
    }
}

/// What the share of a run puts into the names of its record and its findings: `-1-of-8`.
pub(super) fn mark(shard: Option<Shard>) -> String {
    shard.map_or(String::new(), |shard| format!("-{}-of-{}", shard.number, shard.count))
}

/// Whether a file is there as it was written.
pub(in crate::command) fn is_whole(folder: &Path, written: &Written) -> bool {
    let path = folder.join(&written.path);
    let same_length = fs::metadata(&path).is_ok_and(|data| data.is_file() && data.len() == written.bytes);
    same_length && fs::read(&path).is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == written.sha256)
}

pub(in crate::command) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn lock(path: &Path, shared: bool, language: Language) -> Result<File, Failure> {
    unlinked(path).map_err(stopped(path))?;
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
