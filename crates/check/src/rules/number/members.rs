//! Members of a list, and works, without the mark between them 并列的数之间漏了顿号或逗号:
//! 肉产量3.4万吨蛋产量0.9万吨, 24家工业企业9家商贸企业, 64户231人17户, 清理垃圾86吨清理违建12处.

use super::bare::DOINGS;
use super::counted::{UNITS, behind_scale, unit_at};
use super::joined::{CAME_TO, tell};
use crate::rules::line::{Digits, Line, is_han};
use crate::rules::word_set::WordSet;
use crate::words::has;
use crate::{Findings, Role};

/// A quantity in digits: its number, where its scale begins and where its unit begins and ends.
struct Counted<'d> {
    digits: &'d Digits,
    unit: &'static str,
    to: usize,
}

/// Works that are told each by itself, with what came of each: two of one row stand in two clauses.
static BUILT: WordSet = WordSet::new(&[
    "新建", "改建", "扩建", "修建", "新修", "改造", "硬化", "修复", "修缮", "安装", "铺设", "架设", "栽植",
    "更换", "维修", "疏浚", "新增", "建成",
]);
static CLEARED: WordSet = WordSet::new(&[
    "拆除", "清理", "清运", "整治", "排查", "查处", "化解", "调解", "取缔", "打捞", "处置", "整改",
]);

/// Words that set two quantities in relation, so that they stand in one clause on purpose.
static RELATED: WordSet = WordSet::new(&[
    "比", "较", "占", "超", "高", "低", "增", "减", "提", "降", "达", "至", "到", "为", "使", "让", "带动",
    "其中", "均", "每", "含", "包", "的", "折", "合计", "共", "等", "由", "从", "和", "及", "与", "或", "以",
    "按", "向", "给", "在", "有", "是", "约", "近", "多", "少", "后", "前", "实现", "用于", "支持", "获",
    "被", "总", "各", "全",
]);

/// How far things have come, which is said of the noun before: 18个项目开工16个.
static STATES: WordSet = WordSet::new(&[
    "开工", "完工", "竣工", "完成", "投产", "通过", "落地", "签约", "办结", "结案", "销号", "整改", "解决",
    "参加", "达标", "合格", "启动", "获批", "入选", "验收", "完毕", "交付", "入住", "报名", "就业", "脱贫",
    "上榜", "建成", "复工", "投用", "入库", "在建", "续建", "新建", "达产", "到位", "开通", "退出", "增长",
    "覆盖",
]);

/// What a name that is no thing ends in: 全县12个小区改造9个, 建设的18个项目.
const PLACES: [char; 12] = ['县', '市', '区', '镇', '乡', '村', '省', '的', '有', '共', '中', '了'];

/// Who may do a work: 12名干部包联群众36名.
const AGENTS: [&str; 8] = ["人", "名", "户", "家", "位", "人次", "户次", "家次"];

/// What is measured in time and rank, which stands before a noun: 5年工期, 3天内.
const TIMES: [&str; 16] = [
    "年",
    "月",
    "日",
    "天",
    "周",
    "岁",
    "期",
    "届",
    "度",
    "个月",
    "小时",
    "个小时",
    "分钟",
    "次",
    "成",
    "倍",
];

pub(super) fn run(line: &Line<'_>, numbers: &[Digits], out: &mut Findings) {
    // Titles and cells are short on purpose.
    if numbers.len() < 2 || !matches!(line.paragraph.role, Role::Body | Role::Item) {
        return;
    }
    let mut last: Option<Counted<'_>> = None;
    let mut before_last: Option<Counted<'_>> = None;
    for digits in numbers {
        let Some(own) = counted(line, digits) else {
            (before_last, last) = (None, None);
            continue;
        };
        if let Some(one) = &last {
            let between = own.digits.from.checked_sub(one.to);
            let told = match between {
                Some(0) => before_last.as_ref().is_some_and(|first| crowd(line, first, one, &own)),
                Some(1..=14) => {
                    let named = line.text(one.to, own.digits.from);
                    named.chars().all(is_han)
                        && (labelled(line, one, &own, named)
                            || nouns(line, one, &own, named)
                            || rates(line, one, &own, named)
                            || works(line, one, &own))
                }
                _ => false,
            };
            if told {
                let (first, to) = match &before_last {
                    Some(first) if between == Some(0) => (first, own.to),
                    _ => (one, own.digits.from),
                };
                tell(line, (first.digits.from, one.to, to), "between its quantities", false, out);
            }
        }
        (before_last, last) = (last, Some(own));
    }
}

fn counted<'d>(line: &Line<'_>, digits: &'d Digits) -> Option<Counted<'d>> {
    let mut scale = behind_scale(line, digits.to);
    if matches!(line.get(scale), '余' | '多') {
        scale = behind_scale(line, scale + 1);
    }
    // 318处理214人 is read as 处 and 理 by nobody.
    if line.one_of(scale, &["处理", "处置", "处罚", "场地", "场所", "人均", "户均", "次品"]).is_some()
    {
        return None;
    }
    let unit = unit_at(line, scale)?;
    Some(Counted { digits, unit, to: scale + unit.chars().count() })
}

/// Whether a quantity ends what is said of it.
fn ends(line: &Line<'_>, at: usize) -> bool {
    matches!(line.get(at), '，' | '。' | '；' | '、' | '：' | '）' | ',' | ';' | '\0')
}

/// What stands before a quantity in its clause or its member of a list, and where it begins.
fn label<'t>(line: &Line<'t>, at: usize) -> &'t str {
    let start = line.clause_start(at, 20);
    let from = (start..at).rev().find(|place| !is_han(line.get(*place))).map_or(start, |place| place + 1);
    line.text(from, at)
}

fn last_two(text: &str) -> Option<&str> {
    text.char_indices().rev().nth(1).and_then(|(at, _)| text.get(at..))
}

/// 肉类产量3.4万吨禽蛋产量0.9万吨; 办理备案312件关系转移68件: each with its name before it, and one unit.
fn labelled(line: &Line<'_>, one: &Counted<'_>, own: &Counted<'_>, named: &str) -> bool {
    let count = named.chars().count();
    if !(2..=10).contains(&count)
        || one.unit != own.unit
        || TIMES.contains(&one.unit)
        || one.unit == "%"
        || !ends(line, own.to)
        || line.text(one.digits.to, one.to) != line.text(own.digits.to, own.to)
    {
        return false;
    }
    let name = label(line, one.digits.from);
    if name.chars().count() < 2
        || RELATED.stand_in(named)
        || verb_at(line, one.to)
        || done(line, name, own)
        || name.ends_with(PLACES)
        || named.starts_with(['中', '里', '内', '之'])
    {
        return false;
    }
    let tail = last_two(name);
    let alike = (tail.is_some() && tail == last_two(named))
        || (count == name.chars().count() && name.chars().next_back() == named.chars().next_back());
    let people = |text: &str| text.ends_with(['师', '生', '士', '工', '民', '员', '者', '业', '户']);
    match AGENTS.contains(&one.unit) {
        true => alike || (people(name) && people(named) && count <= 6),
        // 盘活农房12处民宿36处 may be what became of it.
        false => alike || (count >= 3 && !has(name, &super::joined::MEANS)),
    }
}

/// Whether a verb ends before a quantity, of which the noun before it may be the subject: 全县12个小区改造9个. Behind a thing
/// with its name, as 代办事项487项, it is the name of another one: 社保转移53项.
fn done(line: &Line<'_>, name: &str, own: &Counted<'_>) -> bool {
    let nominal = name.chars().count() >= 4 && !DOINGS.iter().any(|verb| name.ends_with(verb));
    STATES.before(line, own.digits.from).is_some()
        || (!nominal && line.one_before(own.digits.from, &DOINGS).is_some())
}

/// Whether a verb begins here that may govern what follows.
fn verb_at(line: &Line<'_>, at: usize) -> bool {
    line.one_of(at, &DOINGS).is_some() || line.one_of(at, &CAME_TO).is_some()
}

/// 24家规上工业企业9家限上商贸企业: each with its noun behind it, which ends alike.
fn nouns(line: &Line<'_>, one: &Counted<'_>, own: &Counted<'_>, named: &str) -> bool {
    if !(2..=10).contains(&named.chars().count())
        || one.unit != own.unit
        || TIMES.contains(&one.unit)
        || one.digits.fraction
        || RELATED.stand_in(named)
    {
        return false;
    }
    let Some(tail) = last_two(named) else { return false };
    // 12个乡镇8个乡镇: what is said of the second one is another clause; the nouns have each a name of their own.
    let end = line.skip_most(own.to, 10, is_han);
    let noun = (own.to + 2..=end).find(|to| line.ends(*to, tail));
    noun.is_some_and(|to| {
        let other = line.text(own.to, to);
        other != named && !RELATED.stand_in(other) && named.chars().count() >= 3
    })
}

/// 覆盖率达到100%巩固率99.2%: two rates.
fn rates(line: &Line<'_>, one: &Counted<'_>, own: &Counted<'_>, named: &str) -> bool {
    let rate = |text: &str| text.ends_with(['率', '度']);
    if one.unit != "%" || own.unit != "%" || !ends(line, own.to) || !(3..=10).contains(&named.chars().count())
    {
        return false;
    }
    let name = label(line, one.digits.from);
    let bare = |text: &str| -> bool {
        rate(text.trim_end_matches(['达', '到', '为', '近', '超', '约', '分', '别', '均', '保', '持', '在']))
    };
    rate(named) && bare(name) && !RELATED.stand_in(named)
}

/// 64户231人17户: three in a row, of which the last one counts what the first does.
fn crowd(line: &Line<'_>, first: &Counted<'_>, one: &Counted<'_>, own: &Counted<'_>) -> bool {
    first.to == one.digits.from
        && first.unit == own.unit
        && first.unit != one.unit
        && !TIMES.contains(&one.unit)
        && !matches!(one.unit, "元" | "角" | "米" | "%")
        && !TIMES.contains(&first.unit)
        && matches!(
            first.unit,
            "人" | "名" | "户" | "家" | "个" | "处" | "件" | "座" | "起" | "场" | "批" | "株"
        )
        && line.back(first.digits.from, 1) != '第'
}

/// 清理垃圾86吨清理违建12处; 新建道路12公里改造小区3个: a work of the same verb or the same row, a noun behind each.
fn works(line: &Line<'_>, one: &Counted<'_>, own: &Counted<'_>) -> bool {
    let start = line.clause_start(one.digits.from, 24);
    let lead = |at: usize| {
        line.one_of(at, &["全年", "累计", "共", "先后", "已", "新", "再"])
            .map_or(at, |word| at + word.chars().count())
    };
    let heads = (start..one.digits.from).find(|at| *at == start || line.back(*at, 1) == '、');
    let Some(head) = heads.map(lead) else { return false };
    let Some(verb) =
        line.one_of(head, &DOINGS).or_else(|| BUILT.at(line, head)).or_else(|| CLEARED.at(line, head))
    else {
        return false;
    };
    let length = verb.chars().count();
    // 培训120人培训费: the noun of the second one is of the verb.
    let noun = |from: usize, to: usize| {
        let text = line.text(from, to);
        text.chars().count() >= 2
            && !text.ends_with(['率', '费', '额', '期', '数'])
            && !has(text, &["费用", "达", "占", "后", "的", "为", "率"])
    };
    let second = [verb].into_iter().find(|verb| line.starts(one.to, verb)).or_else(|| {
        let of = |row: &WordSet| row.words().contains(&verb).then(|| row.at(line, one.to)).flatten();
        of(&BUILT).filter(|word| !matches!(*word, "建成" | "新增")).or_else(|| of(&CLEARED))
    });
    let Some(second) = second else { return false };
    (second == verb || !AGENTS.contains(&own.unit))
        && !TIMES.contains(&one.unit)
        && UNITS.contains(&own.unit)
        && own.unit != "%"
        && noun(head + length, one.digits.from)
        && noun(one.to + second.chars().count(), own.digits.from)
}
