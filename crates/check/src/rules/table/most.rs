//! What prose says is the most, the least or the second of a table's rows: 收入最高的是下坪, 上坪收入最低, 中坪次之.

use gongwen_core::interval::Verdict;

use super::columns::{Column, Names, OTHER_TIMES};
use super::sheet::{Number, Sheet};
use super::told::{ROW, tell, told};
use crate::quantity::Line;
use crate::rules::rank::{Place, Rank, ranks};
use crate::words::has;
use crate::{Finding, Findings, Relation};

/// Marks between clauses, and the bracket that ends what is said of the most.
const CLAUSES: [char; 8] = ['。', '；', '，', '：', '！', '？', '\n', '（'];

/// Words with which other things are meant than these rows: 历史最高, 最多的村之一, 全县最高.
const OTHER: [&str; 13] =
    ["历", "以来", "之一", "其中", "全县", "全市", "全省", "全国", "近", "同比", "增加", "减少", "名单"];

/// A row that is said to have a place, and the columns that may be meant.
struct Claim<'n> {
    row: u32,
    columns: Vec<&'n Column>,
    /// What is said of the measure.
    said: &'n str,
    from: usize,
    to: usize,
}

/// The columns and the place of the statement before: 完成率最高的是甲镇，乙镇次之.
struct Before {
    end: usize,
    columns: Vec<u32>,
    place: Place,
}

/// All statements of a paragraph.
pub(super) fn most(sheet: &Sheet<'_>, names: &Names, line: &Line, out: &mut Findings) {
    let mut before: Option<Before> = None;
    for rank in ranks(line) {
        let last = before.take().filter(|it| !line.text(it.end, rank.from).contains(['。', '；']));
        let place = match (rank.place, last.as_ref().map(|it| it.place)) {
            (Place::Next, Some(Place::Top(nth))) => Place::Top(nth + 1),
            (Place::Next, Some(Place::Bottom(nth))) => Place::Bottom(nth + 1),
            (Place::Next, _) => continue,
            (place, _) => place,
        };
        let again = last.map(|it| it.columns).unwrap_or_default();
        let Some(claim) = claim(sheet, names, line, &rank, &again) else {
            // The columns are still those of the clause before.
            before = (!again.is_empty()).then_some(Before { end: rank.to, columns: again, place });
            continue;
        };
        let failed = judge(sheet, names, line, &claim, place, out);
        // What was wrong is no measure for the next one.
        let place = if failed { Place::Next } else { place };
        let columns = claim.columns.iter().map(|it| it.index).collect();
        before = Some(Before { end: rank.to, columns, place });
    }
}

/// What one word of rank is said of.
fn claim<'n>(
    sheet: &Sheet<'_>,
    names: &'n Names,
    line: &'n Line,
    rank: &Rank,
    again: &[u32],
) -> Option<Claim<'n>> {
    let from = line.back(rank.from, &CLAUSES, 30);
    let to = line.ahead(rank.to, &CLAUSES, 16);
    let (before, behind) = (line.text(from, rank.from).trim_start_matches("其中"), line.text(rank.to, to));
    if has(before, &OTHER) || has(behind, &OTHER) || has(before, &OTHER_TIMES) || rank.scoped {
        return None;
    }
    let one = |text: &str| {
        let mut found = names.in_text(text);
        found.next().filter(|_| found.next().is_none())
    };
    let named = match rank.place {
        Place::Next if !line.starts(rank.from, "次之") => {
            behind.strip_prefix(['是', '为']).map(|row| ("", row))
        }
        _ => behind.strip_prefix('的').and_then(|rest| rest.split_once(['是', '为'])),
    };
    let (row, said) = match named {
        Some((kind, row)) if kind.chars().count() <= 3 => match one(row) {
            // 最高的是下坪 or 最高的是下坪86%.
            Some((found, end)) if ends_name(row.get(end..)?) => (found, before),
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
    let said = said.trim_end_matches(['仍', '稳', '位', '也']);
    let columns: Vec<&Column> = match said.is_empty() {
        true if !again.is_empty() => names.columns.iter().filter(|it| again.contains(&it.index)).collect(),
        true if rank.speed => progress(names).into_iter().collect(),
        true => valued(sheet, names),
        false => named_or_grown(names, said, rank).into_iter().collect(),
    };
    (!columns.is_empty()).then_some(Claim { row, columns, said, from, to })
}

/// Whether nothing but a number stands behind a name.
fn ends_name(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['达', '为', '有', '到', '仅']);
    rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit())
}

/// The column that a measure names; of 增幅 that of growth, of 进度 that of rates.
fn named_or_grown<'n>(names: &'n Names, said: &str, rank: &Rank) -> Option<&'n Column> {
    if let Some(column) = named(names, said) {
        return Some(column);
    }
    if said.ends_with("增幅") || said.ends_with("增速") || said.ends_with("增长") {
        return only(names.columns.iter().filter(|it| it.is_growth() && it.is_rate()));
    }
    (rank.speed || said.ends_with("进度")).then(|| progress(names))?
}

/// The only column that tells how far the rows have come.
fn progress(names: &Names) -> Option<&Column> {
    only(names.columns.iter().filter(|it| it.is_progress()))
}

fn only<'n>(mut found: impl Iterator<Item = &'n Column>) -> Option<&'n Column> {
    found.next().filter(|_| found.next().is_none())
}

/// Holds a place against all rows; where no column is named it has to fail in each.
fn judge(
    sheet: &Sheet<'_>,
    names: &Names,
    line: &Line,
    claim: &Claim<'_>,
    place: Place,
    out: &mut Findings,
) -> bool {
    let (nth, most) = match place {
        Place::Top(nth) => (nth, true),
        Place::Bottom(nth) => (nth, false),
        Place::Next => return false,
    };
    if let [column] = claim.columns.as_slice() {
        told_behind(sheet, line, claim, column, out);
    }
    let mut told: Option<(Number, Option<(Number, &str)>)> = None;
    for column in &claim.columns {
        let Some(value) = sheet.number(claim.row, column.index) else { return false };
        let others = || {
            let rows = names.members(sheet).filter(|(row, _)| *row != claim.row);
            rows.filter_map(|(row, name)| Some((sheet.number(*row, column.index)?, name.as_str())))
        };
        let above =
            |it: &(Number, &str)| if most { it.0.value > value.value } else { it.0.value < value.value };
        let first = others().filter(above).max_by_key(|it| if most { it.0.value } else { -it.0.value });
        let beyond = u32::try_from(others().filter(above).count()).unwrap_or(u32::MAX);
        let level = others().filter(|it| it.0.value == value.value).count();
        let enough = beyond.saturating_add(u32::try_from(level).unwrap_or(u32::MAX));
        // 第二 are those of which one lies beyond; what is beyond all is the first.
        let fails = match () {
            () if beyond >= nth => first,
            () if enough + 1 < nth => others().find(|it| !above(it)),
            () => None,
        };
        told = match told {
            Some((_, None)) => told,
            _ => Some((value, fails)),
        };
    }
    let Some((value, fails)) = told else { return false };
    let verdict = if fails.is_some() { Verdict::Fails } else { Verdict::Holds };
    let span = line.span(claim.from, claim.to);
    let mut part = sheet.span(&value);
    if let Some((number, name)) = fails {
        part = sheet.span(&number);
        let word = if number.value > value.value { "more" } else { "less" };
        let finding = Finding::error(
            "table/text-differs",
            span,
            format!("表里{name}是 {}，这里说的是 {}", number.value, value.value),
            format!("the table has {word}: {} beside {}", number.value, value.value),
        );
        let sign = if number.value > value.value { ">" } else { "<" };
        let reason = format!("{} {sign} {}", number.value, value.value);
        out.push(finding.reason(reason).related("表里的这一行", "row of the table", part));
    }
    let reason = value.value.to_string();
    let (kind, parts) = ("table/text-differs", vec![part]);
    out.relation(Relation { kind, verdict, span, claim: span, parts, reason });
    fails.is_some()
}

/// 供水户数最多，达71户; what has the whole name of a column is held against it as any value of a row.
fn told_behind(sheet: &Sheet<'_>, line: &Line, claim: &Claim<'_>, column: &Column, out: &mut Findings) {
    let Some(value) = sheet.number(claim.row, column.index).filter(|_| !column.said(claim.said)) else {
        return;
    };
    let next = line.quantities.get(line.index_at(claim.to));
    let told_behind = next.filter(|it| {
        let gap = line.text(claim.to, it.from);
        let joined = matches!(gap, "，达" | "，为" | "，有" | "，共" | "，达到" | "，共有" | "，" | "（");
        joined && it.qualifier.is_none() && !it.range && column.counts(sheet, claim.row, it)
    });
    if let Some(quantity) = told_behind.filter(|_| column.has_unit(sheet, claim.row)) {
        tell(sheet, quantity, value, told(quantity).equals(value.interval), ROW, out);
    }
}

/// The columns with numbers of their own, in none of which what is said may hold.
fn valued<'n>(sheet: &Sheet<'_>, names: &'n Names) -> Vec<&'n Column> {
    let numbered = |it: &&Column| sheet.number(names.first_row(), it.index).is_some();
    names.columns.iter().filter(numbered).collect()
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
