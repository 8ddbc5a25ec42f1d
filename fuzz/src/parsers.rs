//! Readers of what a user hands in.

use std::io::{BufReader, Cursor};

use gongwen::batch::{
    BindOptions, Binding, DataTable, GateOptions, Kind, Lines, Manifest, PrintLimits, TableOptions,
    check_rows, printed_table,
};
use gongwen::document::FaceRole;
use gongwen::profile::{Profile, departures};
use gongwen::read::{self, Notation};
use gongwen::report::SheetPart;
use gongwen::{Fonts, Press, Report, Settings, read_picture, read_svg};

use crate::{books, documents, holds, refused};

/// A report file, in TOML or JSON, for one document or for the rows of a table.
pub fn reports(bytes: &[u8]) {
    let format = if bytes.trim_ascii_start().starts_with(b"{") { Notation::Json } else { Notation::Toml };
    match read::report(bytes, format) {
        Ok(checked) => {
            holds(&checked.warnings, bytes.len());
            documents::text(&checked.report, bytes.len());
        }
        Err(found) => refused(&found, bytes.len()),
    }
    match read::form(bytes, format) {
        Ok((_, warnings)) => holds(&warnings, bytes.len()),
        Err(found) => refused(&found, bytes.len()),
    }
}

/// A report for the rows of a table.
const FORM: &str = include_str!("form.toml");

/// A table in a file of any notation, as rows of a batch and as a printed one.
pub fn tables(bytes: &[u8]) {
    let (bytes, kind) = books::of(bytes);
    if let Ok(mut table) =
        DataTable::open(Box::new(Cursor::new(bytes.clone())), kind, &TableOptions::default())
    {
        let options = BindOptions::default();
        if let Ok(binding) = Binding::new(FORM.as_bytes(), Notation::Toml, table.header(), &options) {
            let gate = check_rows(&mut table, &binding, &GateOptions::default()).expect("the rows open");
            assert_eq!(gate.ready as usize + gate.bad.len(), gate.rows as usize);
        }
        table.rows().expect("the rows open").for_each(drop);
    }
    if matches!(kind, Kind::Xlsx | Kind::Csv) {
        let part = SheetPart::default();
        let printed = printed_table(Box::new(Cursor::new(bytes)), kind, &part, PrintLimits::default());
        match printed {
            Ok(printed) => holds(&printed.warnings, usize::MAX),
            Err(found) => refused(&found, usize::MAX),
        }
    }
}

/// A drawing.
pub fn svg(bytes: &[u8]) {
    if let Ok(picture) = read_svg(bytes) {
        read_picture(picture.bytes).expect("its dots are a picture");
    }
}

/// A PNG or a JPEG, in the text and over it.
pub fn pictures(bytes: &[u8]) {
    if let Ok(mut picture) = read_picture(bytes.to_vec()) {
        read_picture(picture.bytes.clone()).expect("what is ready can be read");
        let clear = gongwen_pictures::make_clear(&mut picture);
        clear.expect("a picture that is whole can be made clear");
    }
}

/// A house profile, and a document in its form.
pub fn profiles(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match Profile::parse(text) {
        Ok(profile) => {
            departures(&profile.style);
            documents::in_form(&profile.style);
        }
        Err(found) => refused(&found, bytes.len()),
    }
}

/// A font of the user's own, and a document that is set in it.
pub fn fonts(bytes: &[u8]) {
    let Ok(fonts) = Fonts::builder().face(FaceRole::FangSong, bytes.to_vec()).build() else { return };
    fonts.coverage(FaceRole::FangSong);
    let mut settings = Settings::default();
    settings.missing_glyph = gongwen::MissingGlyph::Mark;
    let press = Press::with(fonts, gongwen::template::Templates::builtin(), settings);
    let source = "title = \"通知\"\nissuer = \"某某镇\"\n[[general.sections]]\ntext = \"请遵照执行 A1。\"\n";
    let report = Report::from_toml(source).expect("a report");
    if let Ok(printed) = press.print(&report) {
        // A font that cannot be embedded is an error with a reason.
        let _ = printed.pdf();
        printed.docx().expect("a Word file has no fonts");
    }
}

/// The record of a run.
pub fn record(bytes: &[u8]) {
    let mut lines = Lines::new(BufReader::new(bytes));
    let mut entries = Vec::new();
    for line in lines.by_ref() {
        match line {
            Ok(line) => {
                assert!(line.bytes.start < line.bytes.end && line.bytes.end <= bytes.len() as u64);
                entries.push(line.entry);
            }
            Err(fault) => holds(&[fault], bytes.len()),
        }
    }
    assert!(lines.whole() <= bytes.len() as u64);
    // What is written of an entry is read as the same entry.
    for entry in entries {
        let line = format!("{}\n", entry.line().trim_end());
        let read = Lines::new(line.as_bytes()).next().and_then(Result::ok).map(|line| line.entry);
        assert_eq!(read.as_ref(), Some(&entry), "{line}");
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Err(found) = Manifest::read(text)
    {
        refused(&found, bytes.len());
    }
}
