//! What prose says is the most or the least of a table's rows: 收入最高的是下坪, 上坪收入最低.

use gongwen_core::interval::Verdict;

use super::columns::{Column, Names, OTHER_TIMES};
use super::sheet::Sheet;
use super::told::{ROW, tell, told};
use crate::quantity::Line;
use crate::words::has;
use crate::{Finding, Findings, Relation};

/// Marks between clauses, and the bracket that ends what is said of the most.
const CLAUSES: [char; 8] = ['。', '；', '，', '：', '！', '？', '\n', '（'];

/// All statements of a paragraph.
pub(super) fn most(sheet: &Sheet<'_>, names: &Names, line: &Line, out: &mut Findings) {
    // 完成率最高的是甲镇，最低的是乙镇: the second clause is of the same column.
    let mut before: Option<(usize, u32)> = None;
    for (at, _) in line.chars.iter().enumerate().filter(|(_, c)| **c == '最') {
        let most = match line.char(at + 1) {
            '多' | '高' | '大' | '快' => true,
            '少' | '低' | '小' | '慢' => false,
            _ => continue,
        };
        let again =
            before.filter(|(end, _)| !line.text(*end, at).contains(['。', '；'])).map(|(_, column)| column);
        if let Some(column) = judge(sheet, names, line, (at, most), again, out) {
            before = Some((at, column));
        }
    }
}

/// Judges one statement; gives the column that it is of.
fn judge(
    sheet: &Sheet<'_>,
    names: &Names,
    line: &Line,
    (at, most): (usize, bool),
    again: Option<u32>,
    out: &mut Findings,
) -> Option<u32> {
    let from = line.back(at, &CLAUSES, 30);
    let to = line.ahead(at + 2, &CLAUSES, 16);
    let (before, behind) = (line.text(from, at).trim_start_matches("其中"), line.text(at + 2, to));
    // 历史最高, 最多的村之一, 全县最高 are of other things than these rows.
    let other =
        ["历", "以来", "之一", "其中", "全县", "全市", "全省", "全国", "近", "同比", "增加", "减少", "名单"];
    if has(before, &other) || has(behind, &other) || has(before, &OTHER_TIMES) {
        return None;
    }
    let one = |text: &str| {
        let mut found = names.in_text(text);
        found.next().filter(|_| found.next().is_none())
    };
    let (row, said) = match behind.strip_prefix('的').and_then(|rest| rest.split_once(['是', '为'])) {
        Some((kind, row)) if kind.chars().count() <= 3 => match one(row) {
            Some((found, end)) if row.len() == end => (found, before),
            _ => return None,
        },
        None if behind.is_empty() => match one(before) {
            Some((found, end)) => (found, before.get(end..).unwrap_or_default()),
            None => return None,
        },
        _ => return None,
    };
    if said.chars().count() > 10 || said.contains(['、', '和']) {
        return None;
    }
    let column = match said.is_empty() {
        true => names.columns.iter().find(|it| Some(it.index) == again).or_else(|| single(sheet, names))?,
        false => named(names, said)?,
    };
    let value = sheet.number(row, column.index)?;
    // 供水户数最多，达71户; what has the whole name of a column is held against it as any value of a row.
    if !column.said(said) {
        let next = line.quantities.get(line.index_at(to));
        let told_behind = next.filter(|it| {
            let gap = line.text(to, it.from);
            let joined = matches!(gap, "，达" | "，为" | "，有" | "，共" | "，达到" | "，共有" | "，" | "（");
            joined && it.qualifier.is_none() && !it.range && column.counts(sheet, row, it)
        });
        if let Some(quantity) = told_behind.filter(|_| column.has_unit(sheet, row)) {
            tell(sheet, quantity, value, told(quantity).equals(value.interval), ROW, out);
        }
    }
    let beyond =
        names.members(sheet).filter_map(|(row, name)| Some((sheet.number(*row, column.index)?, name)));
    let beyond = beyond.filter(
        |(number, _)| {
            if most { number.value > value.value } else { number.value < value.value }
        },
    );
    let mut verdict = Verdict::Holds;
    let (span, mut part) = (line.span(from, to), sheet.span(&value));
    if let Some((number, name)) =
        beyond.max_by_key(|(number, _)| if most { number.value } else { -number.value })
    {
        (verdict, part) = (Verdict::Fails, sheet.span(&number));
        let word = if most { "more" } else { "less" };
        let finding = Finding::error(
            "table/text-differs",
            span,
            format!("表里{name}是 {}，这里说的是 {}", number.value, value.value),
            format!("the table has {word}: {} beside {}", number.value, value.value),
        );
        let sign = if most { ">" } else { "<" };
        let reason = format!("{} {sign} {}", number.value, value.value);
        out.push(finding.reason(reason).related("表里的这一行", "row of the table", part));
    }
    let reason = value.value.to_string();
    let (kind, parts) = ("table/text-differs", vec![part]);
    out.relation(Relation { kind, verdict, span, claim: span, parts, reason });
    Some(column.index)
}

/// The only column with numbers.
fn single<'n>(sheet: &Sheet<'_>, names: &'n Names) -> Option<&'n Column> {
    let numbered = |it: &&Column| sheet.number(names.first_row(), it.index).is_some();
    let mut found = names.columns.iter().filter(numbered);
    found.next().filter(|_| found.next().is_none())
}

/// The only column that is called so.
fn named<'n>(names: &'n Names, said: &str) -> Option<&'n Column> {
    // 完成率 beside a column 完成.
    if let Some(column) = names.columns.iter().find(|it| it.is_called(said)) {
        return Some(column);
    }
    // 供水户数 is the column 集中供水, and neither the column 户数 nor 供水率.
    let kind = ["户数", "人数", "数量", "个数"].iter().find_map(|word| said.strip_suffix(word));
    let kind = kind.filter(|kind| kind.chars().count() >= 2);
    let mut whole = names.columns.iter().filter(|it| it.said(said) && !(kind.is_some() && it.is_rate()));
    if let Some(first) = whole.next() {
        return whole.next().is_none().then_some(first);
    }
    // 粮食面积 of 早稻, 玉米 and 合计: the column of all of them, when none is called so.
    let word = |it: &&Column| it.hinted(said) || it.said(said);
    if kind.is_none() && said.chars().count() >= 2 && !names.columns.iter().any(|it| word(&it)) {
        let mut all = names.columns.iter().filter(|it| it.is_total());
        return all.next().filter(|_| all.next().is_none());
    }
    let said = kind.unwrap_or(said);
    let mut part = names.columns.iter().filter(|it| it.hinted(said) && !it.is_of_other_time());
    part.next().filter(|_| part.next().is_none())
}
