//! From the files to what is shown.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongwen::batch::{
    BindOptions, Binding, DataTable, GateOptions, Kind, TableOptions, check_rows, read_tables,
};
use gongwen::check::{self, Accepted};
use gongwen::read::{self, Notation};
use gongwen::{
    Diagnostic, Diagnostics, Error, Message, Pages, Place, Press, Printed, Report, Severity, Source,
};
use sha2::{Digest, Sha256};

use crate::input;
use crate::last::Last;
use crate::options::Options;
use crate::places::{Lines, at_line, figures, places};
use crate::shown::{
    DocumentShown, FindingShown, OutlineShown, PageShown, PlaceShown, RowShown, RowsShown, Shown,
};

/// So many rows are offered.
const MOST_ROWS: usize = 2_000;
/// So many findings are shown; who has more of them does not read on.
const MOST_FINDINGS: usize = 500;

/// The files as they were read once.
pub(crate) struct Taken {
    bytes: Result<Vec<u8>, Diagnostic>,
    rows: Option<Result<Vec<u8>, Diagnostic>>,
    accepted: Option<Vec<u8>>,
}

impl PartialEq for Taken {
    fn eq(&self, other: &Taken) -> bool {
        self.bytes == other.bytes && self.rows == other.rows && self.accepted == other.accepted
    }
}

/// A report that became pages.
pub(crate) struct Made {
    /// All but the findings.
    pub(crate) shown: Shown,
    pub(crate) report: Arc<Report>,
    /// The files that it names.
    pub(crate) files: Vec<PathBuf>,
    pub(crate) faces: Vec<gongwen::fonts::FaceId>,
    /// The documents as they were laid out, with which the next ones are compared.
    pub(crate) pages: Vec<Pages>,
    /// What reading told, and what the pages did.
    warnings: [Vec<FindingShown>; 2],
    /// The page on which a field begins.
    on_page: BTreeMap<Arc<str>, usize>,
}

impl Made {
    /// What is shown with these findings of the check among the others.
    pub(crate) fn with(&self, checked: &[FindingShown]) -> Shown {
        let mut shown = self.shown.clone();
        let [read, laid_out] = &self.warnings;
        shown.findings = read.iter().chain(checked).chain(laid_out).take(MOST_FINDINGS).cloned().collect();
        for finding in &mut shown.findings {
            finding.page = page_of(finding, &self.on_page, &self.shown.places);
        }
        shown
    }
}

/// What keeps it from becoming pages.
pub(crate) struct Unmade {
    pub(crate) findings: Vec<FindingShown>,
    pub(crate) rows: Option<RowsShown>,
    /// The files that it names, when it could be read so far.
    pub(crate) files: Option<Vec<PathBuf>>,
}

/// Reads the files.
pub(crate) fn take(options: &Options) -> Taken {
    let path = &options.report;
    Taken {
        bytes: input::bytes(path, read::MAX_REPORT_BYTES as u64)
            .map_err(|error| input::unreadable(path, &error)),
        rows: options.rows.as_deref().map(input::table),
        accepted: input::bytes(&options.accepted, read::MAX_REPORT_BYTES as u64).ok(),
    }
}

/// Name of the report file for messages.
pub(crate) fn name(options: &Options) -> String {
    options.report.file_name().unwrap_or(options.report.as_os_str()).to_string_lossy().into_owned()
}

fn notation(path: &Path) -> Notation {
    path.extension().map_or(Notation::Toml, |extension| Notation::of_extension(&extension.to_string_lossy()))
}

/// A report and what is known of it.
struct Read {
    report: Report,
    warnings: Vec<Diagnostic>,
}

/// Makes pages of what was read; those that are as `last` has them are not drawn again.
pub(crate) fn make(
    options: &Options,
    press: &Press,
    taken: &Taken,
    row: Option<u32>,
    last: &Last,
) -> Result<Made, Unmade> {
    let folder = options.report.parent();
    let text = taken.bytes.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
    let teller = Teller::new(options, press, &text);
    let mut rows = None;
    let mut files = None;
    let made = (|| {
        let bytes = taken.bytes.as_ref().map_err(|fault| Diagnostics(vec![fault.clone()]))?;
        let mut read = match &taken.rows {
            None => {
                let checked = read::report(bytes, notation(&options.report))?;
                Read { report: checked.report, warnings: checked.warnings }
            }
            Some(table) => {
                let table = table.as_ref().map_err(|fault| Diagnostics(vec![fault.clone()]))?;
                of_row(options, press, (bytes, table), row, &mut rows)?
            }
        };
        let named = read.report.files().into_iter();
        files = Some(named.map(|file| folder.unwrap_or(Path::new("")).join(file.path)).collect::<Vec<_>>());
        read.warnings.extend(gongwen::read_files(&mut read.report, folder)?);
        let mut printed = press.print(&read.report).map_err(|error| match error {
            Error::Input(found) => found,
            other => Diagnostics(vec![Diagnostic::error(
                "preview/failed",
                Message::new(format!("没有排成：{other}"), format!("not laid out: {other}")),
            )]),
        })?;
        let mut on_page = BTreeMap::new();
        let shown = show(&teller, &read, &printed, last, &mut on_page);
        let laid_out = printed.all().flat_map(|(_, it)| &it.warnings).map(|it| teller.tell(it)).collect();
        let warnings = [read.warnings.iter().map(|it| teller.tell(it)).collect(), laid_out];
        let faces = printed.all().flat_map(|(_, it)| gongwen::pages_svg::faces(&it.pages));
        let faces: std::collections::BTreeSet<_> = faces.collect();
        let faces = faces.into_iter().collect();
        let detached = printed.detached.iter_mut().map(|it| &mut it.printed.pages);
        let pages = std::iter::once(&mut printed.pages).chain(detached).map(std::mem::take).collect();
        drop(printed);
        Ok(Made { shown, report: Arc::new(read.report), files: Vec::new(), faces, pages, warnings, on_page })
    })();
    match made {
        Ok(mut made) => {
            made.shown.rows = rows;
            made.files = files.unwrap_or_default();
            Ok(made)
        }
        Err(Diagnostics(found)) => {
            let findings = found.iter().map(|it| teller.tell(it)).take(MOST_FINDINGS).collect();
            Err(Unmade { findings, rows, files })
        }
    }
}

/// The report of a row of the table: that of this number, else the first that can be made.
fn of_row(
    options: &Options,
    press: &Press,
    (bytes, table): (&[u8], &[u8]),
    row: Option<u32>,
    listed: &mut Option<RowsShown>,
) -> Result<Read, Diagnostics> {
    let notation = notation(&options.report);
    let (form, _) = read::form(bytes, notation)?;
    let path = options.rows.as_deref().unwrap_or(Path::new(""));
    let extension = path.extension().map(|extension| extension.to_string_lossy().into_owned());
    let kind = extension.as_deref().and_then(Kind::of_extension).ok_or_else(|| {
        let (zh, en) = (
            format!("表格 {} 要以 .xlsx、.xls、.et、.csv、.toml 或 .jsonl 结尾", path.display()),
            format!("the table {} ends in .xlsx, .xls, .et, .csv, .toml or .jsonl", path.display()),
        );
        Diagnostics(vec![Diagnostic::error("rows/kind", Message::new(zh, en))])
    })?;
    let mut asked = TableOptions::of(&form);
    if options.sheet.is_some() {
        asked.sheet.clone_from(&options.sheet);
    }
    let mut table = DataTable::open(Box::new(std::io::Cursor::new(table.to_vec())), kind, &asked)?;
    let mut binding = Binding::new(bytes, notation, table.header(), &BindOptions::default())?;
    let mut warnings = read_tables(&mut binding, options.report.parent());
    let character = |character| press.unprintable(character);
    let gate =
        check_rows(&mut table, &binding, &GateOptions { character: &character, ..GateOptions::default() })?;
    let (mut list, mut more, mut chosen) = (Vec::new(), 0, None);
    for line in table.rows()? {
        let line = line.map_err(Diagnostics::from)?;
        if binding.skips(&line).is_some() {
            continue;
        }
        let (number, bad) = (line.number, gate.bad.binary_search(&line.number).is_ok());
        let is_it = match row {
            Some(row) => row == number,
            None => !bad && chosen.is_none(),
        };
        match list.len() < MOST_ROWS {
            true => {
                let key = binding.shown(&line, "key").unwrap_or_default();
                list.push(RowShown { number, key, bad });
            }
            false => more += 1,
        }
        if is_it {
            chosen = Some(line);
        }
    }
    let current = chosen.as_ref().map(|line| line.number);
    *listed = Some(RowsShown { current, rows: list, more });
    let of_no_row = |it: &&Diagnostic| match &it.place.source {
        Source::Table(cell) => cell.row.is_none() || cell.row == current,
        _ => true,
    };
    warnings.extend(gate.found.iter().filter(of_no_row).filter(|it| !it.is_error()).cloned());
    let Some(line) = chosen else {
        let errors: Vec<Diagnostic> = gate.found.iter().filter(|it| it.is_error()).cloned().collect();
        let (zh, en) = match row {
            Some(row) => (format!("表格里没有第 {row} 行"), format!("the table has no row {row}")),
            None => ("表格里没有能做的行".to_owned(), "no row of the table can be made".to_owned()),
        };
        let none = Diagnostic::error("rows/none", Message::new(zh, en));
        return Err(Diagnostics(std::iter::once(none).chain(errors).collect()));
    };
    let bound = binding.bind(&line)?;
    warnings.extend(bound.warnings);
    Ok(Read { report: bound.report, warnings })
}

fn show(
    teller: &Teller<'_>,
    read: &Read,
    printed: &Printed<'_>,
    last: &Last,
    on_page: &mut BTreeMap<Arc<str>, usize>,
) -> Shown {
    let options = teller.options;
    let mut shown = Shown {
        name: name(options),
        editor: options.editor.is_some(),
        english: options.language == gongwen::Language::English,
        ..Shown::default()
    };
    let stem = options.report.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    for (index, (ending, document)) in printed.all().enumerate() {
        let first = shown.pages.len();
        let label = ending.trim_start_matches('-').to_owned();
        let files = ["docx", "pdf"].map(|kind| format!("{stem}{ending}.{kind}"));
        shown.documents.push(DocumentShown { label, files });
        let drawn = last.same(index, &document.pages);
        for (number, page) in document.pages.pages.iter().enumerate() {
            let (hash, svg) = match drawn.iter().find(|(it, _)| *it == number) {
                Some((_, before)) => (before.hash.clone(), before.svg.clone()),
                None => {
                    let svg = document.svg(number);
                    (hash(svg.as_bytes()), svg.into())
                }
            };
            shown.pages.push(PageShown {
                hash,
                svg,
                label: page.label.clone(),
                width: page.width.to_pt(),
                height: page.height.to_pt(),
                document: index,
            });
            let nodes = page.runs.iter().filter_map(|run| run.node);
            for node in nodes.chain(page.pictures.iter().filter_map(|picture| picture.node)) {
                if let Some(node) = document.pages.structure.get(node) {
                    on_page.entry(node.origin.path.clone()).or_insert(first + number);
                }
            }
        }
        shown.outline.extend(document.pages.outline.iter().map(|entry| OutlineShown {
            level: entry.level,
            text: entry.text.clone(),
            page: first + entry.page,
            y: entry.y.to_pt(),
        }));
    }
    shown.figures = figures(&read.report, teller.text);
    shown.places = places(printed.all().map(|(_, it)| &it.pages), teller.text, &shown.figures);
    shown
}

/// What the numbers and words have wrong; what was let stand or accepted is left out.
pub(crate) fn checked(options: &Options, press: &Press, taken: &Taken, report: &Report) -> Vec<FindingShown> {
    let text = taken.bytes.as_deref().map(String::from_utf8_lossy).unwrap_or_default();
    let teller = Teller::new(options, press, &text);
    let text = check::Text::from_report(report, if taken.rows.is_some() { "" } else { teller.text });
    let mut outcome = check::check(&text, &check::Options::default());
    let mut told: Vec<FindingShown> =
        check::allowed(&mut outcome, &text).told.iter().map(|it| teller.tell(it)).collect();
    if let Some(accepted) = &taken.accepted {
        match Accepted::parse(&String::from_utf8_lossy(accepted)) {
            Ok(accepted) => {
                Accepted::take(&accepted, &mut outcome);
            }
            Err(fault) => told.push(teller.tell(&fault)),
        }
    }
    let findings = outcome.findings.iter().filter(|finding| finding.severity >= Severity::Warning);
    told.extend(findings.map(|finding| FindingShown {
        error: finding.severity == Severity::Error,
        ..teller.tell(&finding.diagnostic(&text))
    }));
    told
}

/// The page of a finding: that of its field, of the field that this is in, or of what stands in it.
fn page_of(
    finding: &FindingShown,
    on_page: &BTreeMap<Arc<str>, usize>,
    places: &BTreeMap<String, PlaceShown>,
) -> Option<usize> {
    let mut path = finding.path.as_str();
    while !path.is_empty() {
        if let Some(page) = on_page.get(path) {
            return Some(*page);
        }
        let inside = on_page.range::<str, _>((std::ops::Bound::Excluded(path), std::ops::Bound::Unbounded));
        let inside = inside.take_while(|(other, _)| other.starts_with(path));
        if let Some((_, page)) = inside
            .filter(|(other, _)| other.get(path.len()..).is_some_and(|rest| rest.starts_with(['.', '['])))
            .min_by_key(|(_, page)| **page)
        {
            return Some(*page);
        }
        path = path.get(..path.rfind(['.', '['])?)?;
    }
    // By its line, when it has one and no field.
    let line = finding.place.rsplit(':').nth(1)?.parse().ok().filter(|_| finding.path.is_empty())?;
    on_page.get(at_line(places, line)?.as_str()).copied()
}

/// Puts diagnostics into words.
struct Teller<'a> {
    options: &'a Options,
    press: &'a Press,
    text: &'a str,
    lines: Lines<'a>,
}

impl<'a> Teller<'a> {
    fn new(options: &'a Options, press: &'a Press, text: &'a str) -> Teller<'a> {
        Teller { options, press, text, lines: Lines::of(text) }
    }

    fn tell(&self, found: &Diagnostic) -> FindingShown {
        let language = self.options.language;
        FindingShown {
            code: found.code,
            error: found.is_error(),
            message: found.message.get(language).to_owned(),
            help: found.help.as_ref().map(|help| help.get(language).to_owned()),
            place: self.place(&found.place),
            path: match found.place.source {
                Source::Report => found.place.path.clone(),
                _ => String::new(),
            },
            page: None,
        }
    }

    fn place(&self, place: &Place) -> String {
        let at =
            |name: &str, lines: &Lines<'_>| match place.span.as_ref().and_then(|span| lines.of_span(span)) {
                Some((line, column)) => format!("{name}:{line}:{column}"),
                None => name.to_owned(),
            };
        match &place.source {
            Source::Report => at(&name(self.options), &self.lines),
            Source::Template(template) => {
                let source = self.press.templates().source(template).unwrap_or_default();
                at(&format!("{template}.hbs"), &Lines::of(source))
            }
            _ => place.path.clone(),
        }
    }
}

/// The first half of a SHA-256, in hexadecimal digits.
pub(crate) fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
