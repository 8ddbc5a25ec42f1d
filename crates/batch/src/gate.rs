//! The gate before a run: every row is bound and checked first.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicBool, Ordering};

use gongwen_core::Report;
use gongwen_document::{Diagnostic, Diagnostics, Message, Source};
use sha2::{Digest, Sha256};

use crate::bind::once::Key;
use crate::bind::{Binding, Bound, RowSeen, Seen};
use crate::rows::{DataRow, DataTable, Header};
use crate::run::{NamePattern, Remark, for_each_in_order};
use crate::sense::Sense;

/// How many faults are kept; what comes after them is only counted.
const LIMIT: usize = 1000;

/// So many reasons for refusing rows are kept; of rows behind that many only the first, so that a hostile sheet of a
/// million rows with fifty wrong cells each fits into memory.
const REASONS: usize = 100_000;

/// What a look at all rows says.
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Gate {
    /// How many rows there are, rows of totals left out.
    pub rows: u32,
    /// How many of them can become documents.
    pub ready: u32,
    /// Numbers of the rows that cannot, rising.
    pub bad: Vec<u32>,
    /// Everything that was found, warnings too, in the order of the rows; at most a thousand.
    pub found: Vec<Diagnostic>,
    /// How much more was found.
    pub more: u32,
    /// The first reports that have no fault, as many as [`GateOptions::samples`] asks for.
    pub samples: Vec<Report>,
    /// What was found of each row by itself.
    remarks: BTreeMap<u32, Vec<Remark>>,
    /// How many of them are errors, and how many warnings.
    kept: [usize; 2],
    /// What was found of the table, of rows that are no villages, and of rows beside others.
    apart: Vec<(Option<u32>, Remark)>,
}

impl Gate {
    fn push(&mut self, diagnostic: Diagnostic) {
        match self.found.len() < LIMIT {
            true => self.found.push(diagnostic),
            false => self.more = self.more.saturating_add(1),
        }
    }

    /// What belongs to no row alone.
    fn apart(&mut self, diagnostic: Diagnostic) {
        let row = match &diagnostic.place.source {
            Source::Table(cell) => cell.row,
            _ => None,
        };
        if self.apart.len() < REASONS {
            self.apart.push((row, Remark::from(&diagnostic)));
        }
        self.push(diagnostic);
    }

    fn note(&mut self, row: u32, diagnostic: &Diagnostic) {
        let error = diagnostic.is_error();
        let [errors, warnings] = &mut self.kept;
        let kept = if error { errors } else { warnings };
        let first = || !self.remarks.get(&row).is_some_and(|all| all.iter().any(Remark::is_error));
        if *kept < REASONS || (error && first()) {
            *kept += 1;
            self.remarks.entry(row).or_default().push(Remark::from(diagnostic));
        }
    }

    /// Refuses a row, or several for one reason.
    fn refuse(&mut self, rows: &[u32], diagnostic: Diagnostic) {
        rows.iter().for_each(|row| self.note(*row, &diagnostic));
        self.bad.extend(rows);
        self.push(diagnostic);
    }

    /// Whether this row cannot become a document.
    pub fn refuses(&self, row: u32) -> bool {
        self.bad.binary_search(&row).is_ok()
    }

    /// Why this row cannot become a document; nothing when it can. A row has all of its reasons, and its first one at
    /// least when a table has more than a hundred thousand.
    pub fn remarks(&self, row: u32) -> Vec<Remark> {
        self.found_of(row).iter().filter(|remark| remark.is_error()).cloned().collect()
    }

    /// Everything that was found of this row by itself, warnings too; of all rows together a hundred thousand of each.
    pub fn found_of(&self, row: u32) -> &[Remark] {
        self.remarks.get(&row).map_or(&[], Vec::as_slice)
    }

    /// What was found of the table, of rows that are no villages, and of rows held against the others, with the number of
    /// the row. It is the same whichever rows are chosen; of what is found of the rows themselves see
    /// [`found_of`](Gate::found_of).
    pub fn found_apart(&self) -> &[(Option<u32>, Remark)] {
        &self.apart
    }
}

/// What the gate looks at beside the rows themselves.
#[derive(Clone, Copy)]
pub struct GateOptions<'g> {
    /// How files are called; names are checked each for itself and against all others.
    pub names: Option<&'g NamePattern>,
    /// Which rows are to be made; of the others only key and name count.
    pub chosen: &'g (dyn Fn(&DataRow) -> bool + Sync),
    /// How many of the first reports that have no fault are kept in [`Gate::samples`], chosen or not.
    pub samples: usize,
    /// How many rows are checked side by side. What is found does not depend on it.
    pub threads: NonZeroUsize,
    /// What is wrong with a character of a text that a row puts into its document: no font has it.
    pub character: &'g (dyn Fn(char) -> Option<Diagnostic> + Sync),
    /// Told after each row how many were looked at.
    pub looked: &'g (dyn Fn(u32) + Sync),
}

impl Default for GateOptions<'_> {
    fn default() -> Self {
        GateOptions {
            names: None,
            chosen: &|_| true,
            samples: 0,
            threads: NonZeroUsize::MIN,
            character: &|_| None,
            looked: &|_| {},
        }
    }
}

/// Binds and checks every row of a table, and looks for keys and names that stand twice.
///
/// # Errors
///
/// Only when the rows cannot be read at all; what is wrong with a row is in the [`Gate`].
///
/// ```
/// use gongwen_batch::{BindOptions, Binding, GateOptions, Kind, DataTable, TableOptions, check_rows};
/// use gongwen_core::read::Notation;
/// let report = r#"
///     title = "{{village}}2024年工作总结"
///     year = 2024
///     issuer = "{{village}}村民委员会"
///     locality = { name = "{{village}}" }
///     opening = "全年实现收入{{income}}。"
///     figures.income = { label = "收入", unit = "万元" }
///     fields.village = "村名"
///     batch.key = "村名"
/// "#;
/// let rows = std::io::Cursor::new("村名,收入（元）\n锦南村,125000\n锦河村,若干\n");
/// let mut table = DataTable::open(Box::new(rows), Kind::Csv, &TableOptions::default())?;
/// let binding = Binding::new(report.as_bytes(), Notation::Toml, table.header(), &BindOptions::default())?;
/// let gate = check_rows(&mut table, &binding, &GateOptions::default())?;
/// assert_eq!((gate.ready, gate.bad.as_slice()), (1, [3].as_slice()));
/// assert_eq!(gate.found[0].code, "rows/not-a-number");
/// # Ok::<(), gongwen_document::Diagnostics>(())
/// ```
pub fn check_rows(
    table: &mut DataTable,
    binding: &Binding,
    options: &GateOptions<'_>,
) -> Result<Gate, Diagnostics> {
    let warnings = table.warnings().to_vec();
    Ok(check(&warnings, table.rows()?, binding, options))
}

/// As [`check_rows`], for rows that come from somewhere else than a table: a database, an iterator of the program. Their
/// cells stand in the order of the header that the binding was made with. The first row that is an error is the last
/// that is looked at.
///
/// ```
/// use gongwen_batch::{BindOptions, Binding, CellValue, GateOptions, Header, DataRow, check_each};
/// use gongwen_core::read::Notation;
/// let report = r#"
///     title = "{{village}}2024年工作总结"
///     year = 2024
///     issuer = "{{village}}村民委员会"
///     locality = { name = "{{village}}" }
///     opening = "全年实现收入{{income}}。"
///     figures.income = { label = "收入", unit = "万元" }
///     fields.village = "村名"
///     batch.key = "村名"
/// "#;
/// let header: Header = ["村名", "收入（元）"].into_iter().collect();
/// let binding = Binding::new(report.as_bytes(), Notation::Toml, &header, &BindOptions::default())?;
/// let villages = [("锦南村", Some(125_000)), ("锦河村", None)]; // 示例数据
/// let rows = (1..).zip(villages).map(|(number, (name, income))| Ok(DataRow::new(number, [name.into(), income.into()])));
/// let gate = check_each(rows, &binding, &GateOptions { samples: 1, ..GateOptions::default() });
/// assert_eq!((gate.ready, gate.bad.as_slice()), (1, [2].as_slice()));
/// assert_eq!(gate.samples[0].figures[0].display(), "12.5万元");
/// # Ok::<(), gongwen_document::Diagnostics>(())
/// ```
pub fn check_each<R>(rows: R, binding: &Binding, options: &GateOptions<'_>) -> Gate
where
    R: IntoIterator<Item = Result<DataRow, Diagnostic>>,
    R::IntoIter: Send,
{
    check(&[], rows.into_iter(), binding, options)
}

fn check(
    warnings: &[Diagnostic],
    rows: impl Iterator<Item = Result<DataRow, Diagnostic>> + Send,
    binding: &Binding,
    options: &GateOptions<'_>,
) -> Gate {
    let mut gate = Gate::default();
    warnings.iter().chain(binding.warnings()).for_each(|warning| gate.apart(warning.clone()));
    let sampled = AtomicBool::new(options.samples == 0);
    let mut rest =
        Rest { binding, options, sampled: &sampled, keys: First::default(), files: First::default() };
    let (mut any, mut broken, mut count) = (false, false, 0_u32);
    let mut sense = Sense::default();
    for_each_in_order(
        rows,
        options.threads,
        |row| look(row, binding, options, &sampled),
        |looked| {
            count = count.saturating_add(1);
            (options.looked)(count);
            match looked {
                // What comes behind it cannot be told apart.
                _ if broken => {}
                Looked::Unreadable(fault) => {
                    gate.apart(fault);
                    broken = true;
                }
                Looked::Skipped { row, told, totals } => {
                    gate.apart(told);
                    if let Some(totals) = totals {
                        sense.total(row, totals);
                    }
                }
                Looked::Village { row, chosen, found, seen, village } => {
                    sense.village(row, village, seen, &binding.form().report().figures);
                    any = true;
                    gate.rows += u32::from(chosen);
                    rest.take(&mut gate, row, chosen, found);
                }
            }
        },
    );
    sense.told(binding).into_iter().for_each(|warning| gate.apart(warning));
    if !any && !gate.found.iter().any(Diagnostic::is_error) {
        gate.apart(no_rows(binding.header()));
    }
    gate.bad.sort_unstable();
    gate.bad.dedup();
    gate.ready = gate.rows - u32::try_from(gate.bad.len()).unwrap_or(gate.rows);
    gate
}

/// A row looked at without the others.
enum Looked {
    Unreadable(Diagnostic),
    Skipped { row: u32, told: Diagnostic, totals: Option<Vec<Seen>> },
    Village { row: u32, chosen: bool, found: Result<Good, Diagnostics>, seen: RowSeen, village: String },
}

/// A row that is right as far as it goes.
struct Good {
    key: String,
    name: Option<Result<String, Diagnostics>>,
    /// Of a row without a name of its village.
    nameless: Option<Key>,
    warnings: Vec<Diagnostic>,
    /// Only while samples are wanted.
    report: Option<Box<Report>>,
}

/// Looks at one row as the gate 关口 does, on any thread: what it is, what is wrong with it, and what it would be called.
///
/// Nothing here depends on another row, so that rows can be looked at side by side; what rows have to do with each
/// other (the same key twice, sums) is for the one thread that gathers. A total row 合计 is set aside with its sums. The
/// report of a row is kept only until there are samples enough, since a thousand reports are large.
fn look(
    row: Result<DataRow, Diagnostic>,
    binding: &Binding,
    options: &GateOptions<'_>,
    sampled: &AtomicBool,
) -> Looked {
    let row = match row {
        Ok(row) => row,
        Err(fault) => return Looked::Unreadable(fault),
    };
    if let Some(aside) = binding.aside(&row) {
        let totals = aside.sums.then(|| binding.totals(&row));
        return Looked::Skipped { row: row.number, told: aside.told, totals };
    }
    let good = |mut bound: Bound| {
        let characters = binding.characters(&row, options.character);
        if characters.iter().any(Diagnostic::is_error) {
            return Err(Diagnostics(binding.named(&row, characters)));
        }
        bound.warnings.extend(binding.named(&row, characters));
        let name = options.names.map(|names| names.name(&bound.fields));
        let at_row = |fault: Diagnostic| fault.at(binding.row_place(row.number));
        Ok(Good {
            name: name
                .map(|name| name.map_err(|fault| Diagnostics(binding.named(&row, vec![at_row(fault)])))),
            nameless: binding.nameless(&row),
            key: bound.key,
            warnings: bound.warnings,
            report: (!sampled.load(Ordering::Relaxed)).then(|| Box::new(bound.report)),
        })
    };
    let (seen, bound) = binding.read(&row);
    let (found, village) = (bound.and_then(good), binding.village(&row));
    Looked::Village { row: row.number, chosen: (options.chosen)(&row), found, seen, village }
}

/// What a row is held against: the rows before it.
struct Rest<'g> {
    binding: &'g Binding,
    options: &'g GateOptions<'g>,
    /// Whether there are samples enough.
    sampled: &'g AtomicBool,
    keys: First,
    files: First,
}

impl Rest<'_> {
    /// Takes in the next row of the table.
    fn take(&mut self, gate: &mut Gate, row: u32, chosen: bool, found: Result<Good, Diagnostics>) {
        let binding = self.binding;
        let good = match found {
            Ok(good) => good,
            Err(found) if chosen => {
                return found.0.into_iter().for_each(|diagnostic| gate.refuse(&[row], diagnostic));
            }
            Err(_) => return,
        };
        let mut faults = self
            .keys
            .twice(&compared(&good.key), row, chosen, gate, |other| binding.twice(&good.key, other, row));
        match good.name {
            // File systems that know no case, and Windows, would write one file over the other.
            Some(Ok(name)) if !faults => {
                faults |= self.files.twice(&name.to_lowercase(), row, chosen, gate, |other| {
                    let told = same_name(&name, other, row).at(binding.row_place(row));
                    good.nameless.as_ref().map_or_else(|| told.clone(), |key| key.behind(told.clone()))
                });
            }
            Some(Err(found)) if chosen => {
                faults = true;
                found.0.into_iter().for_each(|fault| gate.refuse(&[row], fault));
            }
            Some(_) | None => {}
        }
        if chosen {
            for warning in good.warnings {
                gate.note(row, &warning);
                gate.push(warning);
            }
        }
        if let Some(report) = good.report.filter(|_| !faults && gate.samples.len() < self.options.samples) {
            gate.samples.push(*report);
            self.sampled.store(gate.samples.len() == self.options.samples, Ordering::Relaxed);
        }
    }
}

/// Where each text was seen first, and whether that row is to be made. A hash stands for the text: there may be as many
/// as a sheet has rows.
#[derive(Default)]
struct First(BTreeMap<[u8; 16], (u32, bool)>);

impl First {
    /// Whether the text was seen before; then both rows are bad, those of them that are to be made.
    fn twice(
        &mut self,
        text: &str,
        row: u32,
        chosen: bool,
        gate: &mut Gate,
        tell: impl FnOnce(u32) -> Diagnostic,
    ) -> bool {
        let mut hash = [0; 16];
        hash.copy_from_slice(&Sha256::digest(text)[..16]);
        let Some((other, other_chosen)) = self.0.get(&hash).copied() else {
            self.0.insert(hash, (row, chosen));
            return false;
        };
        let both = [(other, other_chosen), (row, chosen)];
        let both: Vec<u32> = both.into_iter().filter(|(_, chosen)| *chosen).map(|(row, _)| row).collect();
        if !both.is_empty() {
            gate.refuse(&both, tell(other));
        }
        true
    }
}

/// What of a key tells rows apart: 锦 河 村 is 锦河村 without its spaces, and 007 is the number 7 with the zeros that a
/// sheet shows.
fn compared(key: &str) -> Cow<'_, str> {
    let is_number = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_digit());
    match key.contains(char::is_whitespace) {
        true => Cow::Owned(key.split_whitespace().collect()),
        false if is_number => Cow::Borrowed(key.trim_start_matches('0')),
        false => Cow::Borrowed(key),
    }
}

fn same_name(name: &str, first: u32, second: u32) -> Diagnostic {
    let message = Message::new(
        format!("第 {second} 行和第 {first} 行的文件都叫 {name}"),
        format!("the files of rows {first} and {second} would both be called {name}"),
    );
    Diagnostic::error("batch/same-name", message).help(Message::new(
        "在 --out 里加上能区分各行的栏，如 {{key}}；大小写不同的算同名",
        "add a column to --out that tells the rows apart, as {{key}}; case does not count",
    ))
}

fn no_rows(header: &Header) -> Diagnostic {
    let message = Message::new("表格只有表头，没有一行数据", "the table has a header and no rows");
    Diagnostic::error("rows/no-rows", message)
        .at(header.place(None, Some(header.row).filter(|row| *row > 0), None))
        .help(Message::new("表头下面一村写一行", "give each village a row below the header"))
}
