//! Numbers without a unit that what stands around them proves 由前后文证明缺少单位: 抢救37疏散214人, 标志牌412救生杆268根,
//! 另给了200慰问金, 亩产在550到600之间, 甲3.26亿元，乙2.15，丙0.84亿元.

use super::bare::{DOINGS, counts};
use super::counted::{begins_word, behind_scale, is_code, missing, unit_at};
use super::joined::CAME_TO;
use crate::Findings;
use crate::rules::line::{Digits, Line, ends_sentence, is_han};
use crate::rules::word_set::WordSet;
use crate::words::has;

/// Verbs that begin another work right behind a number.
static OTHERS: WordSet = WordSet::new(&[
    "竖起", "布设", "摆放", "配齐", "配置", "添置", "疏散", "转送", "劝返", "劝离", "搭建", "修复", "扩建",
    "新修", "加装", "增加", "减少", "打通", "完善", "整修", "移送", "没收", "发现", "配套", "绿化", "亮化",
    "清淤", "清除", "抢修", "腾退", "腾空", "收回", "转送", "转运", "起诉", "结案",
]);

/// What a thing is called by at its end, so that the number behind it counts it and is no model of it.
const THINGS: &str = "牌志栏灯桶箱杆桩网门窗点站房池路渠桥井头机器圈板带岛亭厕所栅墩棚屋车船庭院岗哨坝堤涵闸泵场室馆屋楼厅园社语册单书卡幅旗";

/// What people are called whose number needs a measure word 量词.
static PEOPLE: WordSet = WordSet::new(&[
    "人员",
    "群众",
    "村民",
    "居民",
    "党员",
    "干部",
    "职工",
    "学生",
    "老人",
    "儿童",
    "志愿者",
    "农户",
    "农民",
    "教师",
    "住户",
    "商户",
    "企业",
    "家庭",
    "劳动力",
    "妇女",
    "游客",
]);

/// What is dealt with case by case.
const PLIGHTS: [&str; 8] = ["案件", "隐患", "纠纷", "问题", "事项", "线索", "诉求", "工单"];

/// What stands behind a number that is no count: 110千伏, 312国道, 500强.
const NAMED: &str = "千国省县乡线号级届强版院高热专平警接后型式系代大公频路年月日时点分个〇零";

/// Behind these somebody is given so much.
const GIVES: &str = "了发给领付缴交捐补奖送支人户天月各";

/// What money is called by at its end.
const MONEY: [&str; 17] = [
    "慰问金",
    "补助金",
    "救助金",
    "奖励金",
    "奖金",
    "押金",
    "补贴",
    "补助",
    "工资",
    "工钱",
    "租金",
    "利息",
    "红包",
    "现金",
    "话费",
    "误工费",
    "生活费",
];

/// What is measured within bounds, and the unit as an example.
const MEASURED: [(&str, &str); 30] = [
    ("亩产", "公斤"),
    ("单产", "公斤"),
    ("亩产量", "公斤"),
    ("月薪", "元"),
    ("日薪", "元"),
    ("薪资", "元"),
    ("工资", "元"),
    ("工钱", "元"),
    ("收入", "元"),
    ("增收", "元"),
    ("单价", "元"),
    ("售价", "元"),
    ("价格", "元"),
    ("均价", "元"),
    ("租金", "元"),
    ("房租", "元"),
    ("补贴", "元"),
    ("补助", "元"),
    ("奖励", "元"),
    ("奖补", "元"),
    ("费用", "元"),
    ("罚款", "元"),
    ("成本", "元"),
    ("株高", "厘米"),
    ("身高", "厘米"),
    ("宽度", "米"),
    ("深度", "米"),
    ("高度", "米"),
    ("间距", "米"),
    ("工期", "天"),
];

/// What may stand between what is measured and its bounds: 价格一般在每只80到120之间.
const LINKS: &str = "在为约达都大多般一保持稳定从是本基均平每只斤亩个天月户株件人";

pub(super) fn run(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    for (index, number) in numbers.iter().enumerate() {
        if let Some(next) = numbers.get(index + 1) {
            echoed(line, number, next, out);
        }
        let bare = behind_scale(line, number.to) == number.to
            && !is_code(line, number)
            && (unit_at(line, number.to).is_none() || begins_word(line, number.to));
        let behind = line.get(number.to);
        if !bare || matches!(behind, '%' | '％' | '‰' | '余' | '多' | '年') {
            continue;
        }
        let next = numbers.get(index + 1);
        let before = index.checked_sub(1).and_then(|at| numbers.get(at));
        if is_han(behind) {
            let _ = next.is_some_and(|next| bounds(line, number, next, out))
                || next.is_some_and(|next| goes_on(line, number, next, out))
                || given(line, number, out);
        } else if let (Some(before), Some(next)) = (before, next) {
            among(line, (before, number, next), out);
        }
    }
}

/// 抢救被困人员37疏散群众214人, 设立警示牌412救生杆268根: a thing and its number, and at once the next work or thing with its
/// number and its unit.
fn goes_on(line: &Line<'_>, number: &Digits, next: &Digits, out: &mut Findings) -> bool {
    let counted = unit_at(line, behind_scale(line, next.to))
        .is_some_and(|unit| !matches!(unit, "年" | "月" | "日" | "度"))
        || matches!(line.get(next.to), '根' | '顶' | '床' | '把' | '幅' | '组' | '颗' | '吨' | '副' | '面');
    let between = line.text(number.to, next.from);
    let count = between.chars().count();
    if !counted
        || !(2..=10).contains(&count)
        || !between.chars().all(is_han)
        || !counts(line, number, number.to)
    {
        return false;
    }
    let start = line.clause_start(number.from, 24);
    let from = (start..number.from).rev().find(|at| !is_han(line.get(*at))).map_or(start, |at| at + 1);
    let name = line.text(from, number.from);
    let person = PEOPLE.before(line, number.from);
    let thing = person.is_some() || name.ends_with(|c| THINGS.contains(c));
    let verb = DOINGS
        .at(line, number.to)
        .or_else(|| CAME_TO.at(line, number.to))
        .or_else(|| OTHERS.at(line, number.to))
        .filter(|verb| count != verb.chars().count() + 1);
    let does = DOINGS.stand_in(name) || OTHERS.stand_in(name);
    let does = does || PLIGHTS.iter().any(|word| name.ends_with(word));
    // 机耕路3.2新建护岸1.8公里: with a fraction it is no name of a thing either.
    let work = verb.is_some() && (does || person.is_some() || number.fraction) && name.chars().count() >= 4;
    let member = verb.is_none()
        && does
        && thing
        && !number.fraction
        && count <= 6
        && !NAMED.contains(line.get(number.to))
        && !line.starts(number.to, "工程");
    if !(work || member) {
        return false;
    }
    let unit = match person {
        Some("企业" | "商户") => "家",
        Some("农户" | "住户" | "家庭") => "户",
        Some(_) => "名",
        None if number.fraction => "公里",
        None => "个",
    };
    out.push(missing(line, number.from, number.to, unit, false));
    true
}

/// 另给了200慰问金: the number of what is given stands right before what money is called by.
fn given(line: &Line<'_>, number: &Digits, out: &mut Findings) -> bool {
    if number.to - number.from < 2
        || number.is_year(line)
        || !(GIVES.contains(line.back(number.from, 1)) || handed(line, number))
        || NAMED.contains(line.get(number.to))
        || line.starts(number.to, "工程")
    {
        return false;
    }
    let money = (0..=2).any(|skip| {
        line.one_of(number.to + skip, &MONEY).is_some()
            && (number.to..number.to + skip).all(|at| is_han(line.get(at)) && line.get(at) != '名')
    });
    if money {
        out.push(missing(line, number.from, number.to, "元", false));
    }
    money
}

/// 给了老李300慰问金: who is given it stands between.
fn handed(line: &Line<'_>, number: &Digits) -> bool {
    let clause = line.text(line.clause_start(number.from, 14), number.from);
    has(clause, &["给了", "送给", "发给", "递给", "塞给", "交给", "付给", "补给", "借给"])
}

/// 亩产在550到600之间: what is measured, its two bounds, and no unit at either.
fn bounds(line: &Line<'_>, number: &Digits, next: &Digits, out: &mut Findings) -> bool {
    let joined = matches!(line.text(number.to, next.from), "到" | "至" | "—" | "～" | "~" | "-" | "－");
    if !joined
        || line.one_of(next.to, &["之间", "不等"]).is_none()
        || next.is_year(line) && number.is_year(line)
    {
        return false;
    }
    let from = line.clause_start(number.from, 14);
    let clause = line.text(from, number.from);
    // 亩产（公斤）在550到600之间 has its unit.
    let said = clause.contains(['（', '(', '比', '率', '数']);
    let links = |rest: &str| rest.chars().count() <= 5 && rest.chars().all(|c| LINKS.contains(c));
    let measured = MEASURED.iter().find(|(noun, _)| {
        !said && clause.rfind(noun).and_then(|at| clause.get(at + noun.len()..)).is_some_and(links)
    });
    let Some((_, unit)) = measured else { return false };
    out.push(missing(line, next.from, next.to, unit, false));
    true
}

/// 生猪存栏3.2万，出栏5.6万头: what is named with the same word beside it has its unit.
fn echoed(line: &Line<'_>, number: &Digits, next: &Digits, out: &mut Findings) {
    let (end, scale) = (behind_scale(line, number.to), behind_scale(line, next.to));
    if end == number.to
        || !matches!(line.get(end), '，' | '、')
        || line.text(number.to, end) != line.text(next.to, scale)
    {
        return;
    }
    let name = line.text(end + 1, next.from);
    let alike = name.ends_with(line.back(number.from, 1));
    let unit = unit_at(line, scale).filter(|unit| !matches!(*unit, "%" | "倍" | "人" | "人次" | "次"));
    // 人口由8.6万、户数由2.4万户: what the other number counts by its very name is no unit of this one.
    if let Some(unit) = unit.filter(|unit| {
        alike
            && !name.contains(unit)
            && (2..=6).contains(&name.chars().count())
            && name.chars().all(is_han)
            && is_han(line.back(number.from, 1))
    }) {
        out.push(missing(line, number.from, end, unit, false));
    }
}

/// 小微贷款3.26亿元，涉农贷款2.15，创业贷款0.84亿元: a member of a row between two that have one unit.
fn among(line: &Line<'_>, (before, number, next): (&Digits, &Digits, &Digits), out: &mut Findings) {
    if !matches!(line.get(number.to), '，' | '、' | '；' | ',') || number.is_year(line) {
        return;
    }
    let whole = |it: &Digits| {
        let scale = behind_scale(line, it.to);
        unit_at(line, scale)
            .map(|unit| (line.text(it.to, scale + unit.chars().count()), scale + unit.chars().count()))
    };
    let (Some((unit, end)), Some((other, _))) = (whole(before), whole(next)) else { return };
    let measured =
        ["元", "亩", "公里", "千米", "吨", "公顷", "千瓦", "平方米", "立方米", "千瓦时", "公斤", "米"];
    if unit != other || !measured.iter().any(|word| unit.ends_with(word)) || next.from - end > 40 {
        return;
    }
    // 680万元，其中省级400，市县280万元: a whole number is one of them where the sum shows it.
    let sum = || {
        let parts = number.value(line)?.checked_add(next.value(line)?)?;
        Some(before.value(line)? == parts)
    };
    if !number.fraction && sum() != Some(true) {
        return;
    }
    let named = |from: usize, to: usize| {
        let name = line.text(from, to);
        (2..=14).contains(&name.chars().count())
            && name.chars().all(|c| is_han(c) || matches!(c, '“' | '”'))
            && (name.ends_with("季度")
                || !name.ends_with([
                    '率', '比', '数', '值', '度', '分', '名', '第', '位', '均', '约', '倍', '长', '降', '加',
                    '少', '高',
                ]))
            && !has(name, &["分别", "指数", "系数", "得分", "增长", "下降", "占"])
    };
    // The mark, and the name of each.
    let apart = !is_han(line.get(end)) && !ends_sentence(line.get(end));
    if apart && named(end + 1, number.from) && named(number.to + 1, next.from) {
        out.push(missing(line, number.from, number.to, unit, false));
    }
}
