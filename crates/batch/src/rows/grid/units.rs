//! The unit above a table, on the sheet and in the report: one of them is printed.

use gongwen_core::report::{SheetPart, unit};
use gongwen_document::{Diagnostic, Message};

use super::around::Around;
use super::place::place;

/// What is told of a unit on the sheet that is not printed, since the report gives one.
///
/// # Errors
///
/// `rows/units-differ` when both measure the same in different scales, as 元 and 万元: one of them is wrong by a factor.
pub(super) fn told(
    sheet: Option<&str>,
    around: &Around,
    part: &SheetPart,
) -> Result<Option<Diagnostic>, Diagnostic> {
    let (Some(ours), Some(theirs)) = (&part.unit, around.unit_line()) else { return Ok(None) };
    let (own, other) = (units(ours), units(&theirs));
    let row = around.unit_row.saturating_add(1);
    let at = place(sheet, Some(around.unit_row), None, None);
    let factor = own.iter().find_map(|own| {
        let same = other.iter().find(|other| unit::base(other) == unit::base(own))?;
        (unit::power(own) != unit::power(same)).then_some((own, same))
    });
    if let Some((own, same)) = factor {
        let message = Message::new(
            format!("第 {row} 行写的是“{theirs}”，报告的 unit 写的是“{ours}”：{same}和{own}差着倍数"),
            format!(
                "row {row} says `{theirs}` and the report `{ours}`: all numbers would be wrong by a factor"
            ),
        );
        return Err(Diagnostic::error("rows/units-differ", message).at(at).help(Message::new(
            format!("数是{same}的，去掉 unit，印表格里的单位；数是{own}的，改表格里这一行"),
            "leave `unit` out to print the unit of the sheet, or mend the sheet",
        )));
    }
    if own == other {
        return Ok(None);
    }
    let message = Message::new(
        format!("第 {row} 行“{theirs}”没有印，印的是报告里写的“{ours}”"),
        format!("row {row}, `{theirs}`, is not printed; the report says `{ours}`"),
    );
    Ok(Some(Diagnostic::warning("rows/unit-left-out", message).at(at).help(Message::new(
        "要印表格里的单位，去掉 unit",
        "leave `unit` out to print the unit of the sheet",
    ))))
}

/// 单位：户、人 is 人 and 户.
fn units(line: &str) -> Vec<&str> {
    let inner = line.trim().trim_start_matches(['（', '(', '【']).trim_end_matches(['）', ')', '】']);
    let list = inner.split_once(['：', ':']).map_or(inner, |(_, list)| list);
    let mut units: Vec<&str> = list
        .split(['、', '，', ',', '；', ';', '/', ' ', '　'])
        .map(str::trim)
        .filter(|unit| !unit.is_empty())
        .collect();
    units.sort_unstable();
    units
}
