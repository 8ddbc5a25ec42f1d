//! All files of a run in one zip.

use std::fs::File;
use std::io::{self, BufWriter};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::record::Record;
use crate::failure::Failure;
use crate::output::{clear_left, temporary};

/// Writes the zip, whole or not at all. The files are compressed already.
pub(super) fn write(path: &Path, folder: &Path, record: &Record) -> Result<(), Failure> {
    let target = crate::output::folder(path);
    std::fs::create_dir_all(target).map_err(Failure::writing(target))?;
    clear_left(target);
    let mut file = temporary(target).map_err(Failure::writing(path))?;
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    let mut zip = ZipWriter::new(BufWriter::new(file.as_file_mut()));
    for line in record.lines()? {
        let line = line.map_err(|_| Failure::writing(path)(io::ErrorKind::InvalidData.into()))?;
        for written in &line.entry.outputs {
            let source = folder.join(&written.path);
            zip.start_file(written.path.as_str(), options).map_err(|error| failed(path, error))?;
            let mut bytes = File::open(&source).map_err(Failure::reading(&source))?;
            io::copy(&mut bytes, &mut zip).map_err(Failure::writing(path))?;
        }
    }
    let buffer = zip.finish().map_err(|error| failed(path, error))?;
    buffer.into_inner().map_err(|error| Failure::writing(path)(error.into_error()))?;
    file.as_file().sync_all().map_err(Failure::writing(path))?;
    file.persist(path).map_err(|error| Failure::writing(path)(error.error))?;
    Ok(())
}

fn failed(path: &Path, error: zip::result::ZipError) -> Failure {
    Failure::writing(path)(error.into())
}
