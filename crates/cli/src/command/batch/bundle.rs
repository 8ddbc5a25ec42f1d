//! All files of a run in one zip.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::Path;

use gongwen::batch::Entry;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use super::store::hex;
use crate::failure::Failure;
use crate::output::{clear_left, make_folder, open_plain, place, replaceable, temporary};

/// How the comment of a zip begins that a run wrote; behind it stands the hash of its list of files.
const MARK: &str = "gongwen batch ";

/// Digits of that hash.
const DIGITS: usize = 64;

/// What was written.
#[derive(Default)]
pub(super) struct Bundle {
    /// How many documents are in it.
    pub(super) documents: u32,
    /// How many files.
    pub(super) files: u32,
    /// The new name of a zip that was there and is none of a run, or one that somebody changed.
    pub(super) aside: Option<String>,
}

/// Says before anything is made that the zip cannot be put there.
pub(super) fn check(path: &Path) -> Result<(), Failure> {
    replaceable(path).map(drop).map_err(Failure::writing(path))
}

/// Writes the files of these documents into a zip, whole or not at all. The files are compressed already.
pub(super) fn write(
    path: &Path,
    folder: &Path,
    documents: impl Iterator<Item = Result<Entry, Failure>>,
) -> Result<Bundle, Failure> {
    let target = crate::output::folder(path);
    make_folder(target).map_err(Failure::writing(target))?;
    clear_left(target);
    let mut file = temporary(target).map_err(Failure::writing(path))?;
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        // Or it would have other bytes on Windows.
        .system(System::Unix);
    let mut zip = ZipWriter::new(BufWriter::new(file.as_file_mut()));
    let mut bundle = Bundle::default();
    for entry in documents {
        let entry = entry?;
        bundle.documents += u32::from(!entry.outputs.is_empty());
        for written in &entry.outputs {
            bundle.files += 1;
            let source = folder.join(&written.path);
            zip.start_file(written.path.as_str(), options).map_err(|error| failed(path, error))?;
            let mut bytes = open_plain(&source).map_err(Failure::reading(&source))?;
            io::copy(&mut bytes, &mut zip).map_err(Failure::writing(path))?;
        }
    }
    zip.set_comment(format!("{MARK}{}", "0".repeat(DIGITS))).map_err(|error| failed(path, error))?;
    let buffer = zip.finish().map_err(|error| failed(path, error))?;
    buffer.into_inner().map_err(|error| Failure::writing(path)(error.into_error()))?;
    mark(file.as_file_mut()).map_err(Failure::writing(path))?;
    file.as_file().sync_all().map_err(Failure::writing(path))?;
    let aside = place(file, path, &is_ours).map_err(Failure::writing(path))?;
    bundle.aside = aside.map(|new| new.file_name().unwrap_or_default().to_string_lossy().into_owned());
    Ok(bundle)
}

/// Puts the hash of the list of files into the comment.
fn mark(file: &mut File) -> io::Result<()> {
    let (hash, _) = list(file)?.ok_or(io::ErrorKind::InvalidData)?;
    let digits = i64::try_from(DIGITS).unwrap_or_default();
    file.seek(SeekFrom::End(-digits))?;
    file.write_all(hash.as_bytes())
}

/// Whether a run wrote this zip and nobody has changed it since: its list of files has the lengths and the sums of all of
/// them.
fn is_ours(path: &Path) -> bool {
    let open = || File::open(path).and_then(|mut file| list(&mut file)).ok().flatten();
    open().is_some_and(|(hash, said)| hash == said)
}

/// The hash of all that stands behind the files, without the digits at the end, and those.
fn list(file: &mut File) -> io::Result<Option<(String, String)>> {
    file.rewind()?;
    let start = {
        let archive = ZipArchive::new(BufReader::new(&mut *file)).map_err(io::Error::from)?;
        let marked = archive.comment().starts_with(MARK.as_bytes());
        if !marked || archive.comment().len() != MARK.len() + DIGITS {
            return Ok(None);
        }
        archive.central_directory_start()
    };
    let length = file.seek(SeekFrom::End(0))?;
    let Some(covered) = length.checked_sub(start + DIGITS as u64) else { return Ok(None) };
    file.seek(SeekFrom::Start(start))?;
    let (mut hash, mut said) = (Sha256::new(), String::new());
    hash.update(length.to_be_bytes());
    let (mut rest, mut piece) = ((&mut *file).take(covered), [0; 1 << 13]);
    loop {
        let read = rest.read(&mut piece)?;
        match piece.get(..read) {
            Some([]) | None => break,
            Some(piece) => hash.update(piece),
        }
    }
    file.read_to_string(&mut said)?;
    Ok(Some((hex(&hash.finalize()), said)))
}

fn failed(path: &Path, error: zip::result::ZipError) -> Failure {
    Failure::writing(path)(error.into())
}
