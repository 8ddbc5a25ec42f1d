//! Columns that other columns make: shares, growth, households.

use gongwen_core::Interval;
use gongwen_core::interval::Verdict;
use rust_decimal::Decimal;

use super::sheet::{Number, Sheet};
use crate::words::has;
use crate::{Finding, Findings, Relation};

/// A rate, its part and its whole.
type Row = (Number, Number, Number);

impl Sheet<'_> {
    pub(super) fn rates(&self, out: &mut Findings) {
        let top = self.top();
        for column in 1..self.columns {
            let header = self.header(column);
            let rate = ["率", "占比", "比重", "比例"].iter().any(|word| header.contains(word))
                && !header.contains("增长");
            if !rate {
                continue;
            }
            let others: Vec<u32> =
                (1..self.columns).filter(|other| *other != column && self.adds(*other)).take(8).collect();
            let pairs = others.iter().flat_map(|one| others.iter().map(move |other| (*one, *other)));
            let verdict = |(rate, part, whole): &Row| {
                Interval::rounded(rate.value).equals(part.interval.rate(whole.interval))
            };
            // Of two ways that make half of the rates, as where plans were met to the full, the one that makes most of them.
            let mut best: Option<(usize, Vec<Row>)> = None;
            for (part, whole) in pairs.filter(|(part, whole)| part != whole) {
                let rows: Vec<Row> = (top..self.rows)
                    .filter_map(|row| {
                        Some((self.number(row, column)?, self.number(row, part)?, self.number(row, whole)?))
                    })
                    .collect();
                let held = rows.iter().filter(|row| verdict(row) == Verdict::Holds).count();
                let likely = rows.len() > 1 && held * 2 >= rows.len() && held > 0;
                if likely && best.as_ref().is_none_or(|(most, _)| held > *most) {
                    best = Some((held, rows));
                }
            }
            let told = best.is_some();
            for row in best.iter().flat_map(|(_, rows)| rows) {
                let (rate, part, whole) = row;
                let made =
                    part.value.checked_mul(Decimal::ONE_HUNDRED).and_then(|it| it.checked_div(whole.value));
                let made = made.map(|made| made.round_dp(rate.value.scale().max(1)).normalize().to_string());
                let reason = format!("{} ÷ {} = {}", part.value, whole.value, made.unwrap_or_default());
                self.tell("table/rate", *rate, &[*part, *whole], verdict(row), reason, out);
            }
            if !told {
                self.shares(column, &others, out);
            }
        }
    }

    /// Columns of growth 增幅, 增减: the two value columns that make most of their numbers make all of them.
    pub(super) fn growth(&self, out: &mut Findings) {
        const WORDS: [&str; 11] =
            ["增长", "增幅", "增速", "增减", "增加", "同比", "比上年", "较上年", "±", "降幅", "下降"];
        let top = self.top();
        for column in (1..self.columns).filter(|column| has(&self.header(*column), &WORDS)) {
            let values: Vec<u32> = (1..self.columns)
                .filter(|other| *other != column && self.adds(*other) && !has(&self.header(*other), &WORDS))
                .take(8)
                .collect();
            let pairs = values.iter().flat_map(|new| values.iter().map(move |old| (*new, *old)));
            let ways = [Way::Rate, Way::Fall, Way::Difference];
            let tried = pairs.filter(|(new, old)| new != old).flat_map(|pair| ways.map(|way| (pair, way)));
            let held = |((new, old), way): &((u32, u32), Way)| {
                self.changes(top, (column, *new, *old))
                    .filter(|row| way.verdict(row) == Verdict::Holds)
                    .count()
            };
            let Some(best) = tried.map(|it| (held(&it), it)).max_by_key(|(held, _)| *held) else { continue };
            let (held, ((new, old), way)) = best;
            let rows = self.changes(top, (column, new, old)).count();
            let earlier = has(&self.header(old), &["上年", "去年", "同期", "基期", "年初", "20"]);
            // One row that fits may do so by chance; with the year before in its header it does not.
            if held * 2 < rows || held == 0 || rows < 2 || (held == 1 && !earlier) {
                continue;
            }
            for row in self.changes(top, (column, new, old)) {
                let (claim, new, old) = row;
                self.tell("table/rate", claim, &[new, old], way.verdict(&row), way.reason(&row), out);
            }
        }
    }

    /// The rows that have a number in all three columns: a claim, a new value, an old one.
    fn changes(&self, top: u32, columns: (u32, u32, u32)) -> impl Iterator<Item = (Number, Number, Number)> {
        let (column, new, old) = columns;
        (top..self.rows).filter_map(move |row| {
            let old = self.number(row, old).filter(|old| !old.value.is_zero())?;
            Some((self.number(row, column)?, self.number(row, new)?, old))
        })
    }

    /// No household is empty: 低保户数 beside 低保人数.
    pub(super) fn households(&self, out: &mut Findings) {
        let named = |column: u32, unit: &str, words: &[&str]| -> Option<String> {
            let header = self.header(column);
            let (name, own) = header.split_once(['（', '(']).unwrap_or((&header, ""));
            let stem = words.iter().find_map(|word| name.strip_suffix(word));
            let stem = stem.or(own.trim_end_matches(['）', ')']).eq(unit).then_some(name))?;
            Some(stem.trim_start_matches('总').to_owned())
        };
        for column in 1..self.columns {
            let Some(stem) = named(column, "户", &["户数", "户"]) else { continue };
            let people = |other: &u32| {
                named(*other, "人", &["人口数", "人数", "人口", "人"]).is_some_and(|own| own == stem)
            };
            let Some(other) = (1..self.columns).find(people) else { continue };
            for row in self.top()..self.rows {
                let (Some(homes), Some(people)) = (self.number(row, column), self.number(row, other)) else {
                    continue;
                };
                let fails = people.value < homes.value;
                let verdict = if fails { Verdict::Fails } else { Verdict::Holds };
                let sign = if fails { ">" } else { "≤" };
                let reason = format!("{}户 {sign} {}人", homes.value, people.value);
                let (span, part) = (self.span(&homes), self.span(&people));
                if fails {
                    let (homes, people) = (homes.value, people.value);
                    out.push(
                        Finding::error(
                            "figures/households",
                            span,
                            format!("{homes} 户只有 {people} 人，户数比人数还多"),
                            format!("{homes} households of {people} people: more households than people"),
                        )
                        .reason(reason.clone())
                        .related("人数", "people", part),
                    );
                }
                let kind = "figures/households";
                out.relation(Relation { kind, verdict, span, claim: span, parts: vec![part], reason });
            }
        }
    }
}

/// How a column of growth is reckoned.
#[derive(Clone, Copy)]
enum Way {
    /// 增长 in per cent.
    Rate,
    /// 下降 in per cent.
    Fall,
    /// 增减 in the unit of the values.
    Difference,
}

impl Way {
    fn made(self, (_, new, old): &(Number, Number, Number)) -> Interval {
        match self {
            Way::Rate => Interval::growth(new.interval, old.interval),
            Way::Fall => -Interval::growth(new.interval, old.interval),
            Way::Difference => new.interval - old.interval,
        }
    }

    fn verdict(self, row: &(Number, Number, Number)) -> Verdict {
        let claim = match self {
            Way::Difference => row.0.interval,
            Way::Rate | Way::Fall => Interval::rounded(row.0.value),
        };
        claim.equals(self.made(row))
    }

    fn reason(self, row: &(Number, Number, Number)) -> String {
        let (claim, new, old) = row;
        let made = about(&self.made(row), claim.value.scale().max(1));
        match self {
            Way::Rate => format!("({} - {}) ÷ {} = {made}", new.value, old.value, old.value),
            Way::Fall => format!("({} - {}) ÷ {} = {made}", old.value, new.value, old.value),
            Way::Difference => format!("{} - {} = {made}", new.value, old.value),
        }
    }
}

/// The middle of a computed interval to so many digits.
pub(super) fn about(value: &Interval, digits: u32) -> String {
    let middle = value.low().value().zip(value.high().value());
    let middle = middle.and_then(|(low, high)| low.checked_add(high)?.checked_div(Decimal::TWO));
    middle.map_or_else(|| "？".to_owned(), |middle| middle.round_dp(digits).normalize().to_string())
}
