//! One form for one kind of number in the whole text 同一篇里同类数字的形式统一: numbers of many digits, signs of per cent,
//! shares and decimals in characters among such in digits.

use super::counted::is_code;
use super::style::style;
use crate::rules::line::{Digits, Line, is_han, is_numeral};
use crate::{Findings, Span};

/// Fewest of one form beside which another one is told.
const MANY: usize = 2;

/// What is written in more than one form, in the whole text.
#[derive(Default)]
pub(super) struct Uniform {
    grouped: Vec<(Span, String)>,
    plain: usize,
    /// Signs of per cent: % and ％.
    half: Vec<Span>,
    full: Vec<Span>,
    /// Numbers in digits, and those that have a fraction.
    digits: usize,
    fractions: usize,
    /// Numbers with a point, and percentages, that are written in characters: 九点六万元, 百分之九十八; each with its digits.
    decimals: Vec<(Span, String)>,
    shares: Vec<(Span, String)>,
}

impl Uniform {
    /// Notes which forms the numbers of a paragraph have.
    pub(super) fn note(&mut self, line: &Line<'_>, numbers: &[Digits]) {
        for number in numbers {
            self.grouping(line, number);
            self.digits += 1;
            self.fractions += usize::from(number.fraction);
            match line.get(number.to) {
                '%' => self.half.push(line.span(number.from, number.to + 1)),
                '％' => self.full.push(line.span(number.from, number.to + 1)),
                _ => {}
            }
        }
        for (at, c) in line.chars().iter().enumerate() {
            match c {
                '点' => self.decimals.extend(decimal(line, at)),
                '之' if line.back(at, 1) == '分' => self.shares.extend(share(line, at)),
                _ => {}
            }
        }
    }

    fn grouping(&mut self, line: &Line<'_>, number: &Digits) {
        let digits = line.text(number.from, number.to);
        if number.grouped {
            self.grouped.push((line.span(number.from, number.to), digits.replace(',', "")));
        } else if digits.split('.').next().is_some_and(|whole| whole.len() > 4) && !is_code(line, number) {
            self.plain += 1;
        }
    }

    /// Tells the fewer ones of each kind.
    pub(super) fn finish(self, out: &mut Findings) {
        if self.plain > self.grouped.len() {
            let zh = "同一篇里多位数有的用千分撇、有的不用，应当统一";
            let en = "numbers of many digits are grouped here and not elsewhere";
            for (span, plain) in self.grouped {
                out.push(
                    style(span, zh.to_owned(), en.to_owned(), "GB/T 15835-2011 4.3、5.1.1").fix(plain, false),
                );
            }
        }
        let percents = self.half.len() + self.full.len();
        let (few, many, sign) = match self.half.len() > self.full.len() {
            true => (self.full, self.half, "%"),
            false => (self.half, self.full, "％"),
        };
        // Where there are many of both, the text was put together from two.
        if let (Some(first), Some(other)) = (few.first(), many.first())
            && few.len() == 1
            && many.len() >= MANY
        {
            let zh = format!("同一篇里的百分号全角、半角不统一，其余{}处都用“{sign}”", many.len());
            let en = format!("the sign of per cent is `{sign}` everywhere else");
            out.push(style(*first, zh, en, "GB/T 15835-2011 4.3").related(
                "其余的写法",
                "as elsewhere",
                *other,
            ));
        }
        // A text that spells most of them does so on purpose.
        let whole = self.shares.iter().all(|(_, quote)| quote == "百分之一百");
        let shares = percents >= MANY || (whole && self.digits >= MANY);
        for (few, beside) in [(self.shares, shares), (self.decimals, self.fractions > 0)] {
            if few.len() > 1 || !beside {
                continue;
            }
            for (span, quote) in few {
                let zh = format!("“{quote}”：统计数值用阿拉伯数字，与全文其他数一致");
                let en = format!("`{quote}` stands in digits as the other numbers of the text do");
                out.push(style(span, zh, en, "GB/T 15835-2011 4.1.1、4.3"));
            }
        }
    }
}

/// Whether a character belongs to a number in characters, its point aside.
fn spells(c: char) -> bool {
    is_numeral(c) || matches!(c, '零' | '〇' | '两' | '百' | '千')
}

/// 九点六万元: the point of a decimal with a large unit behind it, no time of a day 九点六.
fn decimal(line: &Line<'_>, at: usize) -> Option<(Span, String)> {
    let from = (at.saturating_sub(8)..at).rev().take_while(|place| spells(line.get(*place))).last()?;
    let to = line.skip_most(at + 1, 6, spells);
    // 三点五亩 is said in a village, 九点六万元 is read from a table.
    let units = [
        "万元",
        "亿元",
        "万亩",
        "万吨",
        "万人",
        "万户",
        "万人次",
        "个百分点",
        "平方公里",
        "亿千瓦时",
        "万千瓦时",
    ];
    if to == at + 1 || line.ends(from, "分之") {
        return None;
    }
    let unit = line.one_of(to, &units)?;
    let time = line.one_before(from, &["早上", "上午", "中午", "下午", "晚上", "凌晨", "晨"]).is_some();
    let end = to + unit.chars().count();
    (!time && !is_han(line.get(end))).then(|| (line.span(from, end), line.text(from, end).to_owned()))
}

/// 百分之九十八; 百分之百 is a word, and what is quoted a slogan.
fn share(line: &Line<'_>, at: usize) -> Option<(Span, String)> {
    let from = at.checked_sub(2).filter(|from| line.get(*from) == '百')?;
    let part = |c: char| spells(c) || c == '点';
    let to = line.skip_most(at + 1, 9, part);
    let text = line.text(at + 1, to);
    let quoted =
        (from.saturating_sub(12)..from).rev().map(|place| line.get(place)).find(|c| matches!(c, '“' | '”'))
            == Some('“');
    let fixed = text.is_empty() || text == "百" || text.contains("百百") || quoted || line.get(to) == '的';
    (!fixed).then(|| (line.span(from, to), line.text(from, to).to_owned()))
}
