//! Workbooks around what the fuzzer changes, so that it need not find out what a ZIP or a compound file is.

use std::io::{Cursor, Write};

use gongwen::batch::Kind;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const TYPES: &str = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>"#;
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/><Relationship Id="r3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="各村" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const STYLES: &str = r##"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="3"><numFmt numFmtId="170" formatCode="0.0"/><numFmt numFmtId="171" formatCode="#,##0.00;[Red]-#,##0.00"/><numFmt numFmtId="172" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="10" applyNumberFormat="1"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="170" applyNumberFormat="1"/><xf numFmtId="171" applyNumberFormat="1"/><xf numFmtId="172" applyNumberFormat="1"/></cellXfs></styleSheet>"##;
const SHARED: &str = r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="4" uniqueCount="4"><si><t>代码</t></si><si><t>村名</t></si><si><t>人口</t></si><si><t>收入（万元）</t></si></sst>"#;

/// The names of parts that bytes of the fuzzer may begin with, and which part of a workbook they stand for.
const PARTS: [(&str, &str); 4] = [
    ("<worksheet", "xl/worksheets/sheet1.xml"),
    ("<styleSheet", "xl/styles.xml"),
    ("<sst", "xl/sharedStrings.xml"),
    ("<workbook", "xl/workbook.xml"),
];

const SHEET: &str = r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c></row><row r="2"><c r="A2"><v>360923102200</v></c><c r="B2" t="inlineStr"><is><t>锦南村</t></is></c><c r="C2" s="3"><v>2315</v></c><c r="D2" s="4"><v>23.6</v></c></row></sheetData></worksheet>"#;

/// The file that bytes stand for, and its notation: the text of one part of an .xlsx, or the records of an .xls (BIFF), is put
/// in its place in a whole workbook; everything else is a file already.
pub(crate) fn of(bytes: &[u8]) -> (Vec<u8>, Kind) {
    for (beginning, part) in PARTS {
        if bytes.starts_with(beginning.as_bytes()) {
            return (workbook(part, bytes), Kind::Xlsx);
        }
    }
    match bytes {
        [0x09, 0x00 | 0x02 | 0x04 | 0x08, ..] => (compound(bytes), Kind::Xlsx),
        [b'{', ..] => (bytes.to_vec(), Kind::Jsonl),
        [b'[', ..] => (bytes.to_vec(), Kind::Toml),
        [b'P', b'K', ..] | [0xD0, 0xCF, ..] | [b'<', ..] => (bytes.to_vec(), Kind::Xlsx),
        _ => (bytes.to_vec(), Kind::Csv),
    }
}

fn workbook(changed: &str, with: &[u8]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", ROOT),
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/styles.xml", STYLES),
        ("xl/sharedStrings.xml", SHARED),
        ("xl/worksheets/sheet1.xml", SHEET),
    ] {
        let bytes = if name == changed { with } else { text.as_bytes() };
        zip.start_file(name, options).expect("a part");
        zip.write_all(bytes).expect("bytes");
    }
    zip.finish().expect("a spreadsheet").into_inner()
}

fn compound(records: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a compound file");
    // The older ones have another name for it.
    let name = if records.get(1) == Some(&0x08) { "Workbook" } else { "Book" };
    file.create_stream(name).expect("a stream").write_all(records).expect("bytes");
    file.into_inner().into_inner()
}
