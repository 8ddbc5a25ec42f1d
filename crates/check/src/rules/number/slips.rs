//! Slips of the keyboard within a number: 12..5, 1，286户, 418 573家, 2O24年, 降幅为-5%.

use super::counted::{behind_scale, is_code, unit_at};
use crate::rules::line::{Digits, Line, is_han};
use crate::words::has;
use crate::{Finding, Findings, Role};

/// Words that say already that something became less.
const FALLS: [&str; 16] = [
    "下降",
    "减少",
    "降低",
    "回落",
    "收窄",
    "下滑",
    "下跌",
    "缩短",
    "缩减",
    "压减",
    "降幅",
    "减幅",
    "跌幅",
    "减亏",
    "少收",
    "负增长",
];

/// Things that are counted one by one.
const WHOLE: [&str; 26] = [
    "名", "户", "家", "人", "起", "座", "辆", "株", "棵", "头", "只", "羽", "件", "份", "册", "张", "台",
    "盏", "位", "场", "栋", "所", "人次", "户次", "场次", "艘",
];

pub(super) fn run(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    for pair in numbers.windows(2) {
        if let [places, number] = pair {
            crowded(line, places, number, out);
        }
    }
    for number in numbers {
        joined(line, number, numbers, out);
        sign(line, number, out);
        letters(line, number, out);
        if !is_code(line, number) {
            zero(line, number, out);
            whole(line, number, out);
        }
    }
}

fn style(
    line: &Line<'_>,
    from: usize,
    to: usize,
    zh: &str,
    en: &str,
    right: Option<String>,
    out: &mut Findings,
) {
    let quote = line.text(from, to);
    let finding = Finding::warning("number/style", line.span(from, to), format!("“{quote}”：{zh}"), en)
        .source("GB/T 15835-2011 5.1");
    out.push(match right {
        Some(right) => finding.fix(right, false),
        None => finding,
    });
}

/// 12..5万, 12. 5%, 1，286户, 418 573家: something stands within a number.
pub(super) fn broken(line: &Line<'_>, number: &Digits, next: Option<&Digits>, out: &mut Findings) -> bool {
    let Some(next) = next else { return false };
    let between = line.text(number.to, next.from);
    if between.is_empty() || next.from - number.to > 2 {
        return false;
    }
    let counted = behind_scale(line, next.to) > next.to
        || unit_at(line, next.to).is_some_and(|unit| !matches!(unit, "年" | "月" | "日" | "期" | "号"))
        || matches!(line.get(next.to), '余' | '多' | '%' | '％');
    let (head, tail) = (number.to - number.from, next.to - next.from);
    let before = line.back(number.from, 1);
    let plain = !number.fraction && !number.grouped && !is_code(line, number);
    if !counted || !plain || !(is_han(before) || matches!(before, '，' | '；' | '（')) {
        return false;
    }
    let join = |point: &str| {
        format!("{}{point}{}", line.text(number.from, number.to), line.text(next.from, next.to))
    };
    let group =
        head <= 3 && tail == 3 && !next.fraction && !line.text(number.from, number.to).starts_with('0');
    match between {
        ".." | ".。" | "。." | ".," | ".，" | "，." | ". " | " ." | ".、" => {
            style(
                line,
                number.from,
                next.to,
                "小数点写错了",
                "the decimal point is broken",
                Some(join(".")),
                out,
            );
        }
        "，" | ", " if group && !listed(line, number) => {
            let zh = "逗号把一个数断成了两截，千分撇用半角";
            style(line, number.from, next.to, zh, "a comma cuts the number in two", Some(join("")), out);
        }
        "," if !next.fraction && !next.grouped && head <= 3 && tail != 3 && !listed(line, number) => {
            style(line, number.from, next.to, "千分撇隔三位一撇", "groups have three digits", None, out);
        }
        " " | "  " | "\u{3000}" if !matches!(line.paragraph.role, Role::Cell(_)) && !titled(line, number) => {
            let quote = line.text(number.from, next.to);
            out.push(
                Finding::error(
                    "number/run-together",
                    line.span(number.from, next.to),
                    format!("“{quote}”：一个数中间有空格，或者是两个数连在了一起"),
                    format!("`{quote}`: a space within a number, or two numbers run together"),
                )
                .source("GB/T 15835-2011 5.1"),
            );
        }
        _ => return false,
    }
    true
}

/// 专栏1 12项重点工程: the first number is that of a title.
fn titled(line: &Line<'_>, number: &Digits) -> bool {
    line.one_before(number.from, &["专栏", "附件", "表", "图", "例", "序号", "专题", "课", "讲", "之"])
        .is_some()
}

/// 2310586户 beside 586户、2310人: two numbers of the paragraph in one.
fn joined(line: &Line<'_>, number: &Digits, numbers: &[Digits], out: &mut Findings) {
    let text = line.text(number.from, number.to);
    if number.fraction || number.grouped || !(6..=10).contains(&text.len()) || is_code(line, number) {
        return;
    }
    let Some(unit) = unit_at(line, number.to) else { return };
    let known = |part: &str, unit: Option<&str>| {
        numbers.iter().take(60).any(|it| {
            it.from != number.from
                && line.text(it.from, it.to) == part
                && unit.is_none_or(|unit| unit_at(line, it.to) == Some(unit))
        })
    };
    let two = (3..=text.len() - 3).any(|at| {
        let (head, tail) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
        known(tail, Some(unit)) && known(head, None)
    });
    if two {
        out.push(
            Finding::error(
                "number/run-together",
                line.span(number.from, number.to + unit.chars().count()),
                format!("“{text}”像是前后两个数连在了一起"),
                format!("`{text}` looks like two numbers of this paragraph run together"),
            )
            .source("GB/T 15835-2011 5.1"),
        );
    }
}

/// Whether a number before a comma is one of a list: 分别为12,35,286户.
fn listed(line: &Line<'_>, number: &Digits) -> bool {
    let clause = line.text(number.from.saturating_sub(16), number.from);
    has(clause, &["分别", "依次", "为：", "比", "、"])
        || (matches!(line.back(number.from, 1), '，' | ',') && line.back(number.from, 2).is_ascii_digit())
}

/// 6个村3181246户: more households than so many villages have are two numbers in one.
fn crowded(line: &Line<'_>, places: &Digits, number: &Digits, out: &mut Findings) {
    const MOST: u64 = 20_000;
    let villages = ["个村", "个社区", "个村民小组", "个组", "个行政村", "个自然村", "个村（社区）"];
    if !villages.contains(&line.text(places.to, number.from)) {
        return;
    }
    let people = matches!(unit_at(line, number.to), Some("户" | "人" | "名"));
    let (Some(count), Some(value)) = (places.whole(line), number.whole(line)) else { return };
    if people && count > 0 && value / count > MOST {
        let text = line.text(number.from, number.to + 1);
        out.push(
            Finding::error(
                "number/run-together",
                line.span(number.from, number.to + 1),
                format!("“{text}”分到{count}个村太多，像是前后两个数连在了一起"),
                format!("`{text}` is too much for {count} villages: two numbers may have run together"),
            )
            .source("GB/T 15835-2011 5.1"),
        );
    }
}

/// 下降-18.5%: the fall is said twice.
fn sign(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let mark = line.back(number.from, 1);
    if !matches!(mark, '-' | '－' | '−' | '负') {
        return;
    }
    let at = number.from - 1;
    let link = line.one_before(at, &["了", "为", "达", "达到", "约", "近", "幅度为", "幅度达"]);
    let before = at - link.map_or(0, |word| word.chars().count());
    let Some(word) = line.one_before(before, &FALLS) else { return };
    // 下降-5% is told among the figures, as what a decline of less than nothing would be.
    let figure = ["减少", "下降", "降低", "缩短"].contains(&word)
        && matches!(link, None | Some("了" | "约" | "近" | "达"));
    if figure && matches!(line.get(number.to), '%' | '％') && mark != '负' {
        return;
    }
    let percent = matches!(line.get(number.to), '%' | '％') || line.starts(number.to, "个百分点");
    if !percent && behind_scale(line, number.to) == number.to && unit_at(line, number.to).is_none() {
        return;
    }
    let to = number.to + usize::from(matches!(line.get(number.to), '%' | '％'));
    let zh = format!("“{word}”后面不再用负号");
    let right = format!("{}{}", line.text(before - word.chars().count(), at), line.text(number.from, to));
    style(line, before - word.chars().count(), to, &zh, "the fall is said twice", Some(right), out);
}

/// Tells of letters that stand for digits: 2O24年, 1O5户, l20人.
fn letters(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let circle = |c: char| matches!(c, 'O' | 'o' | 'Ｏ' | '〇' | '○');
    let at = number.to;
    let inner =
        circle(line.get(at)) && (line.get(at + 1).is_ascii_digit() || unit_at(line, at + 1).is_some());
    let lead = matches!(line.back(number.from, 1), 'l' | 'I') && unit_at(line, number.to).is_some();
    let alone = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '“' | '/');
    if inner && alone(line.back(number.from, 1)) {
        let to = line.skip_most(at + 1, 8, |c| c.is_ascii_digit());
        let right = line.text(number.from, to).replace(circle, "0");
        if alone(line.get(to)) {
            style(line, number.from, to, "数字里夹着字母", "a letter stands for a digit", Some(right), out);
        }
    } else if lead && is_han(line.back(number.from, 2)) {
        let right = format!("1{}", line.text(number.from, number.to));
        style(
            line,
            number.from - 1,
            number.to,
            "数字里夹着字母",
            "a letter stands for a digit",
            Some(right),
            out,
        );
    }
}

/// 新建05座: no number of things begins with 0.
fn zero(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    let text = line.text(number.from, number.to);
    let led = text.starts_with('0') && text.len() > 1 && !text.starts_with("0.");
    let unit = unit_at(line, behind_scale(line, number.to)).unwrap_or_default();
    let time = matches!(
        unit,
        "" | "年"
            | "月"
            | "日"
            | "期"
            | "级"
            | "类"
            | "度"
            | "片"
            | "度假"
            | "项"
            | "条"
            | "章"
            | "节"
            | "字"
            | "本"
    );
    if led
        && !time
        && is_han(line.back(number.from, 1))
        && text.len() <= 4
        && line.back(number.from, 1) != '第'
    {
        let right = text.trim_start_matches('0').to_owned();
        style(
            line,
            number.from,
            number.to,
            "整数前面多了0",
            "a whole number begins with 0",
            Some(right),
            out,
        );
    }
}

/// 惠及群众12.5人: what is counted one by one has no fraction; 万 was left out.
fn whole(line: &Line<'_>, number: &Digits, out: &mut Findings) {
    if !number.fraction {
        return;
    }
    let Some(unit) = unit_at(line, number.to).filter(|unit| WHOLE.contains(unit)) else { return };
    let behind = number.to + unit.chars().count();
    let ends = matches!(line.get(behind), '，' | '。' | '、' | '；' | '）' | '\0' | ',');
    let from = line.clause_start(number.from, 24);
    let clause = line.text(from, number.from);
    let mean =
        ["均", "每", "平", "比", "倍", "折", "相当", "合计", "率", "/", "密度", "系数", "标准", "拥有量"];
    let sentence = line.text(from.saturating_sub(12), from);
    if !ends
        || has(clause, &mean)
        || has(sentence, &["均", "每"])
        || matches!(unit, "台" if clause.contains('标'))
    {
        return;
    }
    let quote = line.text(number.from, behind);
    let digits = line.text(number.from, number.to);
    out.push(
        Finding::warning(
            "number/unit-missing",
            line.span(number.from, behind),
            format!("“{quote}”：{unit}没有小数，前面可能少了“万”"),
            format!("`{quote}` is no whole number; 万 may be missing"),
        )
        .fix(format!("{digits}万{unit}"), false)
        .source("GB/T 15835-2011 4.1.1"),
    );
}
