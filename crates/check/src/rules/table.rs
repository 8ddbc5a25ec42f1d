//! Sums and rates of tables 表格.

use std::collections::BTreeMap;

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::line::Line;
use crate::quantity::lines;
use crate::{Cell, Finding, Findings, Options, Relation, Role, Span, Text};

/// What rows and columns of totals are called.
const TOTALS: [&str; 7] = ["合计", "总计", "共计", "小计", "全镇合计", "全县合计", "合 计"];

/// Columns whose numbers do not add up.
const NO_SUMMANDS: [&str; 22] = [
    "序号", "编号", "年份", "年度", "电话", "代码", "编码", "率", "比重", "占比", "比例", "%", "均", "增长",
    "增幅", "增速", "排名", "名次", "得分", "日期", "时间", "邮编",
];

/// A table as rules see it.
struct Sheet<'t> {
    text: &'t Text,
    /// Which paragraph each cell is.
    cells: BTreeMap<(u32, u32), usize>,
    rows: u32,
    columns: u32,
}

/// Looks at the text for what this family knows.
pub(crate) fn run(text: &Text, _lines: &[Line<'_>], options: &Options, out: &mut Findings) {
    let mut sheets: BTreeMap<u32, Sheet<'_>> = BTreeMap::new();
    for (index, paragraph) in text.paragraphs.iter().enumerate() {
        let Role::Cell(Cell { table, row, column }) = paragraph.role else { continue };
        let sheet = sheets.entry(table).or_insert_with(|| Sheet {
            text,
            cells: BTreeMap::new(),
            rows: 0,
            columns: 0,
        });
        sheet.cells.insert((row, column), index);
        sheet.rows = sheet.rows.max(row + 1);
        sheet.columns = sheet.columns.max(column + 1);
    }
    for sheet in sheets.values() {
        sheet.column_sums(out);
        sheet.row_sums(out);
        sheet.rates(out);
    }
    if options.wants("table/text-differs") && !sheets.is_empty() {
        against_prose(text, sheets.values(), out);
    }
}

/// A number of a cell.
#[derive(Clone, Copy)]
struct Number {
    value: Decimal,
    interval: Interval,
    paragraph: usize,
}

impl Sheet<'_> {
    fn cell(&self, row: u32, column: u32) -> &str {
        let paragraph = self.cells.get(&(row, column)).and_then(|index| self.text.paragraphs.get(*index));
        paragraph.map_or("", |paragraph| paragraph.text.trim())
    }

    /// The number of a cell, when it is one and nothing else: thousands and % are left out, — and blanks are none.
    fn number(&self, row: u32, column: u32) -> Option<Number> {
        let paragraph = *self.cells.get(&(row, column))?;
        let text: String =
            self.cell(row, column).chars().filter(|c| !matches!(c, ',' | '，' | ' ')).collect();
        let bare = text.trim_end_matches(['%', '％']);
        let plain = bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-')) && bare.len() <= 20;
        let value: Decimal = bare.parse().ok().filter(|_| plain && !bare.is_empty())?;
        let whole = value.scale() == 0 && bare.len() == text.len();
        // Whole numbers of a table of whole numbers are taken as they stand.
        let interval = if whole { Interval::exact(value) } else { Interval::rounded(value) };
        Some(Number { value, interval, paragraph })
    }

    /// The header of a column: all its cells above the first row with a number.
    fn header(&self, column: u32) -> String {
        let top = self.top();
        (0..top).map(|row| self.cell(row, column)).collect::<Vec<_>>().concat()
    }

    /// How many rows are headers: those before the first row that has a number.
    fn top(&self) -> u32 {
        let numbered = |row: &u32| (1..self.columns).any(|column| self.number(*row, column).is_some());
        (1..self.rows).find(numbered).unwrap_or(self.rows).max(1)
    }

    fn name(&self, row: u32) -> &str {
        let first = self.cell(row, 0);
        let numbered = first.is_empty() || first.chars().all(|c| c.is_ascii_digit());
        if numbered && self.columns > 2 { self.cell(row, 1) } else { first }
    }

    fn is_total(name: &str) -> bool {
        let bare: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        let bare = bare.trim_end_matches(['：', ':']);
        TOTALS.contains(&bare) || (bare.ends_with("合计") && bare.chars().count() <= 6)
    }

    fn adds(&self, column: u32) -> bool {
        let header = self.header(column);
        !NO_SUMMANDS.iter().any(|word| header.contains(word)) && column > 0
    }

    fn span(&self, number: &Number) -> Span {
        let length = self.text.paragraphs.get(number.paragraph).map_or(0, |it| it.text.len());
        Span::new(number.paragraph, 0, length)
    }

    fn tell(
        &self,
        kind: &'static str,
        claim: Number,
        parts: &[Number],
        verdict: Verdict,
        reason: String,
        out: &mut Findings,
    ) {
        let span = self.span(&claim);
        let spans: Vec<Span> = parts.iter().map(|part| self.span(part)).collect();
        if verdict == Verdict::Fails {
            let made = reason.rsplit(['=', ' ']).next().unwrap_or_default().trim().to_owned();
            let shown = claim.value;
            let mut finding = Finding::error(
                kind,
                span,
                format!("写的是 {shown}，按表里的数算是 {made}"),
                format!("{shown} is stated, the table makes {made}"),
            )
            .reason(reason.clone());
            for part in spans.iter().take(20) {
                finding = finding.related("有关的数", "number", *part);
            }
            out.push(finding);
        }
        out.relation(Relation { kind, verdict, span, claim: span, parts: spans, reason });
    }

    fn column_sums(&self, out: &mut Findings) {
        let top = self.top();
        let totals: Vec<u32> = (top..self.rows).filter(|row| Self::is_total(self.name(*row))).collect();
        for column in (0..self.columns).filter(|column| self.adds(*column)) {
            for total in &totals {
                let Some(claim) = self.number(*total, column) else { continue };
                self.column_sum(column, *total, top, &totals, claim, out);
            }
        }
    }

    fn column_sum(
        &self,
        column: u32,
        total: u32,
        top: u32,
        totals: &[u32],
        claim: Number,
        out: &mut Findings,
    ) {
        let among = |row: u32| {
            let name = self.name(row);
            name.starts_with("其中")
                || name.starts_with("#")
                || name.starts_with("  ")
                || name.contains("平均")
        };
        let numbers = |rows: Vec<u32>| -> Vec<Number> {
            rows.into_iter().filter(|row| !among(*row)).filter_map(|row| self.number(row, column)).collect()
        };
        // A total stands below its rows or above them; a grand total adds subtotals, or all rows.
        let above = totals.iter().rev().find(|row| **row < total).map_or(top, |row| row + 1);
        let subtotals: Vec<u32> =
            totals.iter().copied().filter(|row| *row != total && self.name(*row).contains("小计")).collect();
        let plain = |from: u32, to: u32| (from..to).filter(|row| !totals.contains(row)).collect::<Vec<u32>>();
        let below = totals.iter().find(|row| **row > total).copied().unwrap_or(self.rows);
        let is_first = total == top;
        let mut candidates = vec![numbers(plain(above, total)), numbers(plain(top, total))];
        if is_first {
            candidates.push(numbers(plain(total + 1, below)));
            candidates.push(numbers(plain(total + 1, self.rows)));
        }
        if !self.name(total).contains("小计") {
            candidates.push(numbers(subtotals));
        }
        self.best(if column == 0 { "" } else { "table/column-sum" }, claim, &candidates, true, out);
    }

    /// Holds when any set of summands makes the claim; fails when none does and the first one is meant.
    fn best(
        &self,
        kind: &'static str,
        claim: Number,
        candidates: &[Vec<Number>],
        meant: bool,
        out: &mut Findings,
    ) -> bool {
        let sum = |numbers: &[Number]| Interval::sum(numbers.iter().map(|number| number.interval));
        let shown = |numbers: &[Number]| {
            let total =
                numbers.iter().fold(Decimal::ZERO, |sum, it| sum.checked_add(it.value).unwrap_or(sum));
            let list: Vec<String> = numbers.iter().take(12).map(|number| number.value.to_string()).collect();
            let more = if numbers.len() > 12 { " + …" } else { "" };
            format!("{}{more} = {}", list.join(" + "), total.normalize())
        };
        let sets = || candidates.iter().filter(|set| set.len() > 1);
        let rounded = self.rounds(claim);
        if let Some(set) = sets().find(|set| rounded.equals(sum(set)) == Verdict::Holds) {
            self.tell(kind, claim, set, Verdict::Holds, shown(set), out);
            return true;
        }
        if let Some(set) = sets().next().filter(|_| meant) {
            self.tell(kind, claim, set, Verdict::Fails, shown(set), out);
        }
        false
    }

    fn rounds(&self, claim: Number) -> Interval {
        claim.interval
    }

    fn row_sums(&self, out: &mut Findings) {
        let top = self.top();
        let total = (1..self.columns).find(|column| {
            let header = self.header(*column);
            let bare = header.split(['（', '(']).next().unwrap_or_default();
            Self::is_total(bare) || bare.ends_with("合计") || bare.ends_with("总数") || bare.ends_with("总计")
        });
        let Some(total) = total else { return };
        let adds: Vec<u32> = (1..self.columns)
            .filter(|column| {
                *column != total && self.adds(*column) && !self.header(*column).starts_with("其中")
            })
            .collect();
        let unit = |column: u32| {
            let header = self.header(column);
            header.split_once(['（', '(']).map(|(_, unit)| unit.trim_end_matches(['）', ')']).to_owned())
        };
        let same: Vec<u32> = adds.iter().copied().filter(|column| unit(*column) == unit(total)).collect();
        let after: Vec<u32> = same.iter().copied().filter(|column| *column > total).collect();
        let before: Vec<u32> = same.iter().copied().filter(|column| *column < total).collect();
        for set in [after, before, same] {
            if set.len() < 2 {
                continue;
            }
            let rows: Vec<(Number, Vec<Number>)> = (top..self.rows)
                .filter_map(|row| {
                    let claim = self.number(row, total)?;
                    let parts: Vec<Number> =
                        set.iter().filter_map(|column| self.number(row, *column)).collect();
                    (parts.len() > 1).then_some((claim, parts))
                })
                .collect();
            let holds = |(claim, parts): &&(Number, Vec<Number>)| {
                claim.interval.equals(Interval::sum(parts.iter().map(|part| part.interval))) == Verdict::Holds
            };
            let held = rows.iter().filter(holds).count();
            // A row is wrong only beside rows that show how the table adds.
            if held * 2 >= rows.len() && held > 0 {
                for (claim, parts) in &rows {
                    self.best("table/row-sum", *claim, std::slice::from_ref(parts), true, out);
                }
                return;
            }
        }
    }

    fn rates(&self, out: &mut Findings) {
        let top = self.top();
        for column in 1..self.columns {
            let header = self.header(column);
            let rate = ["率", "占比", "比重", "比例"].iter().any(|word| header.contains(word))
                && !header.contains("增长");
            if !rate {
                continue;
            }
            let others: Vec<u32> =
                (1..self.columns).filter(|other| *other != column && self.adds(*other)).take(8).collect();
            let pairs = others.iter().flat_map(|one| others.iter().map(move |other| (*one, *other)));
            for (part, whole) in pairs.filter(|(part, whole)| part != whole) {
                let rows: Vec<(Number, Number, Number)> = (top..self.rows)
                    .filter_map(|row| {
                        Some((self.number(row, column)?, self.number(row, part)?, self.number(row, whole)?))
                    })
                    .collect();
                let verdict = |(rate, part, whole): &(Number, Number, Number)| {
                    Interval::rounded(rate.value).equals(part.interval.rate(whole.interval))
                };
                let held = rows.iter().filter(|row| verdict(row) == Verdict::Holds).count();
                if rows.len() > 1 && held * 2 >= rows.len() && held > 0 {
                    for row in &rows {
                        let (rate, part, whole) = row;
                        let made = part
                            .value
                            .checked_mul(Decimal::ONE_HUNDRED)
                            .and_then(|it| it.checked_div(whole.value));
                        let made =
                            made.map(|made| made.round_dp(rate.value.scale().max(1)).normalize().to_string());
                        let reason =
                            format!("{} ÷ {} = {}", part.value, whole.value, made.unwrap_or_default());
                        self.tell("table/rate", *rate, &[*part, *whole], verdict(row), reason, out);
                    }
                    break;
                }
            }
        }
    }
}

/// The totals of tables beside what prose says of them.
fn against_prose<'t>(text: &Text, sheets: impl Iterator<Item = &'t Sheet<'t>>, out: &mut Findings) {
    let lines = lines(text);
    for sheet in sheets {
        let top = sheet.top();
        let Some(total) = (top..sheet.rows).rev().find(|row| Sheet::is_total(sheet.name(*row))) else {
            continue;
        };
        let first = sheet.cells.values().min().copied().unwrap_or_default();
        let last = sheet.cells.values().max().copied().unwrap_or_default();
        for column in (1..sheet.columns).filter(|column| sheet.adds(*column)) {
            let header = sheet.header(column);
            let Some((name, unit)) = header.split_once(['（', '(']) else { continue };
            let unit: Vec<char> = unit.trim_end_matches(['）', ')']).chars().collect();
            let (Some(claim), true) = (sheet.number(total, column), name.chars().count() >= 2) else {
                continue;
            };
            let around = lines.iter().filter(|line| line.index + 3 >= first && line.index <= last + 3);
            for line in around.filter(|line| !matches!(line.role, Role::Cell(_))) {
                for (index, quantity) in line.quantities.iter().enumerate() {
                    let label = line.label(index);
                    let clause = line.clause(quantity);
                    let says = label.trim_end_matches(['达', '到', '为', '是', '有', '共']).ends_with(name)
                        && ["全镇", "全县", "全乡", "全村", "共", "合计", "总"]
                            .iter()
                            .any(|word| clause.contains(word));
                    let other = ["其中", "新增", "上年", "去年", "计划", "目标", "累计"]
                        .iter()
                        .any(|word| clause.contains(word));
                    let same_unit = quantity.printed_unit.chars().eq(unit.iter().copied());
                    if !says || other || !same_unit {
                        continue;
                    }
                    let told = quantity
                        .value
                        .times(Decimal::ONE.checked_div(quantity.factor).unwrap_or(Decimal::ONE));
                    let verdict = told.equals(claim.interval);
                    let (shown, table) = (quantity.shown(), claim.value);
                    if verdict == Verdict::Fails {
                        out.push(
                            Finding::error(
                                "table/text-differs",
                                quantity.span,
                                format!("正文写的是 {shown}，表里的合计是 {table}"),
                                format!("prose has {shown}, the table's total is {table}"),
                            )
                            .reason(format!("{shown} ≠ {table}"))
                            .related(
                                "表里的合计",
                                "total of the table",
                                sheet.span(&claim),
                            ),
                        );
                    }
                    let (span, parts) = (quantity.span, vec![sheet.span(&claim)]);
                    let reason = format!("{shown}、{table}");
                    out.relation(Relation {
                        kind: "table/text-differs",
                        verdict,
                        span,
                        claim: span,
                        parts,
                        reason,
                    });
                }
            }
        }
    }
}
