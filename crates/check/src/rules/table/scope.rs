//! Whether a number of prose is of a whole cell of the table: 城关镇低保户186户, and not 城关镇农村低保户112户 or 上半年城关镇….
//!
//! A table tells of one time and of all that its rows and columns name. Prose around it goes into its parts, so a number that
//! only differs from a cell may be of something else. It is of the cell when nothing but names and words without a sense of
//! their own stands before it, or when it is the number of the cell with two digits exchanged.

use rust_decimal::Decimal;

use super::columns::Column;
use super::sheet::Sheet;
use crate::quantity::{Line, Quantity};
use crate::words::has;

/// Marks behind which prose may speak of something else than a table.
const STOPS: [char; 5] = ['。', '；', '！', '？', '\n'];

/// Words that tell nothing of what is counted.
const EMPTY: [&str; 72] = [
    "截至目前",
    "截至年底",
    "截至12月底",
    "截至12月末",
    "12月31日",
    "从表上看",
    "从表中看",
    "从上表看",
    "由表可见",
    "数量居首",
    "规模最大",
    "排名第一",
    "位居第一",
    "本年度",
    "全年度",
    "一年来",
    "全年",
    "今年",
    "本年",
    "当年",
    "年内",
    "年末",
    "年底",
    "目前",
    "全镇",
    "全县",
    "全乡",
    "全村",
    "全区",
    "全市",
    "全校",
    "全院",
    "全局",
    "我镇",
    "我县",
    "我村",
    "我区",
    "我乡",
    "其中",
    "完成",
    "实现",
    "达到",
    "发现",
    "查出",
    "排查",
    "开展",
    "组织",
    "共有",
    "共计",
    "合计",
    "总计",
    "累计",
    "总共",
    "一共",
    "实际",
    "最多",
    "最少",
    "最大",
    "最小",
    "最高",
    "最低",
    "居首",
    "第一",
    "行业",
    "领域",
    "方面",
    "这块",
    "乡镇",
    "街道",
    "社区",
    "人员",
    "任务",
];

/// Characters that tell nothing of what is counted.
const PARTICLES: &str = "，、：的有为达到是共计总约仅只就也已又则却还了数量额率个家类等在于里中镇乡村县区市所办做得见出来占第一二三四五六七八九十两";

/// Words of a place in which numbers are written down are no longer.
const PLACE: usize = 5;

/// Words by which a number is of a part of the time that the table is on.
const PART_OF_TIME: [&str; 17] = [
    "上半年",
    "下半年",
    "季度",
    "半年",
    "月",
    "年初",
    "期初",
    "旬",
    "周",
    "截至",
    "以来",
    "此前",
    "此后",
    "原有",
    "原来",
    "目标",
    "计划",
];

/// Whether a number that differs from this cell is of it; `said` is what stands between the name of the row and the number.
pub(super) fn is_of_cell(
    sheet: &Sheet<'_>,
    line: &Line,
    quantity: &Quantity,
    (row, column): (u32, &Column),
    said: &str,
) -> bool {
    let exchanged =
        sheet.number(row, column.index).is_some_and(|it| is_exchanged(it.value, quantity.printed));
    let row = sheet.name(row).split(['（', '(']).next().unwrap_or_default().trim();
    let headers: Vec<String> = (0..sheet.columns).map(|it| sheet.header(it)).collect();
    // 完成计划的94.0%, 36次监测有32次达标: what stands beside the cell is named with it.
    let of_plan: &[&str] = if quantity.is_percent() { &["计划", "任务", "目标"] } else { &[] };
    let names: Vec<&str> =
        [row].into_iter().chain(headers.iter().map(String::as_str)).chain(of_plan.iter().copied()).collect();
    let from = line.back(quantity.from, &STOPS, 60);
    let sentence = line.text(from, quantity.from);
    // What stands before the name of the row in its clause: 高产示范片玉米, 规上工贸企业.
    let lead = sentence
        .rfind(row)
        .and_then(|at| sentence.get(..at))
        .map_or("", |before| before.rsplit(['，', '：', '；']).next().unwrap_or_default());
    // 经费里修路灯: where it is written down.
    // 受理投诉482件 beside 投诉 428.
    const DEEDS: [&str; 10] =
        ["受理", "办理", "接待", "发放", "收到", "投入", "安装", "栽植", "新建", "查处"];
    let place = lead.ends_with(['里', '中', '上', '内']) && lead.chars().count() <= PLACE;
    let deed = DEEDS.contains(&lead.trim_start_matches(['共', '已']));
    let lead = if exchanged && (place || deed) { "" } else { lead };
    if !says_nothing(lead, &names) {
        return false;
    }
    exchanged || says_nothing(said, &names) && !of_part_of_time(sheet, sentence, &names)
}

/// Whether a number of prose is of all of a column: nothing but its name stands before it, 全县共走访低保户442户 is another one.
/// `named` is whether its name has to be there.
pub(super) fn is_of_total(
    sheet: &Sheet<'_>,
    line: &Line,
    index: usize,
    (column, total): (&Column, Decimal),
    named: bool,
) -> bool {
    let Some(quantity) = line.quantities.get(index) else { return false };
    let header = sheet.header(column.index);
    let names = [header.as_str()];
    let from = line.back(quantity.from, &STOPS, 60);
    // 总收入860万元 behind 补助收入160万元: of the table and of what stands before.
    let more = || {
        let other = line.quantities.get(..index).unwrap_or_default().iter().rev();
        other.take_while(|it| it.sentence == quantity.sentence).filter(|it| it.same_unit(quantity)).any(
            |it| {
                let rest = quantity.printed.checked_sub(it.printed);
                rest.is_some_and(|rest| rest == total || -rest == total)
            },
        )
    };
    let said = line.label(index);
    (!named || says_nothing(said, &names))
        && !of_part_of_time(sheet, &line.text(from, quantity.from).replace("个月", ""), &names)
        && !more()
}

/// Whether a text has only these names and words without a sense of their own.
fn says_nothing(text: &str, names: &[&str]) -> bool {
    let mut rest = text.to_owned();
    let bare = names.iter().map(|name| name.split(['（', '(']).next().unwrap_or_default());
    for word in bare.chain(EMPTY).filter(|word| !word.is_empty()) {
        if rest.contains(word) {
            rest = rest.replace(word, "");
        }
    }
    let known =
        |c: char| c.is_ascii_digit() || PARTICLES.contains(c) || names.iter().any(|it| it.contains(c));
    rest.replace('年', "").chars().all(known)
}

/// Whether a sentence is of a part of a year or of another one than the text.
fn of_part_of_time(sheet: &Sheet<'_>, sentence: &str, names: &[&str]) -> bool {
    let whole = ["12月底", "12月末", "12月31日"].iter().any(|word| sentence.contains(word));
    let part = PART_OF_TIME
        .iter()
        .any(|word| sentence.contains(word) && !names.iter().any(|name| name.contains(word)));
    let of_text = sheet.text.paragraphs.iter().find_map(|it| years(&it.text).next());
    let other =
        years(sentence).any(|year| Some(year) != of_text && !names.iter().any(|name| name.contains(year)));
    part && !whole || other || has(sentence, &["上年", "去年", "同期", "明年"])
}

/// The years that a text names.
fn years(text: &str) -> impl Iterator<Item = &str> {
    let years = text.match_indices('年').filter_map(|(at, _)| text.get(at.checked_sub(4)?..at));
    years.filter(|it| it.starts_with("20"))
}

/// Whether two numbers of three digits and more have the same ones, two of them exchanged.
pub(super) fn is_exchanged(one: Decimal, other: Decimal) -> bool {
    let (one, other) = (one.to_string(), other.to_string());
    let mut differ = one.chars().zip(other.chars()).filter(|(one, other)| one != other);
    let (Some((a, b)), Some((c, d)), None) = (differ.next(), differ.next(), differ.next()) else {
        return false;
    };
    one.len() == other.len() && one.chars().filter(char::is_ascii_digit).count() > 2 && a == d && b == c
}
