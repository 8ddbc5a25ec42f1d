//! Archives: the same bytes for the same contents, wherever and whenever they are packed.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::place::out;
use super::source::Source;
use super::targets::{Kind, Target};
use crate::run::{Failure, run, text};

/// Packs a folder under its own name: a zip for Windows, else a tar.gz.
pub(super) fn pack(target: &Target, folder: &Path, source: &Source) -> Result<PathBuf, Failure> {
    let name = folder.file_name().unwrap_or_default().display().to_string();
    if target.kind == Kind::Windows {
        let packed = out()?.join(format!("{name}.zip"));
        zip(folder, &packed, source)?;
        return Ok(packed);
    }
    let packed = out()?.join(format!("{name}.tar"));
    tar(folder.parent().unwrap_or(Path::new("")), &name, &packed, source)?;
    run(Path::new("/"), &["gzip", "--force", "--no-name", "-9", &packed.display().to_string()])?;
    Ok(packed.with_extension("tar.gz"))
}

/// A tar of one entry of a folder: sorted, of nobody, of one moment.
pub(super) fn tar(folder: &Path, name: &str, to: &Path, source: &Source) -> Result<(), Failure> {
    let (date, to) = (format!("--mtime=@{}", source.epoch), to.display().to_string());
    let words = [
        "tar",
        "--sort=name",
        &date,
        "--owner=0",
        "--group=0",
        "--numeric-owner",
        "--mode=u=rwX,go=rX",
        "--format=ustar",
        "-cf",
        &to,
        name,
    ];
    run(folder, &words)
}

fn zip(folder: &Path, to: &Path, source: &Source) -> Result<(), Failure> {
    let mut files = Vec::new();
    collect(folder, &mut files)?;
    files.sort();
    // In UTC: a zip has no zone.
    let date = text(&["date", "--utc", &format!("--date=@{}", source.epoch), "+%Y %m %d %H %M %S"])?;
    let parts: Vec<u16> = date.split_whitespace().filter_map(|part| part.parse().ok()).collect();
    let [year, month, day, hour, minute, second] = parts[..] else {
        return Err(format!("date says {date}").into());
    };
    let small = |number: u16| u8::try_from(number).unwrap_or_default();
    let date = DateTime::from_date_and_time(
        year,
        small(month),
        small(day),
        small(hour),
        small(minute),
        small(second),
    )
    .map_err(|_| format!("no date of a zip: {date}"))?;
    let options =
        SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(date);
    let mut writer = ZipWriter::new(File::create(to)?);
    let above = folder.parent().unwrap_or(Path::new(""));
    for file in files {
        let name = file.strip_prefix(above)?.to_string_lossy().into_owned();
        writer.start_file(name, options.unix_permissions(0o644))?;
        writer.write_all(&fs::read(&file)?)?;
    }
    writer.finish()?;
    Ok(())
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}
