//! What is left out where a number or a name must stand 漏写: 新建公厕座，; 质押融资完成亿元，; 被评为，.

use crate::chars::is_one_of;
use crate::rules::line::{Line, is_han, is_numeral};
use crate::rules::word_set::WordSet;
use crate::{Finding, Findings};

/// Verbs of works and purchases that are counted.
const WORKS: [&str; 16] = [
    "新建", "改建", "扩建", "建成", "建设", "修建", "添置", "购置", "改造", "安装", "设置", "新增", "整修",
    "维修", "配备", "完成",
];

/// Measures that a thing cannot end with, with what makes a noun of them.
const MEASURES: [(&str, &str); 7] = [
    ("座", "讲插底星基支卖满灯举在就落客专宝茶王雅"),
    ("盏", ""),
    ("个", "这那每各整几多数某逐半好些全单两"),
    ("公里", "每百千万"),
    ("平方米", "每百千万"),
    ("万元", "每百千"),
    ("万亩", "每百千"),
];

/// What a figure is compared with behind the verb it is left out of.
const COMPARED: [&str; 7] = ["较上年", "比上年", "同比", "较去年", "比去年", "较年初", "环比"];

/// Verbs and nouns behind which nothing but a number stands before a measure.
const AMOUNTS: [&str; 30] = [
    "完成", "实现", "增长", "下降", "投资", "投入", "资金", "收入", "支出", "产值", "总额", "余额", "发放",
    "兑现", "拨付", "争取", "到位", "补助", "减免", "贷款", "融资", "存款", "累计", "合计", "共计", "筹集",
    "里程", "面积", "挽回", "节约",
];

/// Measures of amounts, with the verbs and nouns behind which they may be a number themselves: 收入万元, 上亿元.
static LARGE: WordSet = WordSet::new(&[
    "亿元",
    "万元",
    "亿斤",
    "万吨",
    "万亩",
    "万人次",
    "万公里",
    "平方公里",
    "公里",
    "万平方米",
    "万千瓦",
    "万千瓦时",
    "万立方米",
    "人次",
    "户次",
    "亿千瓦时",
]);

/// Verbs that end no clause: what one is honoured as, where one stands, how far it went.
static OPEN: WordSet = WordSet::new(&[
    "被评为",
    "被评选为",
    "被授予",
    "被列为",
    "被确定为",
    "被命名为",
    "被认定为",
    "被表彰为",
    "被誉为",
    "被推选为",
    "荣获",
    "荣膺",
    "跻身",
    "位居",
    "位列",
    "增长到",
    "上升到",
    "扩大到",
    "压缩到",
    "压减到",
    "缩短到",
    "降低到",
    "提升至",
    "提高至",
    "压缩至",
    "缩短至",
]);

/// What is brought in, of which a clause says how much.
static SUMS: WordSet = WordSet::new(&[
    "旅游收入",
    "旅游综合收入",
    "销售收入",
    "销售额",
    "总产值",
    "营业收入",
    "经营收入",
    "村集体收入",
    "增加值",
    "综合收入",
    "总收入",
    "交易额",
]);

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        for at in 1..line.len() {
            match line.get(at) {
                '，' | '、' | '。' | '；' => {
                    // One of them tells.
                    let told = measured(line, at, out) || reached(line, at, out) || amount(line, at, out);
                    if !told {
                        open(line, at, out);
                    }
                }
                '个' if line.starts(at, "个百分点") => points(line, at, out),
                '%' | '％' => percent(line, at, out),
                '第' => ordinal(line, at, out),
                _ => {}
            }
        }
    }
}

/// 质押融资完成亿元，: an amount without its number.
fn amount(line: &Line<'_>, at: usize, out: &mut Findings) -> bool {
    let Some(measure) = LARGE.before(line, at) else { return false };
    let to = at - measure.chars().count();
    let Some(verb) = line.one_before(to, &AMOUNTS) else { return false };
    let from = line.clause_start(at, 24);
    // 户均收入万元: as much as that.
    let each = (from..to).any(|place| matches!(line.get(place), '均' | '每' | '单' | '按' | '以'));
    if each && measure.starts_with(['万', '亿']) {
        return false;
    }
    tell(line, (to - verb.chars().count(), at), &format!("“{measure}”前面缺数"), out);
    true
}

/// 下降个百分点: no number of them.
fn points(line: &Line<'_>, at: usize, out: &mut Findings) {
    let before = line.back(at, 1);
    if is_han(before)
        && !is_numeral(before)
        && !is_one_of!(before, "几数若多百千万亿余两半这那每各整首单该本来零好个")
    {
        let from = line.clause_start(at, 8).max(at.saturating_sub(2));
        tell(line, (from, at + 4), "“个百分点”前面缺数", out);
    }
}

/// 同比增长%: no number before the sign.
fn percent(line: &Line<'_>, at: usize, out: &mut Findings) {
    if let Some(verb) =
        line.one_before(at, &["增长", "下降", "提高", "达到", "占比", "完成率", "合格率", "同比", "为"])
    {
        tell(line, (at - verb.chars().count(), at + 1), "“%”前面缺数", out);
    }
}

/// 居全市第，: no number of the place.
fn ordinal(line: &Line<'_>, at: usize, out: &mut Findings) {
    let word =
        line.one_before(at, &["全市", "全省", "全国", "全县", "全区", "排名", "位居", "位列", "排在", "列"]);
    if let Some(word) = word.filter(|_| matches!(line.get(at + 1), '，' | '。' | '；' | '、' | '（')) {
        tell(line, (at - word.chars().count(), at + 1), "“第”后面缺数", out);
    }
}

/// 先后被评为，: the verb has nothing to stand before.
fn open(line: &Line<'_>, at: usize, out: &mut Findings) {
    if line.get(at) == '、' {
        return;
    }
    // 被授予全国称号: of what.
    let title =
        line.one_before(at, &["全国称号", "全省称号", "全市称号", "全县称号", "省级称号", "市级称号"]);
    if let Some(title) = title {
        return tell(line, (at - title.chars().count(), at), "“称号”前面缺名称", out);
    }
    // 实现旅游收入。: how much.
    let sum = SUMS.before(line, at).and_then(|sum| {
        let from = at - sum.chars().count();
        line.one_before(from, &["实现", "完成", "创造"]).map(|verb| from - verb.chars().count())
    });
    if let Some(from) = sum {
        return tell(line, (from, at), "后面缺数", out);
    }
    let Some(verb) = OPEN.before(line, at) else { return };
    let from = at - verb.chars().count();
    // 未被评为…的: a word before it may make a noun of it.
    if matches!(line.back(from, 1), '“' | '的' | '《') {
        return;
    }
    tell(line, (from, at), &format!("“{verb}”后面缺内容"), out);
}

/// 新建公厕座，: a verb of works, what is built, and a measure at the end of the clause without any number.
fn measured(line: &Line<'_>, at: usize, out: &mut Findings) -> bool {
    let found = MEASURES.iter().find(|(measure, _)| line.ends(at, measure));
    let Some((measure, other)) = found else { return false };
    let to = at - measure.chars().count();
    let from = line.clause_start(at, 14);
    let thing = from + 4..to + 1;
    let opens = line.one_of(from, &WORKS).is_some() && thing.contains(&to);
    let plain = (from..to).all(|place| is_han(line.get(place)) && !is_numeral(line.get(place)));
    if opens
        && plain
        && !other.contains(line.back(to, 1))
        && !is_one_of!(line.back(to, 1), "几数若多百千万亿余两半这那每各整首单该本来")
    {
        tell(line, (from, at), &format!("“{measure}”前面缺数"), out);
        return true;
    }
    false
}

/// 达到，较上年提高2.1个百分点: nothing stands where it says how much.
fn reached(line: &Line<'_>, at: usize, out: &mut Findings) -> bool {
    let Some(verb) = line.one_before(at, &["达到", "提高到", "增加到", "下降到", "降至", "增至"])
    else {
        return false;
    };
    let compared = line.get(at) == '，' && line.one_of(at + 1, &COMPARED).is_some();
    if compared {
        let from = line.clause_start(at, 20);
        tell(line, (from, at), &format!("“{verb}”后面缺数"), out);
    }
    compared
}

fn tell(line: &Line<'_>, (from, to): (usize, usize), zh: &str, out: &mut Findings) {
    let quote = line.text(from, to);
    out.push(
        Finding::warning(
            "word/slip",
            line.span(from, to),
            format!("“{quote}”：{zh}"),
            format!("`{quote}` lacks a number or a name"),
        )
        .source("《图书编校质量差错认定细则》"),
    );
}
