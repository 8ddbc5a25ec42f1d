//! Columns that are quotients: shares of a total below them, averages by head, yields by area.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::sheet::{Number, Sheet};
use crate::words::has;
use crate::{Finding, Findings};

/// What the columns of averages are called: 班均人数, 每公里投资, 亩产.
const AVERAGES: [&str; 9] = ["均", "每", "生师比", "师生比", "班额", "亩产", "单产", "单价", "单个"];

/// What columns are called that tell what is left of another one.
const LEFT: [&str; 11] =
    ["结余", "在办", "空编", "缺编", "缺口", "差额", "未完成", "剩余", "未办结", "未整改", "尚欠"];

/// By what a quotient of two columns may be multiplied, whose units differ: 万元 by 户 gives 元.
const SCALES: [Decimal; 5] = [
    Decimal::ONE,
    Decimal::from_parts(1000, 0, 0, false, 0),
    Decimal::from_parts(10_000, 0, 0, false, 0),
    Decimal::from_parts(1, 0, 0, false, 3),
    Decimal::from_parts(1, 0, 0, false, 4),
];

impl Sheet<'_> {
    /// A share of the total of one column: 占比 beside 数量, whose total stands in the last row.
    pub(super) fn shares(&self, column: u32, others: &[u32], out: &mut Findings) {
        let rows = self.top()..self.rows;
        let mut totals = rows.clone().filter(|row| Self::is_total(self.name(*row)));
        let (Some(total), None) = (totals.next(), totals.next()) else { return };
        for part in others {
            let Some(whole) = self.number(total, *part).filter(|it| !it.value.is_zero()) else { continue };
            let all: Vec<[Number; 3]> = rows
                .clone()
                .filter(|row| *row != total)
                .filter_map(|row| Some([self.number(row, column)?, self.number(row, *part)?, whole]))
                .collect();
            let made = |[_, part, whole]: &[Number; 3]| part.interval.rate(whole.interval);
            if self.tell_most(&all, '÷', made, out) {
                return;
            }
        }
    }

    /// Averages of two other columns, when most rows are: 人均耕地 of 耕地 by 人口.
    pub(super) fn quotients(&self, out: &mut Findings) {
        for column in (1..self.columns).filter(|column| has(&self.header(*column), &AVERAGES)) {
            let others: Vec<u32> =
                (1..self.columns).filter(|other| *other != column && self.adds(*other)).take(8).collect();
            let pairs = others.iter().flat_map(|one| others.iter().map(move |other| (*one, *other)));
            let tried = pairs.filter(|(one, other)| one != other);
            let mut tried = tried.flat_map(|pair| SCALES.map(|scale| (pair, scale)));
            tried.any(|((part, by), scale)| {
                let row =
                    |row| Some([self.number(row, column)?, self.number(row, part)?, self.number(row, by)?]);
                let all: Vec<[Number; 3]> = (self.top()..self.rows)
                    .filter_map(row)
                    .filter(|[_, _, by]| by.value > Decimal::ZERO)
                    .collect();
                // One digit may be anything; two do not fit by chance in several rows.
                let sharp = all.iter().filter(|[claim, ..]| claim.value.mantissa().abs() >= 10).count();
                let made = |[_, part, by]: &[Number; 3]| part.interval.quotient(by.interval).times(scale);
                sharp > 1 && self.tell_most(&all, '÷', made, out)
            });
        }
    }

    /// What is left of one column by another 结余, 在办, 空编, when most rows are.
    pub(super) fn differences(&self, out: &mut Findings) {
        for column in (1..self.columns).filter(|column| has(&self.header(*column), &LEFT)) {
            let others: Vec<u32> =
                (1..self.columns).filter(|other| *other != column && self.adds(*other)).take(8).collect();
            let pairs = others.iter().flat_map(|one| others.iter().map(move |other| (*one, *other)));
            let mut tried = pairs.filter(|(one, other)| one != other);
            tried.any(|(whole, part)| {
                let row = |row| {
                    Some([self.number(row, column)?, self.number(row, whole)?, self.number(row, part)?])
                };
                let all: Vec<[Number; 3]> = (self.top()..self.rows).filter_map(row).collect();
                let made = |[_, whole, part]: &[Number; 3]| whole.interval - part.interval;
                self.tell_most(&all, '-', made, out)
            });
        }
    }

    /// Ranks 名次 that go with one column of points: who has more stands before who has less.
    pub(super) fn ranks(&self, out: &mut Findings) {
        let only = |words: &[&str]| {
            let mut found = (1..self.columns).filter(|column| has(&self.header(*column), words));
            found.next().filter(|_| found.next().is_none())
        };
        let (Some(rank), Some(points)) =
            (only(&["排名", "名次", "位次"]), only(&["得分", "总分", "分数", "评分"]))
        else {
            return;
        };
        let rows: Vec<(Number, Number)> = (self.top()..self.rows)
            .filter_map(|row| Some((self.number(row, rank)?, self.number(row, points)?)))
            .collect();
        // Most go with their points, or the ranks are of something else.
        let wrong = |one: &(Number, Number), other: &(Number, Number)| {
            one.0.value < other.0.value && one.1.value < other.1.value
        };
        let mut pairs = rows.iter().flat_map(|one| rows.iter().map(move |other| (one, other)));
        let count = pairs.clone().filter(|(one, other)| wrong(one, other)).count();
        if count == 0 || rows.len() < 3 || count * 3 > rows.len() * (rows.len() - 1) / 2 {
            return;
        }
        if let Some(((rank, points), (other, more))) = pairs.find(|(one, other)| wrong(one, other)) {
            let reason = format!("{} < {}", points.value, more.value);
            let span = self.span(rank);
            out.push(
                Finding::error(
                    "table/rate",
                    span,
                    format!(
                        "得分 {} 排第 {}，得分更高的 {} 却排第 {}",
                        points.value, rank.value, more.value, other.value
                    ),
                    format!(
                        "{} has rank {}, and {} has rank {}",
                        points.value, rank.value, more.value, other.value
                    ),
                )
                .reason(reason)
                .related("有关的数", "number", self.span(other)),
            );
        }
    }

    /// Tells of all rows when at least two and half of them are what is made of their numbers.
    fn tell_most(
        &self,
        rows: &[[Number; 3]],
        sign: char,
        made: impl Fn(&[Number; 3]) -> Interval,
        out: &mut Findings,
    ) -> bool {
        let verdict = |row: &[Number; 3]| {
            let [claim, ..] = row;
            Interval::rounded(claim.value).equals(made(row))
        };
        let held = rows.iter().filter(|row| verdict(row) == Verdict::Holds).count();
        if held < 2 || held * 2 < rows.len() {
            return false;
        }
        for row in rows {
            let [claim, part, whole] = row;
            let middle = made(row);
            let middle = middle.low().value().zip(middle.high().value());
            let middle = middle.and_then(|(low, high)| low.checked_add(high)?.checked_div(Decimal::TWO));
            let shown = middle.map_or_else(String::new, |it| {
                it.round_dp(claim.value.scale().max(1)).normalize().to_string()
            });
            let reason = format!("{} {sign} {} = {shown}", part.value, whole.value);
            self.tell("table/rate", *claim, &[*part, *whole], verdict(row), reason, out);
        }
        true
    }
}
