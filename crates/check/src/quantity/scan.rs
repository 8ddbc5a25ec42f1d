//! One pass over a paragraph that finds its quantities.

use crate::chars::is_one_of;
use aho_corasick::AhoCorasick;
use gongwen_core::Interval;
use gongwen_core::interval::End;
use gongwen_core::report::Qualifier;
use rust_decimal::Decimal;

use super::line::Line;
use super::line::STOPS;
use super::model::Quantity;
use super::numeral::{chinese, decimal, is_numeral};
use super::row::unit_of_row;
use super::units::{self, Found, factor};
use crate::Paragraph;

/// Words before a number and what they say of it, the longest first.
const BEFORE: [(&str, Qualifier); 21] = [
    ("不少于", Qualifier::AtLeast),
    ("不低于", Qualifier::AtLeast),
    ("不超过", Qualifier::Below),
    ("不高于", Qualifier::Below),
    ("不多于", Qualifier::Below),
    ("大约", Qualifier::About),
    ("将近", Qualifier::Nearly),
    ("接近", Qualifier::Nearly),
    ("超过", Qualifier::MoreThan),
    ("突破", Qualifier::MoreThan),
    ("至少", Qualifier::AtLeast),
    ("最多", Qualifier::Below),
    ("不足", Qualifier::Below),
    ("不到", Qualifier::Below),
    ("低于", Qualifier::Below),
    ("高于", Qualifier::Exceeding),
    ("大于", Qualifier::Exceeding),
    ("近", Qualifier::Nearly),
    ("超", Qualifier::Exceeding),
    ("逾", Qualifier::Beyond),
    ("约", Qualifier::About),
];

/// Words behind a unit and what they say of the number.
const BEHIND: [(&str, Qualifier); 8] = [
    ("左右", Qualifier::Roughly),
    ("上下", Qualifier::Roughly),
    ("以上", Qualifier::AtLeast),
    ("以下", Qualifier::Below),
    ("以内", Qualifier::Below),
    ("之内", Qualifier::Below),
    ("多", Qualifier::More),
    ("余", Qualifier::Over),
];

/// A number as it stands there: its value, and where it ends.
struct Number {
    value: Decimal,
    end: usize,
    chinese: bool,
}

/// All quantities of a paragraph.
pub(crate) fn scan(line: &Line, paragraph: &Paragraph, terms: Option<&AhoCorasick>) -> Vec<Quantity> {
    let mut scan = Scan { line, paragraph, found: Vec::new(), sentence: 0, depth: 0, quote: None };
    let mut fixed = terms.into_iter().flat_map(|terms| terms.find_iter(&paragraph.text)).peekable();
    let mut at = 0;
    while at < line.chars.len() {
        let c = line.char(at);
        scan.mark(c, at);
        if !c.is_ascii_digit() && !is_numeral(c) {
            at += 1;
            continue;
        }
        let byte = line.byte(at);
        while fixed.next_if(|term| term.end() <= byte).is_some() {}
        if let Some(term) = fixed.peek()
            && term.start() <= byte
            && !c.is_ascii_digit()
        {
            at = line.char_at(term.end());
            continue;
        }
        at = scan.number(at).max(at + 1);
    }
    scan.found
}

struct Scan<'l> {
    line: &'l Line,
    paragraph: &'l Paragraph,
    found: Vec<Quantity>,
    sentence: u32,
    depth: u32,
    /// Where the open quotation began.
    quote: Option<usize>,
}

impl Scan<'_> {
    fn mark(&mut self, c: char, at: usize) {
        match c {
            '（' | '〔' => self.depth += 1,
            '）' | '〕' => self.depth = self.depth.saturating_sub(1),
            '“' | '《' => self.quote = Some(at),
            '”' | '》' => self.quote = None,
            _ if STOPS.contains(&c) => {
                self.sentence += 1;
                // A bracket or quotation that nobody closed ends with its sentence.
                if c == '\n' || c == '。' {
                    (self.depth, self.quote) = (self.depth.min(8), self.quote.filter(|from| at - from < 200));
                }
            }
            _ => {}
        }
    }

    /// The number that begins here; gives the character at which to go on.
    fn number(&mut self, at: usize) -> usize {
        let line = self.line;
        let number = match line.char(at).is_ascii_digit() {
            true => self.digits(at),
            false => self.characters(at),
        };
        let number = match number {
            Ok(number) => number,
            Err(end) => return end,
        };
        // 从10%到15% names two values, 10%—15% is a range.
        let clause = line.back(at, &['，', '。', '；', '、'], 12);
        let moves = line.chars.get(clause..at).unwrap_or_default().iter().any(|c| matches!(c, '从' | '由'));
        if let Some(upper) = self.upper(&number).filter(|_| !moves) {
            if let Some(end) = self.push(at, &number, upper.end, Some(upper.value)) {
                return end;
            }
            return upper.end;
        }
        self.push(at, &number, number.end, None).unwrap_or(number.end)
    }

    /// A number in digits; the end of what is none.
    fn digits(&self, at: usize) -> Result<Number, usize> {
        let line = self.line;
        let mut digits = String::new();
        let (mut end, mut behind, mut points) = (at, 0, 0);
        loop {
            let c = line.char(end);
            if c.is_ascii_digit() {
                if digits.len() < 40 {
                    digits.push(c);
                }
                behind += u32::from(points > 0);
            } else if c == '.' && line.char(end + 1).is_ascii_digit() {
                points += 1;
            } else if c == '，' && points == 0 && self.is_thousands(at, end) {
            } else {
                break;
            }
            end += 1;
        }
        let (before, next) = (line.char(at.wrapping_sub(1)), line.char(end));
        let code = |c: char| {
            c.is_ascii_alphabetic() || matches!(c, '+' | '/' | '_' | '@' | '#' | '〔' | '〕' | '[' | ']')
        };
        let colon = |c: char, beyond: char| c == '：' && beyond.is_ascii_digit();
        let glued = code(before)
            || before == '第'
            || next.is_ascii_alphabetic()
            || matches!(next, '+' | '号' | '〕' | ']' | '_' | '@' | '×' | '岁' | '届' | '周')
            || colon(before, line.char(at.wrapping_sub(2)))
            || colon(next, line.char(end + 1))
            || points > 1
            || (before == '.' && at > 0)
            || ["国道", "省道", "县道", "乡道", "高速", "热线", "工程", "行动", "平台", "线"]
                .iter()
                .any(|road| line.starts(end, road));
        if glued {
            return Err(end);
        }
        let year = digits.len() == 4 && points == 0 && (digits.starts_with("19") || digits.starts_with("20"));
        let dated = matches!(next, '月' | '日' | '时' | '点')
            || (year && matches!(next, '年' | '-' | '—' | '～' | '至' | '.'));
        if dated && !line.starts(end, "时间") {
            return Err(end);
        }
        decimal(&digits, behind).map(|value| Number { value, end, chinese: false }).ok_or(end)
    }

    /// Whether a comma here parts thousands: typed narrow, three digits behind it, one to three before the first.
    fn is_thousands(&self, start: usize, comma: usize) -> bool {
        let (line, text) = (self.line, self.paragraph.text.as_bytes());
        let narrow = text.get(line.byte(comma)) == Some(&b',');
        let three = (1..4).all(|more| line.char(comma + more).is_ascii_digit());
        let first = (start..comma).take_while(|at| line.char(*at).is_ascii_digit()).count();
        narrow && three && !line.char(comma + 4).is_ascii_digit() && (1..=3).contains(&first)
    }

    /// A number in characters; the end of what is none.
    fn characters(&self, at: usize) -> Result<Number, usize> {
        let line = self.line;
        if line.starts(at, "百分之") {
            return self.hundredths(at);
        }
        let mut end = at;
        while is_numeral(line.char(end)) {
            end += 1;
        }
        // The scale of 三百万元 belongs to the unit.
        let mut stop = end;
        while stop > at + 1 && matches!(line.char(stop - 1), '万' | '亿') {
            stop -= 1;
        }
        let before = line.char(at.wrapping_sub(1));
        let rest = line.chars.get(stop..(stop + 8).min(line.chars.len())).unwrap_or_default();
        // 占一成多, but not 一成不变.
        let tenth = line.char(stop) == '成' && is_one_of!(line.char(stop + 1), "以左多还有半，。；、）");
        let doubled = line.char(at) == '一' && (line.char(stop) == '倍' || tenth);
        let alone = !doubled
            && stop - at == 1
            && matches!(line.char(at), '一' | '零' | '〇' | '百' | '千' | '万' | '亿');
        let next = line.char(stop);
        // 第一、二种形态 are ordinals.
        let ordinal = before == '、'
            && (2..6)
                .find(|back| !is_numeral(line.char(at.wrapping_sub(*back))))
                .is_some_and(|back| back > 2 && line.char(at.wrapping_sub(back)) == '第');
        if before == '第'
            || ordinal
            || matches!(before, '几' | '数' | '点' | '周' | '初')
            || alone
            || stop > at + 15
            || next == '分'
            // 二年级 is a form of a school.
            || next == '年' && line.char(stop + 1) == '级'
            || !units::takes_chinese(rest)
        {
            return Err(end.max(at + 1));
        }
        let chars = line.chars.get(at..stop).unwrap_or_default();
        let value = chinese(chars).and_then(|value| i64::try_from(value).ok());
        value.map(|value| Number { value: value.into(), end: stop, chinese: true }).ok_or(end.max(at + 1))
    }

    /// 百分之三, 百分之十二点五: the number behind; its unit is written before it.
    fn hundredths(&self, at: usize) -> Result<Number, usize> {
        let line = self.line;
        let from = at + 3;
        let mut end = from;
        while is_numeral(line.char(end)) && !matches!(line.char(end), '万' | '亿') {
            end += 1;
        }
        let whole = line.chars.get(from..end).unwrap_or_default();
        let whole = if whole == ['百'] { Some(100) } else { chinese(whole) };
        let Some(whole) = whole.and_then(|it| i64::try_from(it).ok()) else { return Err(end.max(from)) };
        if line.char(end) != '点' {
            return Ok(Number { value: whole.into(), end, chinese: true });
        }
        let mut digits = whole.to_string();
        let (mut behind, mut last) = (0, end + 1);
        while let Some(digit) = "零一二三四五六七八九".chars().position(|own| own == line.char(last))
        {
            digits.push_str(&digit.to_string());
            (behind, last) = (behind + 1, last + 1);
            if behind > 6 {
                break;
            }
        }
        decimal(&digits, behind).map(|value| Number { value, end: last, chinese: true }).ok_or(last)
    }

    /// The upper end of a range, when one follows a joint.
    fn upper(&self, lower: &Number) -> Option<Number> {
        let line = self.line;
        let mut joint = lower.end;
        let unit = line.chars.get(joint..(joint + 8).min(line.chars.len())).unwrap_or_default();
        let first = units::scale(unit).map_or(0, |(_, length)| length);
        let first = first + units::unit(unit.get(first..).unwrap_or_default()).map_or(0, |unit| unit.length);
        let signs = |c: char| matches!(c, '-' | '—' | '～' | '至' | '到');
        if !signs(line.char(joint)) {
            joint += first;
        }
        if !signs(line.char(joint)) {
            return None;
        }
        while signs(line.char(joint)) {
            joint += 1;
        }
        if lower.chinese || !line.char(joint).is_ascii_digit() {
            return None;
        }
        self.digits(joint).ok().filter(|upper| upper.value >= lower.value)
    }

    /// Adds the quantity of a number whose unit begins at `end`; gives its end, nothing when there is no unit.
    fn push(&mut self, at: usize, number: &Number, end: usize, upper: Option<Decimal>) -> Option<usize> {
        let line = self.line;
        let percent = number.chinese && line.ends(number.end, "") && line.starts(at, "百分之");
        let (mut from, mut to) = (at, end);
        let mut qualifier = None;
        if line.char(to) == ' ' && to == end {
            to += 1;
        }
        let over = |to: &mut usize, qualifier: &mut Option<Qualifier>| {
            if matches!(line.char(*to), '余' | '多' | '来') {
                *qualifier = Some(if line.char(*to) == '余' { Qualifier::Over } else { Qualifier::More });
                *to += 1;
            }
        };
        let unit_from;
        let mut shared = "";
        let (base, thousandths, power);
        if percent {
            (base, thousandths, power, unit_from) = ("%", 1000, 0, to);
        } else {
            over(&mut to, &mut qualifier);
            let rest = |to: usize| line.chars.get(to..(to + 8).min(line.chars.len())).unwrap_or_default();
            unit_from = to;
            let scaled = units::scale(rest(to));
            to += scaled.map_or(0, |(_, length)| length);
            power = scaled.map_or(0, |(power, _)| power);
            over(&mut to, &mut qualifier);
            // 7.64亿、8.72亿、3.18亿千瓦时: a row has its unit once.
            let unit = match units::unit(rest(to)) {
                Some(unit) => unit,
                None if scaled.is_some() => {
                    let (unit, at) = unit_of_row(line, to)?;
                    shared = line.text(at, at + unit.length);
                    Found { length: 0, ..unit }
                }
                None => return None,
            };
            to += unit.length;
            (base, thousandths) = (unit.base, unit.thousandths);
            if self.is_no_quantity(number, base, to) {
                return Some(to);
            }
        }
        // 三成半 and 三成三 are 35 and 33 per cent.
        let more = tenths(line, to).filter(|_| number.chinese && base == "%" && !percent);
        let (more, behind) = more.unwrap_or_default();
        to += behind;
        let amount = number.value + more;
        let own = line.text(unit_from, to - behind).chars().filter(|c| !matches!(c, '余' | '多' | '来'));
        let printed_unit: String = own.chain(shared.chars()).collect();
        for (word, means) in BEHIND {
            if qualifier.is_none()
                && line.starts(to, word)
                && !(word.chars().count() == 1 && line.starts(to + 1, "年"))
            {
                let vague = word == "多" || word == "余";
                // 3项多部门 is no qualifier.
                // 比4.2万亩多1600亩: it begins what follows.
                // 比1500万元多了360万元, 多收 too.
                let next = line.char(to + 1);
                if vague && (next.is_ascii_digit() || is_one_of!(next, "了出收支花拨投")) {
                    continue;
                }
                // 六成多, but not 30%多.
                let tenths = base == "%" && line.char(to - 1) == '成';
                if vague && !tenths && !matches!(base, "元" | "亩" | "米" | "公斤" | "年" | "月") {
                    continue;
                }
                qualifier = Some(means);
                to += word.chars().count();
            }
        }
        let mut negative = false;
        if matches!(base, "%" | "元" | "百分点") && line.char(at.wrapping_sub(1)) == '-' && upper.is_none()
        {
            let before = line.char(at.wrapping_sub(2));
            negative = !before.is_ascii_alphanumeric() && before != '%' && at >= 2;
            from -= usize::from(negative);
        }
        if qualifier.is_none()
            && let Some((word, means)) = BEFORE.into_iter().find(|(word, _)| line.ends(at, word))
            && !is_other_word(line.char(at.wrapping_sub(word.chars().count() + 1)), word)
        {
            from = at - word.chars().count();
            // The last three years are no amount.
            qualifier = Some(if matches!(base, "年" | "月" | "天") { Qualifier::About } else { means });
        }
        let printed = if negative { -amount } else { amount };
        let scale = Decimal::from(10_i64.checked_pow(power).unwrap_or(1));
        let scale = scale.checked_mul(factor(thousandths)).unwrap_or(scale);
        let plain = if power == 0 && thousandths == 1000 && is_counted(base) { "个" } else { "万元" };
        let value = match upper {
            Some(upper) => between(number.value, upper, plain),
            None if more == Decimal::new(5, 1) && qualifier.is_none() && line.char(to - 1) == '半' => {
                let quarter = Decimal::new(25, 2);
                Interval::between(End::Closed(printed - quarter), End::Closed(printed + quarter))
                    .unwrap_or(Interval::rounded(printed))
            }
            None if number.chinese && base == "%" && qualifier.is_none() => Interval::rounded(printed),
            None => Interval::qualified(printed, plain, qualifier),
        };
        let value = self.stated(line.byte(at)).unwrap_or(value).times(scale);
        let quoted = self.quote.is_some_and(|open| self.at_most(open, 14));
        self.found.push(Quantity {
            span: line.span(from, to),
            printed,
            value,
            // 2024元/平方米 is a price, no amount of money.
            unit: if matches!(line.char(to), '/' | '／') { format!("{base}/") } else { base.to_owned() },
            factor: scale,
            printed_unit,
            qualifier,
            chinese: number.chinese,
            range: upper.is_some(),
            quoted,
            depth: self.depth,
            sentence: self.sentence,
            from,
            to,
        });
        Some(to)
    }

    /// Whether a quotation that began there ends within so many characters.
    fn at_most(&self, open: usize, most: usize) -> bool {
        (open..open + most + 2).any(|at| matches!(self.line.char(at), '”' | '》'))
    }

    /// The value of a figure 指标 that stands here, in its own unit.
    fn stated(&self, byte: usize) -> Option<Interval> {
        let known = &self.paragraph.known;
        let found = known.get(known.partition_point(|it| it.range.end <= byte))?;
        found.range.contains(&byte).then_some(found.value)
    }

    /// Dates and names whose unit would be a measure word elsewhere.
    fn is_no_quantity(&self, number: &Number, base: &str, to: usize) -> bool {
        let line = self.line;
        let next = line.char(to);
        match base {
            // 24年 of a date, 2024年度; 5年 is a time.
            "年" => matches!(next, '级' | '代' | '前') || number.value >= Decimal::from(1900),
            "人" => line.starts(to, "大") || line.starts(to, "居") || line.starts(to, "制"),
            "省" if matches!(next, '道' | '委' | '直' | '际' | '钱' | '心' | '力') => true,
            "省" | "组" | "村" | "区" | "县" | "市" | "镇" | "乡" | "门" | "面" | "对" => {
                next == '长' || line.starts(to, "级") || line.starts(to, "对")
            }
            "次" => next == '会' && number.chinese,
            "里" => true,
            // 度 of electricity; 25度以上坡耕地, 12度的低温 and 360度 are others.
            "千瓦时" if line.char(to.wrapping_sub(1)) == '度' => {
                number.value < Decimal::from(1000) && !matches!(line.char(to.wrapping_sub(2)), '万' | '亿')
                    || matches!(next, '以' | '坡' | '角' | '数' | '低' | '高')
            }
            // 860万方 of earth or water; 三方 are parties.
            "立方米" if line.char(to.wrapping_sub(1)) == '方' => {
                let scaled = matches!(line.char(to.wrapping_sub(2)), '万' | '亿' | '立');
                !scaled || matches!(next, '面' | '案' | '向' | '针' | '便' | '式' | '法')
            }
            // 12345群众热线.
            "群" => next == '众',
            // 得分95.6分, 以95.6分位列第一, but not 3分之一 and 5分地.
            "分" => !matches!(
                next,
                '，' | '、'
                    | '。'
                    | '；'
                    | '）'
                    | '和'
                    | '的'
                    | '以'
                    | '\n'
                    | '居'
                    | '列'
                    | '排'
                    | '位'
                    | '名'
                    | '领'
            ),
            // 三大行动 and 5大领域, but not 二十大 and 2大瓶.
            "大" => {
                number.value > Decimal::TEN
                    || next == '会'
                    || !number.chinese
                        && !is_one_of!(next, "领类行产工板方重民专平片任体特主项攻战园功支业措举品基系")
            }
            "成" => {
                !number.chinese
                    && number.value.scale() == 0
                    && !matches!(next, '以' | '左' | '，' | '。' | '；')
                    || matches!(
                        next,
                        '立' | '为'
                            | '员'
                            | '果'
                            | '功'
                            | '效'
                            | '就'
                            | '本'
                            | '熟'
                            | '长'
                            | '人'
                            | '品'
                            | '套'
                    )
            }
            _ => false,
        }
    }
}

/// Whether the word before a number belongs to another word that ends in it: 节约, 签约, 附近.
fn is_other_word(before: char, word: &str) -> bool {
    match word {
        "约" => matches!(
            before,
            '节' | '签' | '合' | '制' | '预' | '条' | '公' | '契' | '履' | '违' | '集' | '大' | '相'
        ),
        "近" => matches!(before, '最' | '附' | '邻' | '临' | '靠' | '新' | '就' | '远' | '亲'),
        "超" => matches!(before, '赶' | '反'),
        "突破" => false,
        _ => false,
    }
}

/// What stands behind 成 and belongs to it, and how many characters: 半, or one or two digits with which nothing else
/// begins, as in 八成七五.
fn tenths(line: &Line, to: usize) -> Option<(Decimal, usize)> {
    let next = line.char(to);
    if line.char(to.wrapping_sub(1)) != '成' {
        return None;
    }
    if next == '半' {
        return Some((Decimal::new(5, 1), 1));
    }
    let digit = |at: usize| {
        let place = "一二三四五六七八九".chars().position(|c| c == line.char(at))?;
        i64::try_from(place + 1).ok()
    };
    let ends = |at: usize| matches!(line.char(at), '，' | '。' | '；' | '、' | '）' | '\n' | '左' | '以');
    let first = digit(to)?;
    match digit(to + 1) {
        Some(second) => ends(to + 2).then(|| (Decimal::new(first * 10 + second, 2), 2)),
        None => ends(to + 1).then(|| (Decimal::new(first, 1), 1)),
    }
}

/// Whether whole numbers of this unit are exact.
fn is_counted(base: &str) -> bool {
    !matches!(
        base,
        "元" | "美元"
            | "欧元"
            | "港元"
            | "亩"
            | "平方米"
            | "立方米"
            | "千瓦时"
            | "千瓦"
            | "吨标准煤"
            | "米"
            | "公斤"
            | "%"
            | "‰"
            | "倍"
            | "百分点"
            | "毫米"
            | "厘米"
            | "海里"
            | "微克/立方米"
            | "毫克/立方米"
            | "毫克/升"
    )
}

fn between(low: Decimal, high: Decimal, unit: &str) -> Interval {
    let (low, high) = (Interval::printed(low, unit).low(), Interval::printed(high, unit).high());
    Interval::between(low, high)
        .or_else(|| Interval::between(End::Infinite, End::Infinite))
        .unwrap_or(Interval::UNKNOWN)
}
