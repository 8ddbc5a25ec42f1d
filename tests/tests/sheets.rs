//! What a sheet shows stands in both finished files.

use std::io::Write as _;

use gongwen::{Report, read_files};
use gongwen_tests::{docx_text, pdf_text, press, root, tight};

/// A workbook of one column: values under these formats.
fn workbook(cells: &[(&str, &str)]) -> Vec<u8> {
    const MAIN: &str = r#"xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main""#;
    const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let (mut codes, mut styles) = (String::new(), r#"<xf numFmtId="0"/>"#.to_owned());
    let mut rows = r#"<row r="1"><c r="A1" t="inlineStr"><is><t>名称</t></is></c><c r="B1" t="inlineStr"><is><t>内容</t></is></c></row>"#.to_owned();
    for (index, (format, value)) in cells.iter().enumerate() {
        let (id, row, style) = (200 + index, index + 2, index + 1);
        let format = format.replace('"', "&quot;");
        codes += &format!(r#"<numFmt numFmtId="{id}" formatCode="{format}"/>"#);
        styles += &format!(r#"<xf numFmtId="{id}" applyNumberFormat="1"/>"#);
        rows += &format!(
            r#"<row r="{row}"><c r="A{row}" t="inlineStr"><is><t>示例</t></is></c><c r="B{row}" s="{style}"><v>{value}</v></c></row>"#
        );
    }
    let relation = |id: &str, kind: &str, target: &str| {
        format!(r#"<Relationship Id="{id}" Type="{KINDS}/{kind}" Target="{target}"/>"#)
    };
    let relations = |inner: String| {
        format!(
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>"#
        )
    };
    let parts = [
        ("[Content_Types].xml", r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#.to_owned()),
        ("_rels/.rels", relations(relation("r1", "officeDocument", "xl/workbook.xml"))),
        ("xl/workbook.xml", format!(r#"<workbook {MAIN} xmlns:r="{KINDS}"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>"#)),
        ("xl/_rels/workbook.xml.rels", relations(relation("r1", "worksheet", "worksheets/sheet1.xml") + &relation("r2", "styles", "styles.xml"))),
        ("xl/styles.xml", format!("<styleSheet {MAIN}><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>")),
        ("xl/worksheets/sheet1.xml", format!("<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>")),
    ];
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        zip.write_all(text.as_bytes()).expect("bytes");
    }
    zip.finish().expect("a workbook").into_inner()
}

#[test]
fn what_a_sheet_shows_is_in_both_files() {
    let cells = [
        ("h:mm", "0.4375", "10:30"),
        ("yyyy/m/d", "45580", "2024/10/15"),
        ("[DBNum1]yyyy\"年\"m\"月\"", "45580", "二〇二四年十月"),
        ("上午/下午h\"时\"", "0.625", "下午3时"),
        ("0000", "58", "0058"),
        ("0!.0,\"万\"", "76543", "7.7万"),
        ("0.00%", "0.4", "40.00%"),
        ("#,##0.00\"元\"", "1999.995", "2,000.00元"),
        ("\"第\"0\"期\"", "9", "第9期"),
    ];
    let home = tempfile::tempdir().expect("a folder");
    let book = workbook(&cells.map(|(format, value, _)| (format, value)));
    std::fs::write(home.path().join("book.xlsx"), book).expect("a file");
    let mut report = Report::from_toml(
        "title = \"示例\"\nissuer = \"某某镇人民政府\"\nissue_date = 2024-12-20\n[general]\n[[general.sections]]\ntext = \"见下。\"\n[general.sections.table]\nfile = \"book.xlsx\"\n",
    )
    .expect("a report");
    read_files(&mut report, Some(home.path())).expect("the table");
    let made = press();
    let (word, pdf) = (made.docx(&report).expect("a Word file"), made.pdf(&report).expect("a PDF"));
    let (word, pdf) = (tight(&docx_text(word.as_ref())), pdf_text(pdf.as_ref()));
    for (format, value, shown) in cells {
        assert!(word.contains(shown), "{format} of {value} in the Word file: {word}");
        assert!(pdf.contains(shown), "{format} of {value} in the PDF: {pdf}");
    }
}

#[test]
fn a_workbook_of_any_notation_is_in_both_files_whatever_its_name() {
    let books = root().join("crates/batch/tests/data/books");
    let page = "<meta charset=utf-8><table><tr><td>工程<td>投资（万元）<tr><td>示例渠道<td>1,250.50</table>";
    let lines = "sep=;\n工程;投资（万元）\n示例渠道;1,250.50\n";
    let home = tempfile::tempdir().expect("a folder");
    for (name, bytes, sheet, expected) in [
        ("表.et", std::fs::read(books.join("office.xls")).expect("a book"), "各村", "1,234.50"),
        ("表.xlsx", std::fs::read(books.join("office.xls")).expect("a book"), "各村", "2024年12月22日"),
        ("表.xls", page.as_bytes().to_vec(), "", "1,250.50"),
        ("表.csv", page.as_bytes().to_vec(), "", "1,250.50"),
        ("表.xls", lines.as_bytes().to_vec(), "", "1,250.50"),
    ] {
        std::fs::write(home.path().join(name), bytes).expect("a file");
        let sheet = if sheet.is_empty() {
            String::new()
        } else {
            format!("sheet = \"{sheet}\"\ncolumns = [\"A\", \"B\", \"D\"]\n")
        };
        let source = format!(
            "title = \"示例\"\nissuer = \"某某镇人民政府\"\nissue_date = 2024-12-20\n[general]\n[[general.sections]]\ntext = \"见下。\"\n[general.sections.table]\nfile = \"{name}\"\n{sheet}"
        );
        let mut report = Report::from_toml(&source).expect("a report");
        read_files(&mut report, Some(home.path())).expect("the table");
        let made = press();
        let (word, pdf) = (made.docx(&report).expect("a Word file"), made.pdf(&report).expect("a PDF"));
        let (word, pdf) = (tight(&docx_text(word.as_ref())), pdf_text(pdf.as_ref()));
        assert!(word.contains(expected), "{name} in the Word file: {word}");
        assert!(pdf.contains(expected), "{name} in the PDF: {pdf}");
        assert!(!word.contains("身份证号") && !pdf.contains("身份证号"), "{name}: a hidden column");
    }
}
