//! What is told of a printed table: what was left out and why, and what keeps it from being printed.

use std::collections::{BTreeMap, BTreeSet};

use gongwen_core::report::SheetPart;
use gongwen_document::{Diagnostic, Message};

use super::super::header::letters;
use super::around::Around;
use super::choose::Heads;
use super::crossing::{address, corners};
use super::lattice::{Item, Lattice};
use super::place::place;
use super::regions::{Region, Shut};
use super::source::Shown;

/// So many rows, columns or cells are named in a message.
const SHOWN: usize = 10;

/// What is hidden on the sheet or covered by merged cells.
pub(super) struct Hidden<'h> {
    hidden: &'h (Shut, Shut),
    part: &'h SheetPart,
    rows: BTreeSet<u32>,
    /// With the texts of their first rows.
    columns: BTreeMap<u32, Vec<(u32, String)>>,
    covered: Vec<(u32, u32, Region)>,
}

impl<'h> Hidden<'h> {
    pub(super) fn new(hidden: &'h (Shut, Shut), part: &'h SheetPart) -> Hidden<'h> {
        Hidden { hidden, part, rows: BTreeSet::new(), columns: BTreeMap::new(), covered: Vec::new() }
    }

    fn is_asked(&self, row: u32) -> bool {
        self.part.rows.is_empty() || self.part.rows.iter().any(|range| range.contains(&row.saturating_add(1)))
    }

    /// A cell that is not shown.
    pub(super) fn cell(&mut self, cell: &Shown) {
        if !self.is_asked(cell.row) {
            return;
        }
        if self.hidden.1.holds(cell.column) {
            const HEADS: usize = 16;
            let texts = self.columns.entry(cell.column).or_default();
            if let Some(text) = cell.text.as_ref().ok().filter(|_| texts.len() < HEADS) {
                texts.push((cell.row, text.clone()));
            }
        } else if self.hidden.0.holds(cell.row) {
            self.rows.insert(cell.row);
        }
    }

    /// A cell with a text below merged cells.
    pub(super) fn covered(&mut self, cell: &Shown, region: Region) {
        self.covered.push((cell.row, cell.column, region));
    }

    /// Told, with the heads of the columns.
    pub(super) fn told(&self, sheet: Option<&str>, lattice: &Lattice, head: usize) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let last_head = head.checked_sub(1).and_then(|last| lattice.rows.get(last)).copied();
        let first_head = lattice.rows.first().copied().unwrap_or_default();
        let name = |(column, texts): (&u32, &Vec<(u32, String)>)| {
            let letter = letters(*column as usize);
            let heads = texts
                .iter()
                .filter(|(row, _)| *row >= first_head && last_head.is_some_and(|last| *row <= last));
            let heads: Vec<&str> = heads.map(|(_, text)| text.as_str()).collect();
            match heads.concat().replace('\n', "") {
                head if head.is_empty() => letter,
                head => format!("{letter}“{head}”"),
            }
        };
        if let Some(first) = self.columns.keys().next() {
            let (list, count) = (named(self.columns.iter().map(name)), self.columns.len());
            let message = Message::new(
                format!("有 {count} 栏是隐藏的，没有印：{list}"),
                format!("{count} columns are hidden and not printed: {list}"),
            );
            found.push(hidden(message).at(place(sheet, None, Some(*first), None)));
        }
        if let Some(first) = self.rows.first() {
            let (list, count) = (named(runs(&self.rows)), self.rows.len());
            let message = Message::new(
                format!("有 {count} 行是隐藏的（筛选掉的也算），没有印：第 {list} 行"),
                format!("{count} rows are hidden, by a filter or else, and not printed: {list}"),
            );
            found.push(hidden(message).at(place(sheet, Some(*first), None, None)));
        }
        if let Some((row, column, _)) = self.covered.first() {
            let cell = |(row, column, region): &(u32, u32, Region)| {
                format!("{}（在 {} 下面）", address(*row, *column), corners(*region))
            };
            let list = named(self.covered.iter().map(cell));
            let message = Message::new(
                format!("合并的格子下面还有字，表格里看不见，没有印：{list}"),
                format!("texts below merged cells, which the sheet does not show, are not printed: {list}"),
            );
            found.push(
                Diagnostic::warning("rows/under-merge", message)
                    .at(place(sheet, Some(*row), Some(*column), None))
                    .help(Message::new("要印的，取消合并再保存", "unmerge the cells to print them")),
            );
        }
        found
    }
}

fn hidden(message: Message) -> Diagnostic {
    Diagnostic::warning("rows/hidden-left-out", message).help(Message::new(
        "要印的，在表格里取消隐藏再保存；不该让人看到的，从文件里删去",
        "unhide what is to be printed; delete what nobody should see",
    ))
}

/// Cells whose format shows nothing of what they keep.
pub(super) fn unseen(sheet: Option<&str>, cells: &[(u32, u32)]) -> Option<Diagnostic> {
    let (row, column) = cells.first()?;
    let (list, count) = (named(cells.iter().map(|(row, column)| address(*row, *column))), cells.len());
    let message = Message::new(
        format!("有 {count} 格的格式什么也不显示，没有印：{list}"),
        format!("the formats of {count} cells show nothing, and they are not printed: {list}"),
    );
    let found = Diagnostic::warning("rows/format-hidden", message);
    Some(found.at(place(sheet, Some(*row), Some(*column), None)).help(Message::new(
        "要印的，把这些格子设为“常规”格式再保存；不该让人看到的，从文件里删去",
        "format them as General to print them; delete what nobody should see",
    )))
}

fn named(names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<String> = names.take(SHOWN + 1).collect();
    if names.len() > SHOWN {
        names.truncate(SHOWN);
        names.push("……".to_owned());
    }
    names.join("、")
}

fn runs(rows: &BTreeSet<u32>) -> impl Iterator<Item = String> {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for row in rows {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(*row) => *last = *row,
            _ => runs.push((*row, *row)),
        }
    }
    runs.into_iter().map(|(first, last)| match first == last {
        true => format!("{}", first + 1),
        false => format!("{}-{}", first + 1, last + 1),
    })
}

pub(super) fn sheet_taken(sheet: Option<&str>, others: &[String]) -> Option<Diagnostic> {
    let taken = sheet.filter(|_| !others.is_empty())?;
    let list = named(others.iter().map(|name| format!("“{name}”")));
    let message = Message::new(
        format!("文件里有 {} 张工作表，印的是“{taken}”；没有印：{list}", others.len() + 1),
        format!("of {} sheets, `{taken}` is printed and not {list}", others.len() + 1),
    );
    Some(Diagnostic::warning("rows/sheet-taken", message).at(place(sheet, None, None, None)).help(
        Message::new(
            format!("写明印哪一张：sheet = \"{taken}\""),
            format!("say which one: sheet = \"{taken}\""),
        ),
    ))
}

/// A title and a label that are not printed.
pub(super) fn left_out(sheet: Option<&str>, around: &Around, part: &SheetPart) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let title = around.whole_title().filter(|_| part.captioned && !around.title_is_among(&part.titles));
    if let Some(title) = title {
        let number = around.title_row.saturating_add(1);
        let message = Message::new(
            format!("第 {number} 行“{title}”是表题，报告里另写了 caption，这一行没有印"),
            format!(
                "row {number}, `{title}`, is a title; the report has a caption of its own, so it is not printed"
            ),
        );
        found.push(
            Diagnostic::warning("rows/title-left-out", message)
                .at(place(sheet, Some(around.title_row), None, None))
                .help(Message::new(
                    "要印表格里的表题，去掉 caption，或者把它写进 caption",
                    "leave `caption` out to have the title of the sheet, or write it there",
                )),
        );
    }
    for (row, text) in &around.labels {
        let number = row.saturating_add(1);
        let message = Message::new(
            format!("第 {number} 行“{text}”是附件的标记，没有印"),
            format!("row {number}, `{text}`, labels an attachment and is not printed"),
        );
        found.push(
            Diagnostic::warning("rows/label-left-out", message)
                .at(place(sheet, Some(*row), None, None))
                .help(Message::new(
                    "附件写成 [[attachments]]，“附件1”由程序编号印上",
                    "write it as [[attachments]], whose labels are printed by themselves",
                )),
        );
    }
    found
}

/// Merged cells make the head higher than the report says.
pub(super) fn head_raised(sheet: Option<&str>, lattice: &Lattice, head: usize, whole: usize) -> Diagnostic {
    let row = head.checked_sub(1).and_then(|last| lattice.rows.get(last)).copied();
    let message = Message::new(
        format!("header_rows 写的是 {head} 行，表头里有合并的格子伸到下面，表头按 {whole} 行印"),
        format!("header_rows is {head} and merged cells of the head reach below it, so it has {whole} rows"),
    );
    Diagnostic::warning("rows/head-raised", message).at(place(sheet, row, None, None)).help(Message::new(
        format!("表头是这几行的，写 header_rows = {whole}；没有表头的写 header_rows = 0"),
        format!("write header_rows = {whole}, or 0 for a table without a head"),
    ))
}

pub(super) fn long_numbers(sheet: Option<&str>, lattice: &Lattice) -> Option<Diagnostic> {
    let long: Vec<&Item> = lattice.items.iter().filter(|item| item.long).collect();
    let first = long.first()?;
    let cell = |item: &&Item| format!("{} 的 {}", address(item.region.0, item.region.1), item.text);
    let list = named(long.iter().map(cell));
    let message = Message::new(
        format!("有 {} 个数没有定好显示几位，照表格里显示的样子印：{list}", long.len()),
        format!(
            "{} numbers have no format that says how many digits they show, and are printed as the sheet shows them: {list}",
            long.len()
        ),
    );
    let at = place(sheet, Some(first.region.0), Some(first.region.1), Some(&first.text));
    Some(Diagnostic::warning("rows/long-number", message).at(at).help(Message::new(
        "把这些格子设为带小数位数的“数值”格式（代码、证件号设为“文本”），或者用 ROUND 取到要的位数",
        "give the cells a number format with as many digits as are wanted (codes: text), or round them",
    )))
}

pub(super) fn refused(sheet: Option<&str>, item: &Item) -> Option<Diagnostic> {
    let at = place(sheet, Some(item.region.0), Some(item.region.1), None);
    item.refusal.as_ref().map(|refusal| refusal.told(at))
}

pub(super) fn empty(sheet: Option<&str>, chosen: bool) -> Diagnostic {
    let (message, help) = match chosen {
        true => (
            Message::new("选的这些行里没有字", "nothing is written in the rows that are chosen"),
            Message::new(
                "rows 按表格左边的行号写，连同表头，如 \"2:15\"",
                "`rows` counts as the spreadsheet does, head included: \"2:15\"",
            ),
        ),
        false => (
            Message::new("表格是空的，或者全都隐藏了", "the table is empty, or all of it is hidden"),
            Message::new("检查是不是选错了文件或者工作表", "is it the right file, and the right sheet?"),
        ),
    };
    Diagnostic::error("rows/empty", message).at(place(sheet, None, None, None)).help(help)
}

pub(super) fn torn(sheet: Option<&str>, region: Region) -> Diagnostic {
    let cells = corners(region);
    let message = Message::new(
        format!("合并的格子 {cells} 横跨的几栏，按 columns 的次序不挨在一起"),
        format!("the columns of the merged cells {cells} are not side by side in the order of `columns`"),
    );
    Diagnostic::error("rows/column-torn", message)
        .at(place(sheet, Some(region.0), Some(region.1), None))
        .help(Message::new(
            "把这几栏在 columns 里写在一起，或者在表格里取消合并",
            "name them side by side, or unmerge them",
        ))
}

pub(super) fn too_long(most: usize) -> Diagnostic {
    Diagnostic::error(
        "rows/too-large",
        Message::new(format!("表格超过 {most} 行，没有读"), format!("the table has more than {most} rows")),
    )
    .help(Message::new(
        "印在公文里的表格，请删减到用得着的行，或者用 rows = \"1:50\" 选要印的行",
        "keep the rows that are to be printed, or choose them: rows = \"1:50\"",
    ))
}

pub(super) fn too_wide(heads: &Heads<'_>, wide: usize, most: usize) -> Diagnostic {
    let list = named((0..wide).map(|column| heads.whole(column)).filter(|head| !head.is_empty()));
    Diagnostic::error(
        "rows/too-large",
        Message::new(
            format!("表格有 {wide} 栏，超过上限 {most}：{list}"),
            format!("the table has {wide} columns, more than the limit of {most}: {list}"),
        ),
    )
    .help(Message::new(
        "用 columns = [\"村名\", \"户数\"] 选要印的栏",
        "choose the columns to print: columns = [\"村名\", \"户数\"]",
    ))
}
