//! Characters that stand in few words, so that anywhere else one that looks or sounds like them is meant: 己督促整改, 台帐.

use crate::chars::is_one_of;
use crate::rules::line::{Line, is_han};
use crate::{Finding, Findings};

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        for at in 0..line.len() {
            match line.get(at) {
                '己' => oneself(line, at, out),
                '帐' => tent(line, at, out),
                _ => {}
            }
        }
    }
}

/// 己督促整改: 自己, 知己, 己见 and the like, enumerations and years.
fn oneself(line: &Line<'_>, at: usize, out: &mut Findings) {
    let (before, behind) = (line.back(at, 1), line.get(at + 1));
    let right = is_one_of!(
        before,
        "自知利律克舍异一损正修责省体梯推诸求屈虚守由为于人庚顾爱贵谦束恕罪潜忘失切悦宠待善"
    ) || is_one_of!(behind, "见任方所身有出用亥巳未酉丑卯欲饥溺二三四烷内酰酸类庚达之悦私利");
    if right || !is_han(behind) || line.chars().contains(&'戊') {
        return;
    }
    // 己经 is as long as its word; what else stands behind has two characters.
    let to = if behind == '经' || !is_han(line.get(at + 2)) { at + 2 } else { at + 3 };
    told(line, (at, to), ("己", "已"), out);
}

/// 台帐: 帐篷, 蚊帐 and the like; what is reckoned is 账.
fn tent(line: &Line<'_>, at: usize, out: &mut Findings) {
    let (before, behind) = (line.back(at, 1), line.get(at + 1));
    let right = is_one_of!(before, "蚊营纱罗军毡幔帷升床穹保障布") || is_one_of!(behind, "篷幕子下房前顶中");
    if right || !(is_han(before) || is_han(behind)) {
        return;
    }
    let first = is_one_of!(behind, "务目户簿号单款本面册外薄龄册") || !is_han(before);
    let place = if first { (at, at + 2) } else { (at - 1, at + 1) };
    told(line, place, ("帐", "账"), out);
}

fn told(line: &Line<'_>, (from, to): (usize, usize), (wrong, right): (&str, &str), out: &mut Findings) {
    let quote = line.text(from, to);
    let fixed = quote.replacen(wrong, right, 1);
    out.push(
        Finding::warning(
            "word/slip",
            line.span(from, to),
            format!("“{quote}”应为“{fixed}”"),
            format!("`{quote}` should be `{fixed}`"),
        )
        .fix(fixed, true)
        .source(format!("《现代汉语词典》（第7版）“{right}”")),
    );
}
