//! A table as rules see it: its numbers by row and column, its headers, what its rows are called.

use std::collections::BTreeMap;

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use crate::{Finding, Findings, Relation, Span, Text};

/// What rows and columns of totals are called.
const TOTALS: [&str; 7] = ["合计", "总计", "共计", "小计", "全镇合计", "全县合计", "合 计"];

/// Columns whose numbers do not add up.
const NO_SUMMANDS: [&str; 43] = [
    "生师比",
    "师生比",
    "比值",
    "系数",
    "每公里",
    "每亩",
    "每户",
    "每人",
    "每网格",
    "平均每",
    "序号",
    "编号",
    "年份",
    "电话",
    "代码",
    "编码",
    "率",
    "比重",
    "占比",
    "比例",
    "%",
    "均",
    "增长",
    "增幅",
    "增速",
    "排名",
    "名次",
    "得分",
    "日期",
    "时间",
    "邮编",
    "亩产",
    "单产",
    "单价",
    "价格",
    "标准",
    "密度",
    "年龄",
    "指数",
    "同比",
    "进度",
    "浓度",
    "评分",
];

/// A table as rules see it.
pub(super) struct Sheet<'t> {
    pub(super) text: &'t Text,
    /// Which paragraph each cell is.
    pub(super) cells: BTreeMap<(u32, u32), usize>,
    pub(super) rows: u32,
    pub(super) columns: u32,
}

/// A number of a cell.
#[derive(Clone, Copy)]
pub(super) struct Number {
    pub(super) value: Decimal,
    pub(super) interval: Interval,
    pub(super) paragraph: usize,
}

impl Sheet<'_> {
    pub(super) fn cell(&self, row: u32, column: u32) -> &str {
        let paragraph = self.cells.get(&(row, column)).and_then(|index| self.text.paragraphs.get(*index));
        paragraph.map_or("", |paragraph| paragraph.text.trim())
    }

    /// The number of a cell, when it is one and nothing else: thousands and % are left out, — and blanks are none.
    pub(super) fn number(&self, row: u32, column: u32) -> Option<Number> {
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
    pub(super) fn header(&self, column: u32) -> String {
        let top = self.top();
        (0..top).map(|row| self.cell(row, column)).collect::<Vec<_>>().concat()
    }

    /// How many rows are headers: those before the first row that has a number.
    pub(super) fn top(&self) -> u32 {
        let numbered = |row: &u32| (1..self.columns).any(|column| self.number(*row, column).is_some());
        (1..self.rows).find(numbered).unwrap_or(self.rows).max(1)
    }

    /// The same table with its rows as columns, when its rows are what is measured and its columns are the things: 旅游收入（亿元）
    /// beside 一季度, 二季度.
    pub(super) fn turned(&self) -> Option<Sheet<'_>> {
        let measured = |row: &u32| self.cell(*row, 0).ends_with(['）', ')']);
        let rows = self.rows.checked_sub(1).filter(|rows| *rows > 1)?;
        let all = (1..self.rows).filter(measured).count() * 2 > rows as usize;
        let heads = || (1..self.columns).map(|column| self.cell(0, column));
        // 2023年, 2024年, 增长 are told apart by their years; three years and more are things like quarters.
        let year = |it: &str| {
            it.strip_suffix('年')
                .is_some_and(|year| year.len() == 4 && year.chars().all(|c| c.is_ascii_digit()))
        };
        let years = heads().all(year);
        let things = heads().all(|it| {
            let other = it.contains(['（', '(', '%', '率', '比', '数', '计', '增'])
                || ["单位", "完成", "任务", "目标", "备注", "本期", "同期"]
                    .iter()
                    .any(|word| it.starts_with(word));
            let timed = !it.contains('年') || Self::is_whole(it) || it.ends_with("半年");
            !it.is_empty() && !other && (timed || years)
        });
        let top = (1..self.columns).any(|column| self.number(1, column).is_some());
        (all && things && top && self.columns > 3).then(|| Sheet {
            text: self.text,
            cells: self.cells.iter().map(|((row, column), index)| ((*column, *row), *index)).collect(),
            rows: self.columns,
            columns: self.rows,
        })
    }

    pub(super) fn name(&self, row: u32) -> &str {
        let first = self.cell(row, 0);
        // 1, 2, 3 count the rows; 2024 is what a row is called.
        let year = first.len() == 4 && first.starts_with(['1', '2']);
        let numbered = first.is_empty() || !year && first.chars().all(|c| c.is_ascii_digit());
        if numbered && self.columns > 2 { self.cell(row, 1) } else { first }
    }

    pub(super) fn is_total(name: &str) -> bool {
        let bare: String = name.chars().filter(|c| !c.is_whitespace()).collect();
        // 合计（万元）: of the rows of this unit.
        let bare = bare.split(['（', '(']).next().unwrap_or_default().trim_end_matches(['：', ':']);
        TOTALS.contains(&bare)
            || (bare.ends_with("合计") && bare.chars().count() <= 6)
            || Self::is_subtotal(bare)
    }

    /// 小计, 东片小计: the total of some rows.
    pub(super) fn is_subtotal(name: &str) -> bool {
        name.ends_with("小计") && name.chars().count() <= 8
    }

    /// 全年, 全县: all of what the other rows are, or may be.
    pub(super) fn is_whole(name: &str) -> bool {
        ["全年", "全县", "全市", "全区", "全镇", "全乡", "全村", "全校", "全局", "全院", "全街道"]
            .contains(&name)
    }

    /// Whether the numbers of a column may make a total; those that are printed with % do not.
    pub(super) fn adds(&self, column: u32) -> bool {
        let header = self.header(column);
        column > 0
            && !NO_SUMMANDS.iter().any(|word| header.contains(word))
            && !header.trim_end().ends_with('比')
            && !header.trim_end().ends_with("年度")
            && !(self.top()..self.rows).any(|row| self.cell(row, column).ends_with(['%', '％']))
    }

    /// The unit of a cell: in the brackets of its header, else in the column 单位 of its row or in the brackets of its name.
    pub(super) fn unit(&self, row: u32, column: u32) -> Option<String> {
        let header = self.header(column);
        if let Some((_, unit)) = header.split_once(['（', '(']) {
            return Some(unit.trim_end_matches(['）', ')']).to_owned());
        }
        let own = (1..self.columns).find(|column| self.header(*column).trim() == "单位");
        match own {
            Some(own) => Some(self.cell(row, own).to_owned()).filter(|unit| !unit.is_empty()),
            // 城镇新增就业（人）: in the name of the row.
            None => self.named_unit(row).map(str::to_owned),
        }
    }

    /// The unit in the brackets of a row's name.
    pub(super) fn named_unit(&self, row: u32) -> Option<&str> {
        self.name(row).split_once(['（', '(']).map(|(_, unit)| unit.trim_end_matches(['）', ')']))
    }

    pub(super) fn span(&self, number: &Number) -> Span {
        let length = self.text.paragraphs.get(number.paragraph).map_or(0, |it| it.text.len());
        Span::new(number.paragraph, 0, length)
    }

    pub(super) fn tell(
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
}
