//! Writing: every file whole or not at all, a temporary file beside the target and then a rename; and of the files that
//! belong together all or none.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::NamedTempFile;

use crate::failure::{Device, Failure, NotPlain, ReadOnly};

/// A file that is to be written.
pub(crate) struct Output {
    /// Where.
    pub(crate) path: PathBuf,
    /// What.
    pub(crate) bytes: Vec<u8>,
}

/// A file or folder that could not be written, and why.
pub(crate) type Unwritten = (PathBuf, io::Error);

/// How the names of temporary files begin.
const TEMPORARY: &str = ".gongwen-";

/// An empty temporary file as old as this is no run's that is about to lock it.
const ABANDONED: Duration = Duration::from_secs(600);

/// A larger file than this is none that this program made, and is not read to find that out.
const LARGEST: u64 = 1 << 29;

/// How files are put in their places.
pub(crate) struct Put<'a> {
    /// How the names of temporary files begin.
    pub(crate) prefix: &'a str,
    /// Whether they are on the disk before they are in their places.
    pub(crate) safe: bool,
    /// Whether a file that is there, with these bytes, may be replaced. Any other is somebody's work, and kept.
    pub(crate) replaces: &'a dyn Fn(&Path, &[u8]) -> bool,
}

/// Writes all of these files over those that are there, or none of them.
pub(crate) fn write_all(outputs: &[Output]) -> Result<(), Failure> {
    outputs
        .iter()
        .map(|output| folder(&output.path))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .for_each(clear_left);
    write_keeping(outputs, &|_, _| true).map(drop)
}

/// As [`write_all`], but a file that is there and may not be replaced gets another name, `报告.改过-1.docx`, which is
/// given with its path.
pub(crate) fn write_keeping(
    outputs: &[Output],
    replaces: &dyn Fn(&Path, &[u8]) -> bool,
) -> Result<Vec<(PathBuf, String)>, Failure> {
    let put = Put { prefix: TEMPORARY, safe: true, replaces };
    let folders: BTreeSet<&Path> = outputs.iter().map(|output| folder(&output.path)).collect();
    for folder in &folders {
        make_folder(folder).map_err(Failure::writing(folder))?;
    }
    // Whoever else writes into them waits, so that the files of two reports of one name are not mixed.
    let _locks: Vec<File> = folders.into_iter().filter_map(held).collect();
    put.all(outputs).map_err(|(path, error)| Failure::writing(&path)(error))
}

/// Writes a file where none is; one that came there in the meantime stays.
pub(crate) fn write_new(output: &Output) -> Result<(), Failure> {
    let (folder, failed) = (folder(&output.path), |error| Failure::writing(&output.path)(error));
    no_device(&output.path).map_err(failed)?;
    make_folder(folder).map_err(Failure::writing(folder))?;
    clear_left(folder);
    let mut file = temporary(folder).map_err(failed)?;
    file.write_all(&output.bytes).and_then(|()| file.as_file().sync_all()).map_err(failed)?;
    file.persist_noclobber(&output.path).map_err(|error| failed(error.error)).map(drop)
}

/// Makes a folder, and those that it is in, where it is not there yet.
pub(crate) fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder).map_err(|error| match error.kind() {
        // What is there is no folder.
        io::ErrorKind::AlreadyExists => io::ErrorKind::NotADirectory.into(),
        _ => error,
    })
}

/// A folder, locked until it is dropped; nothing where the system has no locks for folders.
fn held(folder: &Path) -> Option<File> {
    File::open(folder).ok().filter(|folder| folder.lock().is_ok())
}

/// The folder of a file.
pub(crate) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// What stands in the place of a file.
enum There {
    Nothing,
    /// These bytes, and nothing is to be done.
    Same,
    /// Something that is replaced; its bytes.
    Replaced(Vec<u8>),
    /// Something that is kept under another name.
    Kept,
}

/// What has to be done to take a step back.
enum Back {
    /// There was no file.
    Remove,
    /// It is under this name as well.
    Link(NamedTempFile<()>),
    /// It had these bytes.
    Write(Vec<u8>),
    /// It was given this name.
    Rename(PathBuf),
}

impl Put<'_> {
    /// Puts the files in their places, all or none of them; gives the paths of those that were there and are kept, with
    /// their new names.
    pub(crate) fn all(&self, outputs: &[Output]) -> Result<Vec<(PathBuf, String)>, Unwritten> {
        let mut ready = Vec::with_capacity(outputs.len());
        for output in outputs {
            let failed = |error| (output.path.clone(), error);
            let there = self.there(output).map_err(failed)?;
            if matches!(there, There::Same) {
                continue;
            }
            let mut file = temporary_in(folder(&output.path), self.prefix).map_err(failed)?;
            file.write_all(&output.bytes).map_err(failed)?;
            if self.safe {
                file.as_file().sync_all().map_err(failed)?;
            }
            ready.push((file, output, there));
        }
        let (mut done, mut aside) = (Vec::with_capacity(ready.len()), Vec::new());
        let count = ready.len();
        for (number, (file, output, there)) in ready.into_iter().enumerate() {
            // Behind the last one nothing can fail any more.
            let last = number + 1 == count;
            let step = self.step(file, &output.path, there, last);
            match step {
                Ok(back) => {
                    if let Back::Rename(new) = &back {
                        let name = new.file_name().unwrap_or_default().to_string_lossy().into_owned();
                        aside.push((output.path.clone(), name));
                    }
                    done.push((back, &output.path));
                }
                Err(error) => {
                    for (back, path) in done.into_iter().rev() {
                        self.undo(back, path);
                    }
                    return Err((output.path.clone(), error));
                }
            }
        }
        Ok(aside)
    }

    /// What stands there; an error when it cannot be replaced.
    fn there(&self, output: &Output) -> io::Result<There> {
        let path = &output.path;
        no_device(path)?;
        let data = match fs::metadata(path) {
            Ok(data) => data,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(There::Nothing),
            Err(error) => return Err(error),
        };
        let small = data.is_file() && data.len() <= LARGEST;
        let bytes = if small { Some(fs::read(path)?) } else { None };
        if bytes.as_deref() == Some(output.bytes.as_slice()) {
            return Ok(There::Same);
        }
        replaceable(path)?;
        Ok(match bytes {
            Some(bytes) if (self.replaces)(path, &bytes) => There::Replaced(bytes),
            _ => There::Kept,
        })
    }

    fn step(&self, file: NamedTempFile, path: &Path, there: There, last: bool) -> io::Result<Back> {
        let back = match there {
            There::Replaced(_) if last => Back::Remove,
            There::Replaced(bytes) => {
                let link = tempfile::Builder::new()
                    .prefix(self.prefix)
                    .make_in(folder(path), |link| fs::hard_link(path, link));
                link.map_or(Back::Write(bytes), Back::Link)
            }
            There::Kept => Back::Rename(move_aside(path)?),
            There::Nothing | There::Same => Back::Remove,
        };
        match file.persist(path) {
            Ok(_) => Ok(back),
            Err(error) => {
                if let Back::Rename(_) = back {
                    self.undo(back, path);
                }
                Err(error.error)
            }
        }
    }

    /// What cannot be undone either is as new as the rest was to be; the error that led here is told.
    fn undo(&self, back: Back, path: &Path) {
        let _ = match back {
            Back::Remove => fs::remove_file(path),
            Back::Link(link) => link.persist(path).map(drop).map_err(|error| error.error),
            Back::Rename(from) => fs::rename(from, path),
            Back::Write(bytes) => temporary_in(folder(path), self.prefix).and_then(|mut file| {
                file.write_all(&bytes)?;
                file.persist(path).map(drop).map_err(|error| error.error)
            }),
        };
    }
}

/// Whether there is something at a path; an error when another file cannot take its place.
pub(crate) fn replaceable(path: &Path) -> io::Result<bool> {
    let data = match fs::metadata(path) {
        Ok(data) => data,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    plain(&data)?;
    if data.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, ReadOnly));
    }
    // On Windows a file that another program holds open cannot be opened for writing.
    OpenOptions::new().write(true).open(path).map(|_| true)
}

/// Puts a file that is too large for memory into its place. What is there and may not be replaced gets another name first,
/// which is given.
pub(crate) fn place(
    file: NamedTempFile,
    path: &Path,
    replaces: &dyn Fn(&Path) -> bool,
) -> io::Result<Option<PathBuf>> {
    let keeps = replaceable(path)? && !replaces(path);
    let aside = if keeps { Some(move_aside(path)?) } else { None };
    match file.persist(path) {
        Ok(_) => Ok(aside),
        Err(error) => {
            if let Some(new) = &aside {
                // It has both names, or gets its own back.
                let _ = fs::rename(new, path);
            }
            Err(error.error)
        }
    }
}

/// Opens a file that is one. Opening a pipe would wait for somebody to write into it, for ever perhaps.
pub(crate) fn open_plain(path: &Path) -> io::Result<File> {
    no_device(path)?;
    plain(&fs::metadata(path)?)?;
    File::open(path)
}

/// Opens what somebody names to be read once: a file, or what the shell gives for `<(…)`, which is a pipe below `/dev`. Any
/// other pipe may have nobody who writes into it.
pub(crate) fn open_given(path: &Path) -> io::Result<File> {
    let of_shell = cfg!(unix) && (path.starts_with("/dev") || path.starts_with("/proc"));
    if of_shell { File::open(path) } else { open_plain(path) }
}

/// An error when Windows takes this name for a device: what is written there is nowhere, and reading waits for ever.
fn no_device(path: &Path) -> io::Result<()> {
    let device = cfg!(windows)
        && path.file_name().is_some_and(|name| gongwen::batch::is_device(&name.to_string_lossy()));
    if device { Err(io::Error::other(Device)) } else { Ok(()) }
}

/// An error when this is no file that can be read from its beginning to its end.
pub(crate) fn plain(data: &fs::Metadata) -> io::Result<()> {
    match data.is_file() {
        true => Ok(()),
        false if data.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        false => Err(io::Error::other(NotPlain)),
    }
}

/// The file at a path that is this program's own business, a record or a lock: somebody may have put a link there that leads
/// to a file of his, and what is written would go into that one.
pub(crate) fn unlinked(path: &Path) -> io::Result<()> {
    match fs::symlink_metadata(path) {
        Ok(data) => plain(&data),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

/// Gives a file another name, `锦南村.改过-1.docx`, and says which. Where the system can, it has both names until
/// another file takes the old one, so that there is one at any time.
fn move_aside(path: &Path) -> io::Result<PathBuf> {
    let part = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    for number in 1..1000 {
        let new = path.with_file_name(format!("{stem}.改过-{number}.{ending}"));
        if new.symlink_metadata().is_ok() {
            continue;
        }
        match fs::hard_link(path, &new) {
            Ok(()) => return Ok(new),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(_) => return fs::rename(path, &new).map(|()| new),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// A temporary file in this folder. It is locked until it is closed, so that no other run takes it for left over.
pub(crate) fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    temporary_in(folder, TEMPORARY)
}

/// As [`temporary`], with another start of its name.
pub(crate) fn temporary_in(folder: &Path, prefix: &str) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(prefix);
    // The permissions of any new file; they are private otherwise.
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if prefix == TEMPORARY {
        // Where the system has no locks nothing is cleared either.
        let _ = file.as_file().try_lock();
    }
    Ok(file)
}

/// Removes the temporary files that killed runs left in this folder; those of a run that goes on are locked.
pub(crate) fn clear_left(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    for entry in entries.filter(|entry| is_temporary(&entry.file_name().to_string_lossy())) {
        let path = entry.path();
        let begun = entry.metadata().is_ok_and(|data| {
            let age = data.modified().ok().and_then(|time| time.elapsed().ok());
            data.is_file() && (data.len() > 0 || age.is_some_and(|age| age > ABANDONED))
        });
        // What cannot be removed is in nobody's way.
        if begun && File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(&path);
        }
    }
}

/// `.gongwen-aB3dE9`; what batches call theirs is longer.
fn is_temporary(name: &str) -> bool {
    let random = name.strip_prefix(TEMPORARY);
    random.is_some_and(|random| random.len() == 6 && random.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
