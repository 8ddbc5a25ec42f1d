//! The folder of a run: its lock, its record, its files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use gongwen::batch::{Entry, Manifest, NamePattern, Shard, Written};
use sha2::{Digest, Sha256};

use super::make::Unwritten;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::temporary_in;
use crate::show::Show;

/// The folder of a run, held until the end.
pub(super) struct Store {
    /// Where the files go.
    pub(super) folder: PathBuf,
    /// The record.
    path: PathBuf,
    record: Mutex<File>,
    /// What an earlier run made, by key; empty without `--resume`.
    before: BTreeMap<String, Entry>,
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
        let text = match fs::read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Failure::reading(&path)(error)),
        };
        let (mut before, mut whole) = (BTreeMap::new(), 0);
        match Manifest::read(&text) {
            Ok(manifest) => {
                whole = manifest.whole as u64;
                if resume {
                    before = manifest.entries.into_iter().map(|entry| (entry.key.clone(), entry)).collect();
                }
            }
            Err(found) if resume => {
                let name = path.display().to_string();
                Show { language, name: &name, text: "", templates: None }.all(&found.0);
                return Err(Failure::Input);
            }
            // A record that cannot be read is of no use; the run writes a new one.
            Err(_) => {}
        }
        let record = OpenOptions::new().create(true).append(true).open(&path);
        let record = record.and_then(|file| file.set_len(whole).map(|()| file)).map_err(stopped(&path))?;
        Ok(Store { folder, path, record: Mutex::new(record), before, prefix, _locks: locks })
    }

    /// What an earlier run made of the same input, if all of it is still there.
    pub(super) fn done(&self, wanted: &Entry, paths: &[String]) -> Option<Entry> {
        let entry = self.before.get(&wanted.key).filter(|entry| entry.input == wanted.input)?;
        let there = |path: &String| {
            let written = entry.outputs.iter().find(|written| written.path == *path);
            written.is_some_and(|written| is_whole(&self.folder, written))
        };
        paths.iter().all(there).then(|| entry.clone())
    }

    /// Writes a file beside its place and moves it there.
    pub(super) fn write(&self, path: String, bytes: &[u8]) -> Result<Written, Unwritten> {
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
        let mut file = temporary_in(folder, &self.prefix).map_err(failed)?;
        file.write_all(bytes).map_err(failed)?;
        file.persist(&target).map_err(|error| failed(error.error))?;
        Ok(Written { path, sha256: hex(&Sha256::digest(bytes)), bytes: bytes.len() as u64 })
    }

    /// Adds a line to the record, at once.
    pub(super) fn append(&self, entry: &Entry) -> Result<(), Failure> {
        let mut record = self.record.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        record.write_all(entry.line().as_bytes()).map_err(stopped(&self.path))
    }

    /// Makes the record last. After a whole run it is put in the order of the rows, a line for each document.
    pub(super) fn finish(&self, interrupted: bool) -> Result<Vec<Entry>, Failure> {
        let record = self.record.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        record.sync_all().map_err(stopped(&self.path))?;
        if interrupted {
            return Ok(Vec::new());
        }
        let text = fs::read_to_string(&self.path).map_err(Failure::reading(&self.path))?;
        let manifest = Manifest::read(&text)
            .map_err(|_| Failure::reading(&self.path)(io::ErrorKind::InvalidData.into()))?;
        let entries = latest(manifest.entries);
        let mut file = temporary_in(&self.folder, &self.prefix).map_err(stopped(&self.path))?;
        let mut buffer = io::BufWriter::new(file.as_file_mut());
        for entry in &entries {
            buffer.write_all(entry.line().as_bytes()).map_err(stopped(&self.path))?;
        }
        buffer.flush().map_err(stopped(&self.path))?;
        drop(buffer);
        file.as_file().sync_all().map_err(stopped(&self.path))?;
        file.persist(&self.path).map_err(|error| stopped(&self.path)(error.error))?;
        Ok(entries)
    }
}

/// The last line of each key, without those whose files another has written over since, in the order of the rows.
fn latest(entries: Vec<Entry>) -> Vec<Entry> {
    let (mut keys, mut paths) = (BTreeSet::new(), BTreeSet::new());
    let mut kept = Vec::with_capacity(entries.len());
    for entry in entries.into_iter().rev() {
        let taken = entry.outputs.iter().any(|written| paths.contains(&written.path));
        if !taken && keys.insert(entry.key.clone()) {
            paths.extend(entry.outputs.iter().map(|written| written.path.clone()));
            kept.push(entry);
        }
    }
    kept.sort_by(|one, other| (one.row, &one.key).cmp(&(other.row, &other.key)));
    kept
}

/// Whether a file is there as it was written.
pub(in crate::command) fn is_whole(folder: &Path, written: &Written) -> bool {
    let path = folder.join(&written.path);
    let same_length = fs::metadata(&path).is_ok_and(|data| data.len() == written.bytes);
    same_length && fs::read(&path).is_ok_and(|bytes| hex(&Sha256::digest(&bytes)) == written.sha256)
}

pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing into a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn stopped(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    move |source| Failure::Stopped { path: path.to_owned(), source, done: 0 }
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
