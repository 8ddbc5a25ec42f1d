//! A number that may be told again, with the words around it.

use super::same::{of_one_place, other_year};
use crate::chars::is_one_of;
use crate::quantity::{CLAUSES, Line, Quantity};

/// What says that a number is of another year, or wished for.
pub(crate) const OTHER_TIME: [&str; 18] = [
    "上年",
    "去年",
    "同期",
    "同比",
    "前年",
    "目标",
    "力争",
    "计划",
    "预计",
    "任务",
    "由",
    "从",
    "明年",
    "季度",
    "上半年",
    "下半年",
    "月末",
    "月底",
];

/// What says that a number is of another year.
pub(crate) const PAST: [&str; 6] = ["上年", "去年", "同期", "前年", "目标", "计划"];

/// Words that stand beside numbers of all kinds.
const COMMON: [&str; 60] = [
    "全年", "今年", "本年", "年底", "全镇", "全县", "全村", "全乡", "全区", "全市", "完成", "实现", "达到",
    "投资", "资金", "项目", "建设", "工作", "群众", "人员", "以上", "累计", "共计", "合计", "其中", "分别",
    "增长", "增加", "下降", "新增", "收入", "支出", "面积", "产值", "企业", "农户", "农民", "村民", "居民",
    "先后", "开展", "组织", "实施", "推进", "投入", "发放", "惠及", "涉及", "各类", "总投", "家庭", "名、",
    "截至", "目前", "已经", "共有", "现有", "安排", "落实", "拨付",
];

/// A number that may be told again.
#[derive(Clone, Copy)]
pub(crate) struct Telling<'l> {
    pub(crate) line: &'l Line,
    pub(crate) index: usize,
    pub(crate) quantity: &'l Quantity,
    /// The time that the text itself is on, when it is no year: 上半年.
    pub(crate) period: &'static str,
}

impl<'l> Telling<'l> {
    /// The words of its clause, and those behind it up to the next mark.
    pub(crate) fn words(&self) -> [&'l str; 2] {
        let line = self.line;
        let from = line.back(self.quantity.from, &CLAUSES, 24);
        let next = line.quantities.get(self.index + 1).map_or(line.chars.len(), |it| it.from);
        let to = line.ahead(self.quantity.to, &['。', '；', '，', '、', '：', '（', '\n'], 10).min(next);
        [line.text(from, self.quantity.from), line.text(self.quantity.to, to.max(self.quantity.to))]
    }

    /// The sentence up to its clause's end.
    pub(crate) fn sentence(&self) -> &'l str {
        let from = self.line.back(self.quantity.from, &['。', '；', '！', '？', '\n'], 60);
        let to = self.line.ahead(self.quantity.to, &['。', '；', '，', '\n'], 20);
        self.line.text(from, to)
    }

    /// Whether both are of the year of the text, or at least of one year.
    pub(crate) fn of_one_year(&self, other: &Telling<'_>, report_year: &str) -> bool {
        let [own, theirs] = [self.sentence(), other.sentence()];
        let timely = |text: &str| !OTHER_TIME.iter().any(|word| *word != self.period && text.contains(word));
        timely(own)
            && timely(theirs)
            && other_year(own, report_year) == other_year(theirs, report_year)
            && of_one_place(self.line, other.line)
    }

    /// How many pairs of characters that say what it is about stand beside both.
    pub(crate) fn shares(&self, other: &Telling<'_>) -> usize {
        let theirs = other.words();
        let mut shared: Vec<[char; 2]> = Vec::new();
        for text in self.words() {
            for (one, next) in text.chars().zip(text.chars().skip(1)) {
                let pair = String::from_iter([one, next]);
                let says = is_word(one) && is_word(next) && !COMMON.contains(&pair.as_str());
                if says && !shared.contains(&[one, next]) && theirs.iter().any(|text| text.contains(&pair)) {
                    shared.push([one, next]);
                }
            }
        }
        shared.len()
    }
}

/// The part of a year that a text is on, as its first paragraphs say.
pub(crate) fn period(lines: &[Line]) -> &'static str {
    let first = lines.iter().take(2).map(|line| line.text(0, line.chars.len().min(60)));
    let told: Vec<&str> = first.collect();
    ["上半年", "季度"]
        .into_iter()
        .find(|word| told.iter().any(|text| text.contains(word)))
        .unwrap_or_default()
}

fn is_word(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c) && !is_one_of!(c, "的了等和及与在为是中个名户")
}

/// Whether both have as many digits and differ in one of them, or in two that changed places.
pub(crate) fn is_misread(one: &Quantity, other: &Quantity) -> bool {
    matches!(apart(one, other), Some((1, _) | (2, true)))
}

/// Whether both are of one number of digits and differ in two that changed places: 46 and 64, 6284 and 6482.
pub(crate) fn is_exchanged(one: &Quantity, other: &Quantity) -> bool {
    matches!(apart(one, other), Some((2, true)))
}

/// In how many digits two numbers of one form differ, and whether two of them changed places: 3.46 and 3.64. It is asked of many pairs, so the digits are not written out.
fn apart(one: &Quantity, other: &Quantity) -> Option<(u32, bool)> {
    let (scale, digits) = (one.printed.scale(), |it: &Quantity| it.printed.mantissa().unsigned_abs());
    if scale != other.printed.scale() || one.factor != other.factor {
        return None;
    }
    let (mut own, mut theirs) = (u64::try_from(digits(one)).ok()?, u64::try_from(digits(other)).ok()?);
    let (mut differ, mut exchanged, mut before, mut place) = (0, false, None, 0);
    while own > 0 || theirs > 0 {
        // 0.06 has as many digits as 0.60.
        if place > scale && (own == 0) != (theirs == 0) {
            return None;
        }
        let (a, b) = (own % 10, theirs % 10);
        if a != b {
            differ += 1;
            exchanged = differ == 2 && before == Some((b, a));
            before = Some((a, b));
        }
        (own, theirs, place) = (own / 10, theirs / 10, place + 1);
    }
    Some((differ, exchanged))
}
