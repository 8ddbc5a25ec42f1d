//! What prose says of a table beside it: its totals, its rows, all of its rows.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use gongwen_core::report::Qualifier;
use rust_decimal::Decimal;

use super::apart::apart;
use super::averages::average;
use super::carried;
use super::claims;
use super::columns::{Column, Names, OTHER_TIMES};
use super::done::done;
use super::far;
use super::most::most;
use super::rates::about;
use super::scope::{is_of_cell, is_of_total};
use super::sheet::{Number, Sheet};
use super::short::short;
use super::told::{ROW, Told, tell, told};
use super::totals;
use crate::quantity::{CLAUSES, Line, Quantity, lines};
use crate::words::has;
use crate::{Finding, Findings, Relation, Role, Text};

/// Words behind which a number is no value of a row, but is made of several.
const MADE: [&str; 24] = [
    "比", "较", "高于", "低于", "相差", "差", "占", "分别", "合计", "平均", "均", "其中", "增", "减", "下降",
    "降", "提高", "提升", "累计", "新", "力争", "预计", "每", "排",
];

/// Words at the beginning of a clause by which something is left out or put in.
const LEFT_OUT: [&str; 9] = ["扣除", "剔除", "若不", "若按", "若以", "不含", "不计", "不包括", "加上"];

/// Words by which all of a sentence is only supposed.
const SUPPOSED: [&str; 5] = ["如果", "假如", "还原", "同口径", "可比口径"];

/// Holds each table against the paragraphs around it.
pub(super) fn against_prose<'t>(
    text: &Text,
    sheets: impl Iterator<Item = &'t Sheet<'t>>,
    out: &mut Findings,
) {
    let lines = lines(text);
    for sheet in sheets {
        let first = sheet.cells.values().min().copied().unwrap_or_default();
        let last = sheet.cells.values().max().copied().unwrap_or_default();
        let turned = sheet.turned();
        let sheet = turned.as_ref().unwrap_or(sheet);
        let names = Names::of(sheet);
        let around = lines.iter().filter(|line| line.index + 3 >= first && line.index <= last + 3);
        for line in around.filter(|line| !matches!(line.role, Role::Cell(_))) {
            most(sheet, &names, line, out);
            done(sheet, &names, line, out);
            for (index, quantity) in line.quantities.iter().enumerate() {
                if quantity.range || quantity.quoted || is_supposed(line, quantity) {
                    continue;
                }
                total(sheet, &names, line, index, quantity, out);
                claims::share(sheet, &names, line, index, out);
                claims::count(sheet, &names, line, index, out);
                claims::list(sheet, &names, line, index, out);
                apart(sheet, &names, line, index, out);
                short(sheet, &names, line, index, out);
                average(sheet, &names, line, index, out);
                totals::column(sheet, &names, line, index, quantity, out);
                totals::moved(sheet, &names, line, index, out);
                totals::rate(sheet, &names, line, index, out);
                all_rows(sheet, &names, line, index, quantity, out);
                row(sheet, &names, line, index, quantity, out);
                far::value(sheet, &names, line, quantity, out);
                carried::value(sheet, &names, line, index, quantity, out);
            }
        }
    }
}

/// Whether a number is reckoned on another footing than the table: 扣除停用的，…为91.8%.
fn is_supposed(line: &Line, quantity: &Quantity) -> bool {
    let from = line.back(quantity.from, &['。', '；', '！', '\n'], 60);
    let said = line.text(from, quantity.from);
    let opens = |clause: &str| LEFT_OUT.iter().any(|word| clause.trim_start_matches('在').starts_with(word));
    said.split(['，', '（', '：']).any(opens) || has(said, &SUPPOSED)
}

/// A total of the table, called by the name of its column: 全镇共有脱贫户28户.
fn total(
    sheet: &Sheet<'_>,
    names: &Names,
    line: &Line,
    index: usize,
    quantity: &Quantity,
    out: &mut Findings,
) {
    let Some(total) = (sheet.top()..sheet.rows).rev().find(|row| Sheet::is_total(sheet.name(*row))) else {
        return;
    };
    let clause = line.clause(quantity);
    let whole = ["全镇", "全县", "全乡", "全村", "共", "合计", "总"];
    let other = ["其中", "新增", "上年", "去年", "计划", "目标", "累计"];
    // 全县18个卫生院…；4个中心卫生院列表如下: the table has some of them.
    let rows = Decimal::from(sheet.rows.saturating_sub(sheet.top()).saturating_sub(1));
    let some = line.quantities.iter().take(index).any(|it| {
        it.sentence == quantity.sentence
            && it.from + 30 > quantity.from
            && it.is_amount()
            && clause_counts(it, rows)
    });
    if !has(clause, &whole) || has(clause, &other) || some {
        return;
    }
    let label = line.label(index).trim_end_matches(['达', '到', '为', '是', '有', '共']);
    for column in (1..sheet.columns).filter(|column| sheet.adds(*column)) {
        let header = sheet.header(column);
        let Some((name, unit)) = header.split_once(['（', '(']) else { continue };
        let unit = unit.trim_end_matches(['）', ')']);
        let (Some(claim), true) = (sheet.number(total, column), name.chars().count() >= 2) else { continue };
        if label.ends_with(name) && quantity.printed_unit == unit {
            let verdict = told(quantity).equals(claim.interval);
            let own = names.columns.iter().find(|it| it.index == column);
            if verdict == Verdict::Fails
                && !own.is_some_and(|own| is_of_total(sheet, line, index, (own, claim.value), true))
            {
                continue;
            }
            tell(sheet, quantity, claim, verdict, Told { zh: "表里的合计", en: "total of the table" }, out);
        }
    }
}

/// Whether a quantity counts other things than there are rows: 18个, of which the table has four.
fn clause_counts(it: &Quantity, rows: Decimal) -> bool {
    matches!(it.unit.as_str(), "个" | "家" | "所" | "村" | "镇" | "乡") && it.printed > rows
}

/// 各村收入全部突破20万元: a row that has less.
fn all_rows(
    sheet: &Sheet<'_>,
    names: &Names,
    line: &Line,
    index: usize,
    quantity: &Quantity,
    out: &mut Findings,
) {
    let Some(way) = quantity.qualifier else { return };
    let least =
        matches!(way, Qualifier::MoreThan | Qualifier::Exceeding | Qualifier::Beyond | Qualifier::AtLeast);
    if !(least || way == Qualifier::Below) {
        return;
    }
    let clause = line.clause(quantity);
    if !has(clause, &["全部", "均", "都", "全都", "无一"])
        || has(clause, &["人均", "户均", "平均", "村均", "亩均"])
    {
        return;
    }
    // 四个村 are all of them, 三个村 are not.
    let rows = names.members(sheet).count();
    let counted = line.quantities.iter().take(index).rev().take_while(|it| it.from + 60 > quantity.from);
    let mut counted = counted.filter(|it| it.sentence == quantity.sentence && it.is_amount());
    let other = counted
        .any(|it| it.from + clause.chars().count() >= quantity.from && it.printed != Decimal::from(rows));
    if other || names.in_text(clause).next().is_some() {
        return;
    }
    // 均超过500名学生: what it is of may stand behind.
    let text = format!("{clause}{}", line.noun(index));
    // 合格率方面，四个站都在95%以上: or in the clause before.
    let before = line.back(quantity.from, &['。', '；', '！', '\n'], 40);
    let sentence = line.text(before, quantity.from);
    let column = names.only(sheet, &text, quantity).or_else(|| {
        let named = names.in_text(sentence).next().is_none();
        names.only(sheet, sentence, quantity).filter(|_| named)
    });
    let Some(column) = column else { return };
    let bad = names
        .members(sheet)
        .filter_map(|(row, _)| sheet.number(*row, column.index))
        .find(|number| if least { number.value < quantity.printed } else { number.value > quantity.printed });
    if let Some(number) = bad {
        tell(sheet, quantity, number, Verdict::Fails, ROW, out);
    }
}

/// A value of one row: 城关镇完成投资1674万元, 最少的是五组，187人, 玉米增产0.07万吨.
fn row(sheet: &Sheet<'_>, names: &Names, line: &Line, index: usize, quantity: &Quantity, out: &mut Findings) {
    let mut from = line.back(quantity.from, &CLAUSES, 40);
    let bare = line.text(from, quantity.from).trim_matches(['有', '为', '达', '共', '仅']).is_empty();
    if bare {
        from = line.back(from.saturating_sub(1), &CLAUSES, 24);
    }
    let scope = line.text(from, quantity.from);
    let mut found = names.in_text(scope);
    let (Some((row, end)), None) = (found.next(), found.next()) else { return };
    drop(found);
    // What stands between the name of the row, or the number before, and this number.
    let behind = scope.get(end..).unwrap_or_default();
    let label = line.label(index);
    let said = if bare || behind.len() < label.len() { behind } else { label };
    // 城关镇、马店镇 are two, of which the table may have one.
    let joined = scope.get(..end).and_then(|text| {
        let name = names.rows.iter().find(|(own, _)| *own == row).map(|(_, name)| name.as_str())?;
        text.strip_suffix(name)?.chars().last()
    });
    let joined = joined.is_some_and(|c| matches!(c, '、' | '和' | '与' | '及'))
        || behind.starts_with(['、', '和', '与', '及', '等'])
        || has(behind, &["两", "三个", "四个", "合计", "分别"]);
    if joined || quantity.qualifier.is_some() || said.chars().count() > 14 {
        return;
    }
    if let Some((new, old)) = names.years {
        let grown = sheet.number(row, new).zip(sheet.number(row, old));
        if grown.is_some_and(|pair| grew(sheet, (row, new), pair, said, quantity, out)) {
            return;
        }
    }
    let cells: Vec<Number> = (1..sheet.columns).filter_map(|column| sheet.number(row, column)).collect();
    let value = told(quantity);
    let made = |one: &Number, other: &Number| {
        let rate = Interval::rounded(quantity.printed).equals(one.interval.rate(other.interval));
        let values = [one.interval - other.interval, one.interval + other.interval];
        values.iter().any(|made| value.may_equal(made)) || (quantity.is_percent() && rate == Verdict::Holds)
    };
    if cells.iter().any(|cell| value.may_equal(&cell.interval)) {
        return;
    }
    let fits: Vec<(&Column, Number)> = names
        .columns
        .iter()
        .filter(|column| column.counts(sheet, row, quantity))
        .filter_map(|column| Some((column, sheet.number(row, column.index)?)))
        .collect();
    let mut named = fits.iter().filter(|(column, _)| column.said_of(said, quantity));
    // 尚有9户未完成 is made of two cells; what has the name of one is not.
    let reckoned =
        quantity.is_percent() || has(said, &["差", "共", "余", "未", "剩", "尚", "多", "少", "超"]);
    if (reckoned || named.clone().next().is_none())
        && cells.iter().any(|one| cells.iter().any(|other| made(one, other)))
    {
        return;
    }
    let plain = |column: &Column| {
        MADE.iter().chain(&OTHER_TIMES).all(|word| !said.contains(word) || column.allows(word))
    };
    let meant = match (named.next(), named.next()) {
        (Some((column, number)), None) if plain(column) => {
            is_like(number.value, quantity.printed).then_some((*column, *number))
        }
        (None, _) if !has(said, &MADE) && !has(said, &OTHER_TIMES) && said.chars().count() <= 6 => {
            let mut near = fits
                .iter()
                .filter(|(column, it)| column.has_unit(sheet, row) && slipped(it.value, quantity.printed));
            near.next().filter(|_| near.next().is_none()).copied()
        }
        _ => None,
    };
    if let Some((column, number)) = meant {
        let verdict = value.equals(number.interval);
        if verdict == Verdict::Fails && !is_of_cell(sheet, line, quantity, (row, column), said) {
            return;
        }
        tell(sheet, quantity, number, verdict, ROW, out);
    }
}

/// 玉米减产0.07万吨, 茶叶增长10%: what two columns say of the year before. Gives whether that is what is said.
fn grew(
    sheet: &Sheet<'_>,
    (row, column): (u32, u32),
    (new, old): (Number, Number),
    said: &str,
    quantity: &Quantity,
    out: &mut Findings,
) -> bool {
    let mut bare = said;
    for word in [
        "产量",
        "总产",
        "面积",
        "收入",
        "支出",
        "投入",
        "投资",
        "同比",
        "比上年",
        "较上年",
        "比去年",
        "较去年",
        "上年",
    ] {
        bare = bare.trim_start_matches(word);
    }
    let fell = match bare {
        "增产" | "增加" | "增长" | "增收" | "提高" | "上升" | "多" => false,
        "减产" | "减少" | "下降" | "减收" | "降低" | "少" => true,
        _ => return false,
    };
    let difference = new.interval - old.interval;
    let difference = match () {
        () if quantity.is_percent() && !old.value.is_zero() => Interval::growth(new.interval, old.interval),
        () if sheet.unit(row, column).is_some_and(|unit| unit == quantity.printed_unit) => difference,
        () => return true,
    };
    let signed = if fell { -difference } else { difference };
    let mut verdict = told(quantity).equals(signed);
    if verdict == Verdict::Fails && quantity.is_percent() {
        if is_precise(sheet, row, new, old) {
            return grew_by(sheet, quantity, (new, old), &signed, out);
        }
        // Else the growth of rounded numbers is known from digits that the table does not have.
        if told(quantity).equals(-signed) != Verdict::Holds {
            verdict = Verdict::Open;
        }
    }
    tell(sheet, quantity, new, verdict, ROW, out);
    true
}

/// Whether two cells have all the digits that a growth of one decimal is made of, and are not reckoned in the prices of one year.
fn is_precise(sheet: &Sheet<'_>, row: u32, new: Number, old: Number) -> bool {
    let least = Decimal::ONE_THOUSAND;
    let priced = (0..sheet.columns).any(|it| has(&sheet.header(it), &["可比", "不变价"]))
        || has(sheet.name(row), &["增加值", "产值", "GDP", "可比"]);
    new.value.is_integer() && old.value.is_integer() && new.value >= least && old.value >= least && !priced
}

/// Tells of a growth in per cent that the two cells do not make.
fn grew_by(
    sheet: &Sheet<'_>,
    quantity: &Quantity,
    (new, old): (Number, Number),
    made: &Interval,
    out: &mut Findings,
) -> bool {
    let (shown, made) = (quantity.shown(), about(made, quantity.printed.scale().max(1)));
    let reason = format!("({} - {}) ÷ {1} = {made}%", new.value, old.value);
    let (kind, span) = ("table/text-differs", quantity.span);
    let finding = Finding::error(
        kind,
        span,
        format!("正文写的是 {shown}%，按表里的两个数算是 {made}%"),
        format!("prose has {shown} %, the two numbers of the table make {made} %"),
    );
    out.push(finding.reason(reason.clone()).related("表里的这一行", "row of the table", sheet.span(&new)));
    let (verdict, parts) = (Verdict::Fails, vec![sheet.span(&new), sheet.span(&old)]);
    out.relation(Relation { kind, verdict, span, claim: span, parts, reason });
    true
}

/// Whether two numbers are so near that one is meant to be the other.
fn is_like(one: Decimal, other: Decimal) -> bool {
    let doubled = |it: Decimal| it.checked_mul(Decimal::TWO).unwrap_or(it);
    one <= doubled(other) && other <= doubled(one)
}

/// Whether a number is another one with a digit changed or two exchanged.
fn slipped(one: Decimal, other: Decimal) -> bool {
    let (one, other) = (one.to_string(), other.to_string());
    let differ: Vec<(char, char)> =
        one.chars().zip(other.chars()).filter(|(one, other)| one != other).collect();
    let swapped = matches!(differ.as_slice(), [(a, b), (c, d)] if a == d && b == c);
    one.len() == other.len() && one.len() >= 3 && (differ.len() == 1 || swapped)
}
