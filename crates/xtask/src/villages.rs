//! `cargo xtask villages`: the fixtures of villages in their other notations, from `fixtures/villages/villages.csv`.
//! `cargo xtask villages N FILE.xlsx|FILE.csv`: a table of N made-up villages, for measuring; not committed.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, Formula, Workbook, Worksheet, XlsxError,
};

use crate::run::{Failure, root};

/// The column with the sums' label, and the first and the last column that is summed.
const SUMMED: (u16, u16) = (2, 14);
const PERCENT: usize = 15;
const DATE: usize = 17;

/// Writes the fixtures anew.
pub(crate) fn fixtures() -> Result<(), Failure> {
    let folder = root().join("fixtures/villages");
    let csv = fs::read_to_string(folder.join("villages.csv"))?;
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    let (encoded, _, lost) = encoding_rs::GB18030.encode(csv.trim_start_matches('\u{feff}'));
    if lost {
        return Err("villages.csv has characters that GB 18030 lacks".into());
    }
    fs::write(folder.join("villages-gb18030.csv"), encoded)?;
    let rows: Vec<Vec<String>> =
        lines.iter().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    save(&folder.join("villages.xlsx"), Some("锦江镇2024年各村基本情况表（示例数据）"), rows.into_iter())
}

/// Writes a table of `count` made-up villages.
pub(crate) fn many(count: &str, path: &str) -> Result<(), Failure> {
    let count: u32 = count.parse()?;
    let csv = fs::read_to_string(root().join("fixtures/villages/villages.csv"))?;
    let header = csv.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    let header = header.split(',').map(str::to_owned).collect();
    let rows = std::iter::once(header).chain((1..=count).map(village));
    let path = Path::new(path);
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("csv") => {
            let mut text = String::from("\u{feff}");
            for row in rows {
                text.push_str(&row.join(","));
                text.push_str("\r\n");
            }
            fs::write(path, text)?;
            Ok(())
        }
        Some("xlsx") => save(path, None, rows),
        _ => Err("the file ends in .xlsx or .csv".into()),
    }
}

/// One made-up village; every eleventh has no collective income, every thirteenth no projects.
fn village(number: u32) -> Vec<String> {
    const TRADES: [&str; 6] = ["大棚蔬菜", "稻虾共作", "脐橙种植", "油茶", "淡水养鱼", "百合种植"];
    let mut state = u64::from(number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut next = |from: u64, to: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        from + (state >> 33) % (to - from)
    };
    let households = next(200, 1200);
    let people = households * 3 + next(0, households);
    let hundredths = |value: u64| format!("{}.{:02}", value / 100, value % 100);
    let mut row = vec![
        format!("9999{number:08}"),
        format!("示例{number}村"),
        households.to_string(),
        people.to_string(),
        next(20, 90).to_string(),
        "12".to_owned(),
        format!("{}.{}", next(500, 5000), next(0, 10)),
        hundredths(next(300, 6000)),
        hundredths(next(300, 6000)),
        next(1, 8).to_string(),
        hundredths(next(1000, 30000)),
        hundredths(next(20, 600)),
        next(5, 90).to_string(),
        next(1, 15).to_string(),
        next(10, 60).to_string(),
        format!("{}.{}%", next(90, 100), next(0, 10)),
        TRADES[next(0, TRADES.len() as u64) as usize].to_owned(),
        format!("2024-12-{:02}", next(10, 31)),
    ];
    let mut clear = |columns: &[usize]| columns.iter().for_each(|column| row[*column].clear());
    if number.is_multiple_of(11) {
        clear(&[7, 8]);
    }
    if number.is_multiple_of(13) {
        clear(&[9, 10]);
    }
    row
}

/// A spreadsheet as an office makes it: a title above the table where there is one, real dates and percentages,
/// sums below.
fn save(path: &Path, title: Option<&str>, rows: impl Iterator<Item = Vec<String>>) -> Result<(), Failure> {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2024, 12, 31)?;
    book.set_properties(&DocProperties::new().set_title("示例数据").set_creation_datetime(&made));
    let sheet = book.add_worksheet().set_name("各村")?;
    let top = if let Some(title) = title {
        let format = Format::new().set_bold().set_align(FormatAlign::Center);
        sheet.merge_range(0, 0, 0, DATE as u16, title, &format)?;
        1
    } else {
        0
    };
    let mut last = top;
    let formats = Formats::new();
    let mut sums = [0.0_f64; DATE];
    for (row, cells) in (top..).zip(rows) {
        for (sum, text) in sums.iter_mut().zip(&cells) {
            *sum += text.parse().unwrap_or(0.0);
        }
        for (column, text) in cells.iter().enumerate() {
            write(sheet, row, column, text, row == top, &formats)?;
        }
        last = row;
    }
    if title.is_some() {
        let total = last + 1;
        sheet.write(total, 1, "合计")?;
        for column in SUMMED.0..=SUMMED.1 {
            let letter = char::from(b'A' + column as u8);
            sheet.write(
                total,
                column,
                Formula::new(format!("=SUM({letter}{}:{letter}{})", top + 2, last + 1))
                    .set_result(result(sums[usize::from(column)])),
            )?;
        }
        let notes = book.add_worksheet().set_name("说明")?;
        notes.write(0, 0, "示例数据：村名和代码真实，数字是编的。")?;
    }
    book.save(path)?;
    Ok(())
}

/// What a spreadsheet program stores as the result of a sum; the figures have two decimals at most.
fn result(sum: f64) -> String {
    let text = format!("{sum:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

struct Formats {
    header: Format,
    percent: Format,
    date: Format,
    text: Format,
}

impl Formats {
    fn new() -> Formats {
        Formats {
            header: Format::new().set_bold(),
            percent: Format::new().set_num_format("0.0%"),
            date: Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\""),
            text: Format::new().set_num_format("@"),
        }
    }
}

fn write(
    sheet: &mut Worksheet,
    row: u32,
    column: usize,
    text: &str,
    header: bool,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let place = column as u16;
    if text.is_empty() {
        return Ok(());
    }
    if header {
        sheet.write_with_format(row, place, text, &formats.header)?;
        return Ok(());
    }
    let number = text.trim_end_matches('%').parse::<f64>().ok();
    match number {
        _ if column == 0 => sheet.write_with_format(row, place, text, &formats.text)?,
        _ if column == DATE => {
            let date = ExcelDateTime::parse_from_str(text)?;
            sheet.write_with_format(row, place, &date, &formats.date)?
        }
        Some(number) if column == PERCENT => {
            sheet.write_with_format(row, place, number / 100.0, &formats.percent)?
        }
        Some(number) => sheet.write(row, place, number)?,
        None => sheet.write(row, place, text)?,
    };
    Ok(())
}
