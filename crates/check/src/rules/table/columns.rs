//! What the rows and columns of a table are called in prose.

use super::sheet::Sheet;
use crate::quantity::Quantity;
use crate::words::has;

/// Columns of other times, and what is aimed at.
pub(super) const OTHER_TIMES: [&str; 9] =
    ["上年", "去年", "同期", "计划", "目标", "任务", "年初", "预算", "明年"];

/// A column with numbers.
pub(super) struct Column {
    pub(super) index: u32,
    /// Its header without the unit.
    name: String,
    percent: bool,
}

/// The names of a table's rows and columns.
pub(super) struct Names {
    /// Rows that are no totals, by the name that prose has for them.
    pub(super) rows: Vec<(u32, String)>,
    pub(super) columns: Vec<Column>,
    /// A last row that adds the others up.
    whole: Option<u32>,
    /// The columns of this year and of the year before.
    pub(super) years: Option<(u32, u32)>,
}

/// More rows than these are not told of one by one.
const MOST: usize = 60;

impl Names {
    pub(super) fn of(sheet: &Sheet<'_>) -> Names {
        let called = |row: u32| {
            let name = sheet.name(row).trim_start_matches("其中").trim_start_matches(['：', ':', '#', ' ']);
            let name = name.split(['（', '(']).next().unwrap_or_default().trim();
            (name.chars().count() >= 2).then(|| (row, name.to_owned()))
        };
        let rows: Vec<_> = (sheet.top()..sheet.rows)
            .filter(|row| !Sheet::is_total(sheet.name(*row)))
            .filter_map(called)
            .collect();
        let column = |index: u32| {
            let header = sheet.header(index);
            let name = header.split(['（', '(']).next().unwrap_or_default().trim().to_owned();
            let percent = header.contains(['%', '％'])
                || (sheet.top()..sheet.rows).any(|row| sheet.cell(row, index).ends_with(['%', '％']));
            Column { index, name, percent }
        };
        let columns: Vec<Column> = (1..sheet.columns).map(column).collect();
        let (years, whole) = (years(&columns), sheet.last_sum(sheet.top()));
        Names { rows: if rows.len() > MOST { Vec::new() } else { rows }, columns, whole, years }
    }

    /// The rows that stand beside each other: without 全年 or 全县, which are all of them, 其中 and 平均.
    pub(super) fn members<'n>(&'n self, sheet: &'n Sheet<'_>) -> impl Iterator<Item = &'n (u32, String)> {
        self.rows.iter().filter(|(row, name)| {
            let printed = sheet.name(*row);
            let part = printed.starts_with("其中") || printed.starts_with('#');
            !part
                && Some(*row) != self.whole
                && !name.contains("平均")
                && !Sheet::is_whole(name)
                && !has(name, &OTHER_TIMES)
        })
    }

    /// The first of the rows; the first of all when there is none.
    pub(super) fn first_row(&self) -> u32 {
        self.rows.first().map_or(0, |(row, _)| *row)
    }

    /// The rows that a text names, each with the byte behind its name; of names within each other the longest.
    pub(super) fn in_text<'n>(&'n self, text: &'n str) -> impl Iterator<Item = (u32, usize)> + 'n {
        let places = self
            .rows
            .iter()
            .filter_map(|(row, name)| text.rfind(name.as_str()).map(|at| (*row, at, at + name.len())));
        let all: Vec<(u32, usize, usize)> = places.collect();
        let within = {
            let all = all.clone();
            move |(row, from, to): &(u32, usize, usize)| {
                all.iter().any(|(own, start, end)| {
                    own != row && start <= from && to <= end && end - start > to - from
                })
            }
        };
        all.into_iter().filter(move |it| !within(it)).map(|(row, _, to)| (row, to))
    }

    /// The only column of a quantity's unit whose name a text has in part; that of another time only when it is named.
    pub(super) fn only(&self, sheet: &Sheet<'_>, text: &str, quantity: &Quantity) -> Option<&Column> {
        let row = self.rows.first()?.0;
        let mut found = self
            .columns
            .iter()
            .filter(|it| it.counts(sheet, row, quantity) && it.hinted(text))
            .filter(|it| has(text, &OTHER_TIMES) || !it.is_of_other_time());
        found.next().filter(|_| found.next().is_none())
    }
}

impl Column {
    /// Whether its numbers have the unit of a quantity; without a unit of its own, that of things that are counted.
    pub(super) fn counts(&self, sheet: &Sheet<'_>, row: u32, quantity: &Quantity) -> bool {
        match sheet.unit(row, self.index) {
            _ if self.percent || quantity.is_percent() => self.percent && quantity.is_percent(),
            Some(unit) => unit == quantity.printed_unit,
            None if self.implied().is_some() => self.implied() == Some(quantity.unit.as_str()),
            None => quantity.is_amount() && quantity.factor == rust_decimal::Decimal::ONE,
        }
    }

    /// The unit that its name has: 户 of 户数.
    fn implied(&self) -> Option<&'static str> {
        let units = [
            ("户数", "户"),
            ("人数", "人"),
            ("人口", "人"),
            ("人次", "人次"),
            ("场次", "场"),
            ("件数", "件"),
        ];
        units.iter().find(|(name, _)| self.name.ends_with(name)).map(|(_, unit)| *unit)
    }

    /// Whether its unit is known.
    pub(super) fn has_unit(&self, sheet: &Sheet<'_>, row: u32) -> bool {
        self.percent || self.implied().is_some() || sheet.unit(row, self.index).is_some()
    }

    /// Whether a text has its name, or the name without the word for what it is: 完成 of 完成率.
    pub(super) fn said(&self, text: &str) -> bool {
        let core = self.name.trim_end_matches(['数', '量', '率', '额']);
        core.chars().count() >= 2 && text.contains(core)
    }

    /// The same, when its name ends in the unit of the number: 检查321家次 of 检查家次.
    pub(super) fn said_of(&self, text: &str, quantity: &Quantity) -> bool {
        let verb = self.name.strip_suffix(quantity.printed_unit.as_str()).unwrap_or_default();
        self.said(text) || verb.chars().count() >= 2 && text.contains(verb)
    }

    /// Whether it has just this name.
    pub(super) fn is_called(&self, text: &str) -> bool {
        self.name == text
    }

    /// Whether it is what was planned or due.
    pub(super) fn is_due(&self) -> bool {
        has(&self.name, &["计划", "任务", "目标", "应", "下达"])
    }

    /// Whether it adds up the columns beside it.
    pub(super) fn is_total(&self) -> bool {
        Sheet::is_total(&self.name)
    }

    /// Whether a text ends in its name.
    pub(super) fn ends(&self, text: &str) -> bool {
        self.name.chars().count() >= 2 && text.ends_with(&self.name)
    }

    /// Whether a noun behind a number has the word with which its name begins: 合格批次 of 141批次合格.
    pub(super) fn opens(&self, noun: &str) -> bool {
        let end = self.name.char_indices().nth(2).map_or(self.name.len(), |(at, _)| at);
        self.name.get(..end).is_some_and(|word| word.chars().count() == 2 && noun.starts_with(word))
    }

    /// Whether a text has the last two characters of its name: 收入 of 本年收入.
    pub(super) fn hinted(&self, text: &str) -> bool {
        let count = self.name.chars().count();
        let last: String = self.name.chars().skip(count.saturating_sub(2)).collect();
        last.chars().count() == 2 && text.contains(&last)
    }

    /// Whether it has rates and no counts.
    pub(super) fn is_rate(&self) -> bool {
        self.percent
    }

    /// Whether it tells by how much its rows grew.
    pub(super) fn is_growth(&self) -> bool {
        has(&self.name, &["增长", "增幅", "增速", "同比", "涨幅"])
    }

    /// Whether it tells how far its rows have come.
    pub(super) fn is_progress(&self) -> bool {
        self.name.ends_with(['率', '度'])
            && has(&self.name, &["完成", "完工", "进度", "支付", "执行", "支出", "开工", "竣工", "拨付"])
    }

    /// Whether it is of last year, or is what was aimed at.
    pub(super) fn is_of_other_time(&self) -> bool {
        has(&self.name, &OTHER_TIMES)
    }

    /// Whether a word that another number would have belongs to this column.
    pub(super) fn allows(&self, word: &str) -> bool {
        self.name.contains(word)
            || (self.percent && self.name.contains("完成") && matches!(word, "计划" | "任务" | "目标"))
    }
}

/// The columns of this year and of the one before, when there is one of each.
fn years(columns: &[Column]) -> Option<(u32, u32)> {
    let year = |it: &Column| -> Option<u32> {
        let at = it.name.find('年')?;
        it.name.get(at.checked_sub(4)?..at)?.parse().ok().filter(|year| (1990..2100).contains(year))
    };
    let values = || columns.iter().filter(|it| !it.percent && !has(&it.name, &["增", "减", "±", "比上年"]));
    let only = |wanted: &dyn Fn(&Column) -> bool| {
        let mut found = values().filter(|it| wanted(it));
        found.next().filter(|_| found.next().is_none()).map(|it| it.index)
    };
    let last = values().filter_map(year).max();
    let by_year = last.and_then(|last| {
        let new = only(&|it| year(it) == Some(last))?;
        Some((new, only(&|it| year(it) == last.checked_sub(1))?))
    });
    by_year.or_else(|| {
        let new = only(&|it| has(&it.name, &["本年", "今年", "本期"]))?;
        Some((new, only(&|it| has(&it.name, &["上年", "去年", "同期"]))?))
    })
}
