//! The totals put into the town's report file, everything else in it as it was.

use gongwen_document::{Diagnostic, Diagnostics, Message, Place};
use rust_decimal::Decimal;
use toml_edit::{DocumentMut, Item, Value};

use super::Difference;

/// The report file with the totals in place of what it said, in the digits in which the town writes ([`kept`]); unit,
/// qualifier, comments, order and layout stay.
///
/// [`kept`]: Difference::kept
///
/// # Errors
///
/// When the file is not TOML, or a figure cannot be found in it.
///
/// ```
/// use gongwen_batch::{Kind, DataTable, TableOptions, roll_up, write_totals};
/// # use gongwen_core::read::Notation;
/// let town = "title = '汇总' # 标题\nyear = 2024\nissuer = '锦江镇人民政府'\nlocality = { name = '锦江镇' }\n\
///     opening = '收入{{income}}。'\n[figures]\nincome = { label = '收入', value = 30, rollup = 'sum' } # 各村合计\n";
/// let rows = std::io::Cursor::new("代码,收入\n1,12.5\n2,16.5\n");
/// let mut table = DataTable::open(Box::new(rows), Kind::Csv, &TableOptions::default())?;
/// let rolled_up = roll_up(town.as_bytes(), Notation::Toml, &mut table)?;
/// assert_eq!(write_totals(town, &rolled_up.differences)?, town.replace("30", "29"));
/// # Ok::<(), gongwen_document::Diagnostics>(())
/// ```
pub fn write_totals(source: &str, differences: &[Difference]) -> Result<String, Diagnostics> {
    let (bom, text) = match source.strip_prefix('\u{feff}') {
        Some(text) => ("\u{feff}", text),
        None => ("", source),
    };
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        let text = error.message().to_owned();
        Diagnostics(vec![Diagnostic::error("report/syntax", Message::new(text.clone(), text))])
    })?;
    let mut found = Vec::new();
    for difference in differences {
        let part = if difference.previous { "previous" } else { "value" };
        let figure = document.get_mut("figures").and_then(|figures| figures.get_mut(&difference.id));
        if figure.is_none_or(|figure| !put(figure, part, difference.kept)) {
            found.push(not_found(&difference.id));
        }
    }
    if !found.is_empty() {
        return Err(Diagnostics(found));
    }
    let mut written = document.to_string();
    // The library ends every line alike; a file keeps its own line ends.
    if text.contains("\r\n") && !written.contains("\r\n") {
        written = written.replace('\n', "\r\n");
    }
    Ok(format!("{bom}{written}"))
}

/// Puts a number into a figure: in quotes where it stood in quotes, never by way of a binary float.
fn put(figure: &mut Item, part: &str, total: Decimal) -> bool {
    let text = total.to_string();
    let Some(table) = figure.as_table_like_mut() else { return false };
    let quoted = table.get(part).is_some_and(|old| old.is_str());
    let plain = text.parse::<Value>().ok().filter(|_| !quoted);
    let mut value = plain.unwrap_or_else(|| Value::from(text));
    if let Some(old) = table.get(part).and_then(Item::as_value) {
        *value.decor_mut() = old.decor().clone();
    }
    table.insert(part, Item::Value(value));
    true
}

fn not_found(id: &str) -> Diagnostic {
    Diagnostic::error(
        "rollup/not-found",
        Message::new(
            format!("在文件里找不到指标 {id} 的位置"),
            format!("the figure {id} cannot be found in the file"),
        ),
    )
    .at(Place::report(format!("figures.{id}"), None))
    .help(Message::new("在 [figures] 里用一行写这个指标", "write the figure on a line of [figures]"))
}
