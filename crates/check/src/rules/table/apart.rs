//! What prose says two rows are apart: 桥东为97.0%，比文昌高出2个百分点; 四季度销售额比三季度增长17.1%.

use gongwen_core::Interval;
use rust_decimal::Decimal;

use super::columns::{Column, Names, OTHER_TIMES};
use super::sheet::{Number, Sheet};
use super::told::{Told, tell, told};
use crate::Findings;
use crate::quantity::{Line, Quantity};
use crate::words::has;

/// Words of what is more, and of what is less.
const MORE: [&str; 9] = ["高", "高出", "多", "多出", "增长", "增加", "提高", "上升", "快"];
const LESS: [&str; 7] = ["低", "少", "下降", "减少", "降低", "回落", "慢"];

/// The difference or the growth of two rows, of the column that is named or has the number before.
pub(super) fn apart(sheet: &Sheet<'_>, names: &Names, line: &Line, index: usize, out: &mut Findings) {
    let Some(claim) = line.quantities.get(index).filter(|it| it.qualifier.is_none()) else { return };
    let label = line.label(index);
    let Some((lead, rest)) = label.split_once(['比', '较']) else { return };
    let bare = rest.trim_end_matches('了');
    let word =
        |words: &[&str]| words.iter().filter_map(|word| bare.strip_suffix(word)).min_by_key(|it| it.len());
    let (name, more) = match (word(&MORE), word(&LESS)) {
        (Some(name), _) => (name, true),
        (_, Some(name)) => (name, false),
        _ => return,
    };
    let Some(other) = one(names, name) else { return };
    let Some((row, column)) = beside(sheet, names, line, index, lead).or_else(|| within(sheet, names, lead))
    else {
        return;
    };
    let pair = sheet.number(row, column.index).zip(sheet.number(other, column.index));
    let Some((new, old)) = pair.filter(|_| row != other && !has(label, &OTHER_TIMES)) else { return };
    let points = claim.unit == "百分点";
    let made = match () {
        () if points => column.is_rate().then(|| new.interval - old.interval),
        () if claim.is_percent() => {
            (!column.is_rate() && !old.value.is_zero()).then(|| Interval::growth(new.interval, old.interval))
        }
        () => column.counts(sheet, row, claim).then(|| new.interval - old.interval),
    };
    let Some(made) = made.map(|made| if more { made } else { -made }) else { return };
    let middle = made.low().value().zip(made.high().value());
    let middle = middle.and_then(|(low, high)| low.checked_add(high)?.checked_div(Decimal::TWO));
    let Some(value) = middle.map(|it| it.round_dp(claim.printed.scale().max(1)).normalize()) else { return };
    let words = Told { zh: "按表里两行算的", en: "what two rows make" };
    tell(sheet, claim, Number { value, ..new }, told(claim).equals(made), words, out);
}

/// The only row that a text names.
fn one(names: &Names, text: &str) -> Option<u32> {
    let mut found = names.in_text(text);
    found.next().filter(|_| found.next().is_none()).map(|(row, _)| row)
}

/// The row before the number before, and the column that has this number: 桥东为97.0%，比….
fn beside<'n>(
    sheet: &Sheet<'_>,
    names: &'n Names,
    line: &Line,
    index: usize,
    lead: &str,
) -> Option<(u32, &'n Column)> {
    let (before, claim) = (line.quantities.get(index.checked_sub(1)?)?, line.quantities.get(index)?);
    let gap = line.text(before.to, claim.from.max(before.to));
    let near = lead.is_empty() && gap.chars().count() == line.label(index).chars().count() + 1;
    let plain = |it: &Quantity| it.sentence == claim.sentence && it.qualifier.is_none() && !it.range;
    let row = one(names, line.text(line.back(before.from, &['。', '；', '\n'], 40), before.from))?;
    let column = names.columns.iter().find(|it| {
        let number = sheet.number(row, it.index);
        it.counts(sheet, row, before) && number.is_some_and(|number| number.value == before.printed)
    })?;
    (near && plain(before)).then_some((row, column))
}

/// The row of the same clause, and the column that is named behind it: 四季度销售额比….
fn within<'n>(sheet: &Sheet<'_>, names: &'n Names, lead: &str) -> Option<(u32, &'n Column)> {
    let mut found = names.in_text(lead);
    let ((row, end), None) = (found.next()?, found.next()) else { return None };
    drop(found);
    let said = lead.get(end..).unwrap_or_default().trim_start_matches('的');
    let mut columns = names
        .columns
        .iter()
        .filter(|it| it.is_called(said) && !it.is_of_other_time() && sheet.number(row, it.index).is_some());
    let column = columns.next()?;
    columns.next().is_none().then_some((row, column))
}
