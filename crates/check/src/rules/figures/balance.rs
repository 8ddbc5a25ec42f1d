//! What there was, what came, what went, and what is left 收支结余: 年初结转36件，新收428件，审结412件，年末未结52件; or the net of
//! what came and went: 新增29家，退库14家，净增15家.

use gongwen_core::Interval;
use rust_decimal::Decimal;

use super::statement::{Statement, begins, printed_in};
use super::words::has;
use crate::Findings;
use crate::quantity::{Line, Quantity};

/// The most numbers that a balance is told in.
const MOST: usize = 8;

/// What a number of a balance is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// What there was: 年初结转.
    Opening,
    /// What came: 新收, 收入.
    In,
    /// What went: 审结, 支出.
    Out,
    /// By how much it changed: 净增.
    Net,
    /// What is left: 年末结余.
    Closing,
}

const OPENING: [&str; 17] = [
    "年初",
    "期初",
    "上年结",
    "上年转",
    "上年末",
    "上年底",
    "去年结",
    "去年末",
    "去年底",
    "上期结",
    "结转",
    "旧存",
    "上年余",
    "往年结",
    "月初",
    "学期初",
    "上年度结",
];

const CLOSING: [&str; 14] = [
    "年末",
    "年底",
    "期末",
    "月末",
    "结余",
    "结存",
    "未结",
    "未办结",
    "未审结",
    "未执结",
    "尚余",
    "剩余",
    "现存",
    "学期末",
];

const OUT: [&str; 26] = [
    "轮出", "报废", "支出", "审结", "办结", "结案", "执结", "退出", "注销", "转出", "迁出", "调出", "减少",
    "清退", "出库", "流出", "死亡", "退库", "退规", "核减", "清出", "取消", "淘汰", "离职", "退休", "吊销",
];

const IN: [&str; 20] = [
    "轮入",
    "新注册",
    "新收",
    "新受理",
    "收入",
    "新增",
    "增加",
    "新登记",
    "转入",
    "迁入",
    "调入",
    "新纳入",
    "流入",
    "购进",
    "入库",
    "新建",
    "新招",
    "新入",
    "新发展",
    "新认定",
];

/// What makes a number one of another time, or of a wish.
const OTHERS: [&str; 11] = ["计划", "目标", "任务", "预算", "同比", "比", "较", "累计", "同期", "均", "每"];

/// What a number is, by the words before it.
fn role(label: &str, moved: bool) -> Option<Role> {
    let label = label.trim_start_matches("其中");
    // 收入总计21.6亿元 has what was left of the year before in it.
    if has(label, &OTHERS) || has(label, &["总计", "合计", "共计"]) {
        return None;
    }
    let last = label.chars().last();
    if label.contains('净') {
        return label.ends_with(['增', '减', '加', '少']).then_some(Role::Net);
    }
    // 年初46家，新增12家、退出5家，目前共有53家: what there is behind what came and went.
    if moved && ["目前", "现有", "现共", "现为"].iter().any(|word| label.starts_with(word)) {
        return Some(Role::Closing);
    }
    if has(label, &OPENING) {
        return Some(Role::Opening);
    }
    // 年底前建成40个 is what is wished for, no rest.
    if has(label, &CLOSING) {
        return (!has(label, &["前", "建成", "完成", "实现", "力争", "预计"])).then_some(Role::Closing);
    }
    // 由186家增加到203家: the words before a number that something became.
    if matches!(last, Some('到' | '至')) {
        return None;
    }
    if OUT.iter().any(|word| label.contains(word)) {
        return Some(Role::Out);
    }
    IN.iter().any(|word| label.contains(word)).then_some(Role::In)
}

/// Whether names tell of what came and went, which is no part of what there is: 在册214名，新接收96名、解除88名.
pub(super) fn flows(called: &str, names: &[&str]) -> bool {
    let any = |words: &[&str]| names.iter().any(|name| has(name, words));
    let came = any(&IN) || any(&["新接收", "新入", "新接"]);
    let went = any(&OUT) || any(&["解除", "解矫", "撤销", "期满", "终止", "出院", "毕业"]);
    let stock = has(called, &["在册", "现有", "在管", "存量", "实有", "结存", "年末", "期末"]);
    (came && went) || (stock && (came || went))
}

/// All statements of a paragraph.
pub(super) fn run(line: &Line, out: &mut Findings) {
    // Nearly no paragraph tells a balance: its words are asked for once.
    let text = line.text(0, line.chars.len());
    if line.quantities.len() < 3 || !(text.contains('净') || has(text, &CLOSING) || has(text, &OPENING)) {
        return;
    }
    let mut index = 0;
    while index < line.quantities.len() {
        let found = gather(line, index);
        let length = found.len();
        if length > 2 {
            judge(line, &found, out);
        }
        index += length.max(1);
    }
}

/// The numbers of one unit from here on that have a role in a balance, up to its last one.
fn gather(line: &Line, index: usize) -> Vec<(Role, usize, &Quantity)> {
    let plain = |it: &Quantity| it.is_amount() && it.depth == 0 && !it.range && it.qualifier.is_none();
    let mut found: Vec<(Role, usize, &Quantity)> = Vec::new();
    for (at, it) in line.quantities.iter().enumerate().skip(index).take(MOST) {
        let first = found.first().map(|(_, _, it)| *it);
        if first.is_some_and(|first| !it.same_unit(first) || it.depth > 0) {
            continue;
        }
        let last = found.last().map_or(it.from, |(_, _, it)| it.to);
        let near = it.from.saturating_sub(last) <= 24 && !line.text(last, it.from.max(last)).contains('。');
        // 支出820万元，其中…: a part of what went went already. 增加到203家，其中新增29家、退出14家 tells how.
        let part = line.label(at).starts_with("其中")
            && found.last().is_some_and(|(role, _, _)| matches!(role, Role::In | Role::Out));
        let role = role(line.label(at), moved(&found)).filter(|_| near && plain(it) && !part);
        let Some(role) = role else { break };
        // A second start begins another balance.
        if matches!(role, Role::Opening) && !found.is_empty() {
            break;
        }
        found.push((role, at, it));
        if matches!(role, Role::Net) || (role == Role::Closing && moved(&found)) {
            found.extend(behind(line, at, it).filter(|_| role == Role::Closing));
            break;
        }
    }
    found
}

/// 年末结余62万元（上年结余22万元）: what there was stands in a bracket behind what is left.
fn behind<'l>(line: &'l Line, at: usize, closing: &Quantity) -> Option<(Role, usize, &'l Quantity)> {
    let it =
        line.quantities.get(at + 1).filter(|it| it.depth == closing.depth + 1 && it.same_unit(closing))?;
    let near = it.from - closing.to <= 10 && it.qualifier.is_none() && !it.range;
    (near && role(line.label(at + 1), false) == Some(Role::Opening)).then_some((Role::Opening, at + 1, it))
}

/// Whether something came and something went.
fn moved(found: &[(Role, usize, &Quantity)]) -> bool {
    [Role::In, Role::Out].iter().all(|wanted| found.iter().any(|(role, _, _)| role == wanted))
}

fn judge(line: &Line, found: &[(Role, usize, &Quantity)], out: &mut Findings) {
    let of = |wanted: Role| found.iter().filter(move |(role, _, _)| *role == wanted);
    let (openings, closings, nets) =
        (of(Role::Opening).count(), of(Role::Closing).count(), of(Role::Net).count());
    let wanted = match (openings, closings, nets) {
        (1, 1, 0) if moved(found) => Role::Closing,
        (0, 0, 1) if moved(found) => Role::Net,
        _ => return,
    };
    let Some((_, at, claim)) = of(wanted).next() else { return };
    let falls = wanted == Role::Net && line.label(*at).contains('减');
    let signed = |role: Role| if (role == Role::Out) == falls { Decimal::ONE } else { Decimal::NEGATIVE_ONE };
    let parts: Vec<(Role, &Quantity)> =
        found.iter().filter(|(role, _, _)| *role != wanted).map(|(role, _, it)| (*role, *it)).collect();
    let sum = Interval::sum(parts.iter().map(|(role, it)| match signed(*role).is_sign_negative() {
        true => -it.value,
        false => it.value,
    }));
    let mut shown = String::new();
    let mut made = Decimal::ZERO;
    for (role, it) in &parts {
        let (sign, value) = (signed(*role), printed_in(it, claim));
        made = made.checked_add(value.checked_mul(sign).unwrap_or(value)).unwrap_or(made);
        match (shown.is_empty(), sign.is_sign_negative()) {
            (true, false) => {}
            (true, true) => shown.push('-'),
            (false, true) => shown.push_str(" - "),
            (false, false) => shown.push_str(" + "),
        }
        shown.push_str(&value.to_string());
    }
    let (made, stated) = (made.normalize(), claim.shown());
    let (first, to) =
        (found.first().map_or(*at, |(_, at, _)| *at), found.last().map_or(0, |(_, _, it)| it.to));
    Statement {
        kind: "figures/parts-sum",
        line,
        from: begins(line, first),
        to,
        claim,
        called: ("结余", "balance"),
        parts: parts.iter().map(|(_, it)| *it).collect(),
        verdict: claim.value.equals(sum),
        reason: format!("{shown} = {made}"),
    }
    .tell(
        || format!("进出相抵应是 {made}，写的是 {stated}"),
        || format!("what came and went makes {made}, {stated} is stated"),
        out,
    );
}
