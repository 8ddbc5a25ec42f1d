//! Documents of a table through the library: rows in, results out, and an end to it when nobody wants more.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use gongwen::batch::{
    BindOptions, Binding, DataTable, Documents, FileFormat, GateOptions, Kind, TableOptions, check_rows,
};
use gongwen::read::Notation;
use gongwen::{Fonts, Press};

const REPORT: &str = include_str!("../../../fixtures/runs/page.toml");
const BOTH: [FileFormat; 3] = [FileFormat::Pdf, FileFormat::Docx, FileFormat::Pdf];

/// A table of made-up villages; the row of `bad` has no number where one belongs.
fn table(count: usize, bad: Option<usize>) -> DataTable {
    let mut rows = String::from("序号,村名,收入\n");
    for row in 0..count {
        let income = if bad == Some(row) { "若干".to_owned() } else { format!("{}", row + 3) };
        rows.push_str(&format!("{},示例{row}村,{income}\n", 360_923_900_000_u64 + row as u64));
    }
    DataTable::open(Box::new(Cursor::new(rows)), Kind::Csv, &TableOptions::default()).expect("a table")
}

fn binding(table: &DataTable, report: &str) -> Binding {
    Binding::new(report.as_bytes(), Notation::Toml, table.header(), &BindOptions::default())
        .expect("it binds")
}

fn threads(count: usize) -> NonZeroUsize {
    NonZeroUsize::new(count).expect("not zero")
}

/// Files by key; of rows that failed, the codes of what is wrong.
fn all(
    count: usize,
    bad: Option<usize>,
    jobs: usize,
) -> BTreeMap<String, Result<Vec<Vec<u8>>, Vec<&'static str>>> {
    let mut table = table(count, bad);
    let binding = binding(&table, REPORT);
    let press = Press::new(Fonts::embedded());
    let options = GateOptions { samples: 32, threads: threads(jobs), ..GateOptions::default() };
    let gate = check_rows(&mut table, &binding, &options).expect("rows");
    let documents = Documents::new(&press, &binding, BOTH, None, &gate.samples).expect("fonts");
    assert_eq!(documents.formats(), [FileFormat::Docx, FileFormat::Pdf]);
    let rows = table.rows().expect("rows");
    std::thread::scope(|scope| {
        let outcomes = documents.stream(scope, rows, threads(jobs)).map(|outcome| outcome.expect("a row"));
        let made = outcomes.map(|outcome| {
            let made = outcome.made.map(|made| made.files);
            (outcome.key, made.map_err(|found| found.0.iter().map(|fault| fault.code).collect()))
        });
        made.collect()
    })
}

#[test]
fn each_row_comes_out_once_whatever_the_threads() {
    let one = all(40, Some(7), 1);
    assert_eq!(one.len(), 40);
    assert_eq!(one["360923900007"], Err(vec!["rows/not-a-number"]));
    let files = one["360923900008"].as_ref().expect("files");
    assert!(files[0].starts_with(b"PK") && files[1].starts_with(b"%PDF-1.7"));
    assert_eq!(all(40, Some(7), 3), one);
}

#[test]
fn no_row_is_begun_when_nobody_takes_the_results() {
    let mut table = table(500, None);
    let binding = binding(&table, REPORT);
    let press = Press::new(Fonts::embedded());
    let documents = Documents::new(&press, &binding, [FileFormat::Docx], None, &[]).expect("fonts");
    let begun = AtomicUsize::new(0);
    let rows = table.rows().expect("rows").inspect(|_| {
        begun.fetch_add(1, Ordering::Relaxed);
    });
    std::thread::scope(|scope| {
        let taken = documents.stream(scope, rows, threads(2)).take(3).count();
        assert_eq!(taken, 3);
    });
    // Three were taken, two wait, and each thread has one at work and may have begun another.
    let begun = begun.load(Ordering::Relaxed);
    assert!((3..=9).contains(&begun), "{begun} rows were begun");
}

#[test]
fn files_beside_the_report_are_read_once_and_decide_the_documents() {
    const GROUPS: &str = "[[attachments]]\ntitle = \"各组情况\"\ntable = { file = \"groups.csv\" }\n";
    let sealed = format!("{}{GROUPS}", include_str!("../../../fixtures/runs/sealed.toml"));
    let folder = tempfile::tempdir().expect("a folder");
    let mut table = table(2, None);
    let binding = binding(&table, &sealed);
    let press = Press::new(Fonts::embedded());
    let row = table.rows().expect("rows").next().expect("a row").expect("a row");
    let documents = |folder: &Path| Documents::new(&press, &binding, [FileFormat::Docx], Some(folder), &[]);

    // What is wrong with them is told before any row is made, all of it.
    let Err(gongwen::Error::Input(found)) = documents(folder.path()) else { panic!("there are no files") };
    let fields: Vec<&str> = found.0.iter().map(|fault| fault.place.path.as_str()).collect();
    assert_eq!(fields, ["seals[0].picture", "attachments[0].table.file"]);

    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
    write("seal.svg", include_str!("../../../fixtures/runs/seal.svg"));
    write("groups.csv", "组,户数\n一组,31\n");
    let before = documents(folder.path()).expect("files");
    // Gone after it was read.
    std::fs::remove_file(folder.path().join("groups.csv")).expect("removed");
    let made = before.make(&before.bind(&row).expect("bound")).expect("made");
    assert_eq!(made.pages, 2);

    write("groups.csv", "组,户数\n一组,32\n");
    let after = documents(folder.path()).expect("files");
    assert_ne!(before.input(&row), after.input(&row));
    write("groups.csv", "组,户数\n一组,31\n");
    assert_eq!(before.input(&row), documents(folder.path()).expect("files").input(&row));
}

#[test]
fn a_pdf_with_shared_fonts_is_at_most_fifteen_hundredths_larger_than_alone() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/villages");
    let report = std::fs::read_to_string(folder.join("village.toml")).expect("the report");
    let rows = std::fs::File::open(folder.join("villages.csv")).expect("the table");
    let mut table = DataTable::open(Box::new(rows), Kind::Csv, &TableOptions::default()).expect("a table");
    let binding = binding(&table, &report);
    let press = Press::new(Fonts::embedded());
    let options = GateOptions { samples: 32, ..GateOptions::default() };
    let gate = check_rows(&mut table, &binding, &options).expect("rows");
    let documents = Documents::new(&press, &binding, [FileFormat::Pdf], None, &gate.samples).expect("fonts");
    let mut villages = 0;
    for row in table.rows().expect("rows") {
        let bound = documents.bind(&row.expect("a row")).expect("bound");
        let shared = documents.make(&bound).expect("made").files[0].len();
        let alone = press.pdf(&bound.report).expect("made").len();
        assert!(shared * 100 <= alone * 115, "{}: {shared} bytes, alone {alone}", bound.key);
        println!("{}: {:.3}", bound.key, shared as f64 / alone as f64);
        villages += 1;
    }
    assert_eq!(villages, 13);
}

#[test]
fn a_row_is_made_again_when_its_pitch_may_give() {
    let mut table = table(1, None);
    let binding = binding(&table, REPORT);
    let row = table.rows().expect("rows").next().expect("a row").expect("a row");
    let input = |fit: bool| {
        let mut settings = gongwen::Settings::default();
        settings.fit = fit;
        let press = Press::with(Fonts::embedded(), gongwen::template::Templates::builtin(), settings);
        Documents::new(&press, &binding, [FileFormat::Docx], None, &[]).expect("fonts").input(&row)
    };
    assert_ne!(input(true), input(false));
    assert_eq!(input(true), input(true));
}

#[test]
fn a_row_is_made_again_when_a_template_or_a_font_changes() {
    use gongwen::template::Templates;
    let mut table = table(1, None);
    let binding = binding(&table, REPORT);
    let row = table.rows().expect("rows").next().expect("a row").expect("a row");
    let input = |fonts: Fonts, templates: Templates| {
        let press = Press::with(fonts, templates, gongwen::Settings::default());
        Documents::new(&press, &binding, [FileFormat::Docx], None, &[]).expect("fonts").input(&row)
    };
    let usual = input(Fonts::embedded(), Templates::builtin());
    assert_eq!(usual, input(Fonts::embedded(), Templates::builtin()));

    // The template that is used, one that it includes, one more.
    let builtin = Templates::builtin();
    for name in ["general", "partials/sections"] {
        let text = format!("{}\n", builtin.source(name).expect("a template"));
        assert_ne!(usual, input(Fonts::embedded(), Templates::with_overrides(vec![(name.to_owned(), text)])));
    }
    let same = builtin.source("general").expect("a template").to_owned();
    let same = Templates::with_overrides(vec![("general".to_owned(), same)]);
    assert_eq!(usual, input(Fonts::embedded(), same));

    // The same face for another role as well, and one whose bytes differ where no glyph shows it.
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fonts/assets/noto/GongwenSong.ttf");
    let face = std::fs::read(path).expect("a font");
    let given = |face: &[u8]| {
        let builder = Fonts::builder().face(gongwen::document::FaceRole::Song, face.to_vec());
        input(builder.build().expect("a set"), Templates::builtin())
    };
    let first = given(&face);
    assert_ne!(usual, first);
    let mut other = face.clone();
    // The day on which it was made: in the table of names and days, `head`.
    let at = face.windows(4).position(|tag| tag == b"head").expect("a table");
    let place = u32::from_be_bytes(face[at + 8..at + 12].try_into().expect("four bytes")) as usize;
    other[place + 27] ^= 1;
    assert_ne!(first, given(&other));
}
