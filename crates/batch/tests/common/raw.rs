//! Spreadsheets written part by part, so that a test can put anything into them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Styles: 0 General, 1 `0.00%`, 2 a date, 3 `0.0`.
const STYLES: &str = r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="170" formatCode="0.0"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="10" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="170" applyNumberFormat="1"/></cellXfs></styleSheet>"#;
const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="各村" sheetId="1" r:id="r1"/><sheet name="说明" sheetId="2" r:id="r2"/></sheets></workbook>"#;
const HEAD: &str =
    r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#;

/// A spreadsheet whose sheet 各村 has these rows, with this behind them (`<mergeCells>`).
pub fn xlsx(rows: &str, behind: &str) -> Vec<u8> {
    xlsx_from(|sheet| {
        sheet.write_all(rows.as_bytes()).expect("bytes");
        behind.to_owned()
    })
}

/// The same with this before its rows (`<cols>`).
pub fn xlsx_before(before: &str, rows: &str) -> Vec<u8> {
    let head = HEAD.replace("<sheetData>", &format!("{before}<sheetData>"));
    book(STYLES, WORKBOOK, &head, |sheet| {
        sheet.write_all(rows.as_bytes()).expect("bytes");
        String::new()
    })
}

/// The same, its rows written by a function that says what comes behind them.
pub fn xlsx_from(rows: impl FnOnce(&mut dyn Write) -> String) -> Vec<u8> {
    book(STYLES, WORKBOOK, HEAD, rows)
}

/// A spreadsheet whose styles are these formats: 0 General, then one after the other. `=14` is a built-in one.
pub fn formatted(formats: &[&str], old_mac: bool, rows: &str) -> Vec<u8> {
    let escaped = |code: &str| code.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let (mut codes, mut styles) = (String::new(), r#"<xf numFmtId="0"/>"#.to_owned());
    for (id, code) in (200..).zip(formats) {
        let id = code.strip_prefix('=').map_or(format!("{id}"), str::to_owned);
        if !code.starts_with('=') {
            codes += &format!(r#"<numFmt numFmtId="{id}" formatCode="{}"/>"#, escaped(code));
        }
        styles += &format!(r#"<xf numFmtId="{id}" applyNumberFormat="1"/>"#);
    }
    let styles = format!(
        r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>{codes}</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs>{styles}</cellXfs></styleSheet>"#
    );
    let properties = if old_mac { r#"<workbookPr date1904="1"/><sheets>"# } else { "<sheets>" };
    book(&styles, &WORKBOOK.replace("<sheets>", properties), HEAD, |sheet| {
        sheet.write_all(rows.as_bytes()).expect("bytes");
        String::new()
    })
}

/// A spreadsheet of a program that leaves computing to the one that opens it.
pub fn counted_on_load(rows: &str) -> Vec<u8> {
    let workbook = WORKBOOK.replace("</sheets>", r#"</sheets><calcPr fullCalcOnLoad="1"/>"#);
    book(STYLES, &workbook, HEAD, |sheet| {
        sheet.write_all(rows.as_bytes()).expect("bytes");
        String::new()
    })
}

/// Merged cells, as `A1:B2`.
pub fn merged(cells: &[impl AsRef<str>]) -> String {
    let cells = cells.iter().map(|cell| format!("<mergeCell ref=\"{}\"/>", cell.as_ref()));
    format!("<mergeCells>{}</mergeCells>", cells.collect::<String>())
}

/// A spreadsheet with this many sheets that all are one part.
pub fn sheets_in_one_part(count: usize, rows: &str) -> Vec<u8> {
    let sheet = |number| format!(r#"<sheet name="表{number}" sheetId="{number}" r:id="r1"/>"#);
    let sheets: String = (1..=count).map(sheet).collect();
    let (head, _) = WORKBOOK.split_once("<sheets>").expect("sheets");
    book(STYLES, &format!("{head}<sheets>{sheets}</sheets></workbook>"), HEAD, |sheet| {
        sheet.write_all(rows.as_bytes()).expect("bytes");
        String::new()
    })
}

/// A row whose cells have a value and a style each.
pub fn styled(number: u32, cells: &[(&str, usize)]) -> String {
    let cell = |(index, (value, style)): (usize, &(&str, usize))| {
        let letter = char::from(b'A' + index as u8);
        match value.parse::<f64>() {
            Ok(_) => format!(r#"<c r="{letter}{number}" s="{style}"><v>{value}</v></c>"#),
            Err(_) => {
                format!(r#"<c r="{letter}{number}" s="{style}" t="inlineStr"><is><t>{value}</t></is></c>"#)
            }
        }
    };
    format!(r#"<row r="{number}">{}</row>"#, cells.iter().enumerate().map(cell).collect::<String>())
}

fn book(styles: &str, workbook: &str, head: &str, rows: impl FnOnce(&mut dyn Write) -> String) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", styles),
    ] {
        zip.start_file(name, options).expect("a part");
        zip.write_all(text.as_bytes()).expect("bytes");
    }
    zip.start_file("xl/worksheets/sheet1.xml", options).expect("a part");
    zip.write_all(head.as_bytes()).expect("bytes");
    let behind = rows(&mut zip);
    zip.write_all(format!("</sheetData>{behind}</worksheet>").as_bytes()).expect("bytes");
    zip.start_file("xl/worksheets/sheet2.xml", options).expect("a part");
    zip.write_all(format!("{HEAD}</sheetData></worksheet>").as_bytes()).expect("bytes");
    zip.finish().expect("a spreadsheet").into_inner()
}

/// A row of texts.
pub fn texts(number: u32, texts: &[&str]) -> String {
    let cells: Vec<String> = texts.iter().map(|text| format!("<is><t>{text}</t></is>")).collect();
    let cell = |(index, text): (usize, &String)| {
        let letter = char::from(b'A' + index as u8);
        format!(r#"<c r="{letter}{number}" t="inlineStr">{text}</c>"#)
    };
    format!(r#"<row r="{number}">{}</row>"#, cells.iter().enumerate().map(cell).collect::<String>())
}
