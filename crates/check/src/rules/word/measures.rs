//! Units and measure words behind numbers with a wrong character 单位和量词写错: 36公理, 320庙, 宣传单3600分.

use super::phrases::slip;
use crate::chars::is_one_of;
use crate::rules::line::Line;
use crate::{Finding, Findings};

/// Wrong forms of units of more than a character: nothing else stands behind a number like that.
const UNITS: [(&str, &str); 15] = [
    ("公理", "公里"),
    ("公倾", "公顷"),
    ("公项", "公顷"),
    ("公斥", "公斤"),
    ("平方未", "平方米"),
    ("平方公理", "平方公里"),
    ("立方未", "立方米"),
    ("千瓦是", "千瓦时"),
    ("个白分点", "个百分点"),
    ("个百份点", "个百分点"),
    ("个百分店", "个百分点"),
    ("分种", "分钟"),
    ("干米", "千米"),
    ("干克", "千克"),
    ("干瓦", "千瓦"),
];

/// The same of one character, which must end the clause.
const MEASURES: [(char, &str); 30] = [
    ('坐', "座"),
    ('庙', "亩"),
    ('母', "亩"),
    ('护', "户"),
    ('互', "户"),
    ('加', "家"),
    ('明', "名"),
    ('铭', "名"),
    ('入', "人"),
    ('各', "个"),
    ('珠', "株"),
    ('诛', "株"),
    ('展', "盏"),
    ('顿', "吨"),
    ('盹', "吨"),
    ('抬', "台"),
    ('仵', "件"),
    ('健', "件"),
    ('动', "栋"),
    ('冻', "栋"),
    ('无', "元"),
    ('未', "米"),
    ('此', "次"),
    ('启', "起"),
    ('其', "期"),
    ('俩', "辆"),
    ('夭', "天"),
    ('枇', "批"),
    ('披', "批"),
    ('奈', "条"),
];

/// What is counted by copies: behind it 分 is 份.
const PAPERS: [&str; 14] = [
    "宣传单",
    "宣传资料",
    "资料",
    "材料",
    "手册",
    "问卷",
    "合同",
    "协议",
    "档案",
    "倡议书",
    "责任书",
    "承诺书",
    "明白卡",
    "海报",
];

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        for number in line.numbers() {
            let at = line.skip_most(number.to, 1, |c| matches!(c, '余' | '多'));
            if let Some((from, to, right)) = wrong(line, number.from, at) {
                out.push(finding(line, (from, to), right));
            }
        }
    }
}

/// What stands behind a number in the place of a unit, and the unit.
fn wrong(line: &Line<'_>, number: usize, at: usize) -> Option<(usize, usize, &'static str)> {
    if let Some((form, right)) = UNITS.iter().find(|(form, _)| line.starts(at, form)) {
        return Some((at, at + form.chars().count(), right));
    }
    let at = line.skip_most(at, 1, |c| matches!(c, '万' | '亿'));
    let ends = matches!(line.get(at + 1), '，' | '。' | '、' | '；' | '）');
    if !ends {
        return None;
    }
    if line.get(at) == '分' && line.one_before(number, &PAPERS).is_some() {
        return Some((at, at + 1, "份"));
    }
    // 2会3展，, 2025展，: short numbers and years count things of a slogan.
    let digits = line.text(number, at);
    let slogan = digits.len() == 1 || (digits.len() == 4 && digits.starts_with("20"));
    let (form, right) = MEASURES.iter().find(|(form, _)| *form == line.get(at))?;
    (!slogan || is_one_of!(*form, "坐庙母护无未俩")).then_some((at, at + 1, *right))
}

fn finding(line: &Line<'_>, (from, to): (usize, usize), right: &str) -> Finding {
    slip(line.span(from, to), line.text(from, to), right)
        .source("GB/T 15835-2011；《图书编校质量差错认定细则》")
}
