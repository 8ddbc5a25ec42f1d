//! Tables of web pages under the name of a spreadsheet, as office systems hand them out.

use crate::common;

use std::io::Cursor;
use std::path::Path;

use common::{cell, fixture, open};
use gongwen_batch::{CellValue, DataTable, Kind, PrintLimits, PrintedTable, TableOptions, printed_table};
use gongwen_core::report::SheetPart;
use gongwen_document::{Diagnostic, Diagnostics};

fn print(bytes: impl AsRef<[u8]>) -> Result<PrintedTable, Diagnostics> {
    let input = Box::new(Cursor::new(bytes.as_ref().to_vec()));
    printed_table(input, Kind::Xlsx, &SheetPart::default(), PrintLimits::default())
}

/// Rows as `text` or `text@columns×rows`.
fn shown(table: &PrintedTable) -> Vec<String> {
    let cell = |cell: &gongwen_core::report::GridCell| match (cell.columns, cell.rows) {
        (1, 1) => cell.text.to_string().replace('\n', "/"),
        (columns, rows) => format!("{}@{columns}×{rows}", cell.text),
    };
    table.grid.rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join("|")).collect()
}

fn told(found: &[Diagnostic]) -> Vec<(&'static str, &str)> {
    found.iter().map(|found| (found.code, found.message.zh.as_str())).collect()
}

const TOLD: (&str, &str) = ("rows/content", "文件是网页（HTML），不是真正的电子表格；按网页里的表格读");

#[test]
fn a_page_that_a_spreadsheet_program_saved_reads_as_its_workbook() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/books");
    let page = std::fs::read(folder.join("villages-page.xls")).expect("a page");
    let rows = |bytes: &[u8]| {
        let mut table = open(bytes, Kind::Xlsx).expect("a table");
        let head: Vec<String> = table.header().columns.iter().map(|column| column.header.clone()).collect();
        let rows = table.rows().expect("rows").map(|row| row.expect("a row"));
        let rows: Vec<(u32, Vec<String>)> =
            rows.map(|row| (row.number, row.cells.iter().map(CellValue::shown).collect())).collect();
        (head, rows)
    };
    let ((head, own), (expected_head, expected)) = (rows(&page), rows(&fixture("villages.xlsx")));
    assert_eq!(head, expected_head);
    // The page has the other sheet below.
    assert!(own.len() > expected.len());
    for ((_, own), (number, expected)) in own.iter().zip(&expected) {
        assert_eq!(own, expected, "row {number}");
    }
}

#[test]
fn heads_spans_line_breaks_and_entities() {
    let page = "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta charset=gb2312>\
        <style>td{color:red}</style><script>if (a<b) {}</script><title>导出</title></head><body>\
        <h2>示例产量&amp;面积表</h2><table border=1><tr><th rowspan=2>村&nbsp;名<th colspan=2>产量（吨）\
        <tr><td>本年<td>上年\
        <tr><td>东坪村</td><td x:num>1,200.50</td><td style='mso-number-format:\"\\@\"'>007</td></tr>\
        <tr><td><p>西坪村</p><p>（搬迁）</p></td><td>3<br>4</td><td> 5\n  6 </td></tr>\
        <tr style=\"display: none\"><td>暗<td>1<td>2</tr>\
        </table><p>注：示例数据。</p></body></html>";
    let (page, _, lost) = encoding_rs::GB18030.encode(page);
    assert!(!lost);
    let read = print(page).expect("a table");
    assert_eq!(
        shown(&read),
        ["村 名@1×2|产量（吨）@2×1", "本年|上年", "东坪村|1,200.50|007", "西坪村/（搬迁）|3/4|5 6"]
    );
    assert_eq!(read.grid.title.as_deref(), Some("示例产量&面积表"));
    assert_eq!(read.grid.notes, ["注：示例数据。"]);
    assert_eq!(
        told(&read.warnings),
        [TOLD, ("rows/hidden-left-out", "有 1 行是隐藏的（筛选掉的也算），没有印：第 6 行")]
    );
}

#[test]
fn a_page_fills_a_batch_whatever_its_name_and_encoding() {
    let text = "<table><tr><td>代码<td>村名<td>收入（万元）<tr><td>0045<td>东坪村<td>12.50</table>";
    let gb = encoding_rs::GB18030.encode(text).0.into_owned();
    let utf16 = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let said = format!("<meta charset='gbk'>{text}");
    for bytes in [text.as_bytes().to_vec(), gb, utf16, said.into_bytes(), format!("\u{feff}\n {text}").into()]
    {
        for kind in [Kind::Xlsx, Kind::Csv] {
            let mut table = open(&bytes, kind).expect("a table");
            assert_eq!(told(table.warnings()), [TOLD]);
            let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
            let cells: Vec<String> = row.cells.iter().map(CellValue::shown).collect();
            assert_eq!((row.number, cells.join("|").as_str()), (2, "0045|东坪村|12.50"));
        }
    }
}

#[test]
fn tables_of_a_page_stand_one_below_the_other_and_nothing_is_lost() {
    let page = "<table><tr><td>某某镇各村情况表</table><table><tr><td>村名<td>户数<tr><td>东坪<td>5</table>\
        <div>说明：甲</div><table><tr><td>村名<td>户数<tr><td>西坪<td>6</table>";
    let read = print(page).expect("a table");
    assert_eq!(shown(&read), ["村名|户数", "东坪|5", "说明：甲|", "村名|户数", "西坪|6"]);
    assert_eq!(read.grid.title.as_deref(), Some("某某镇各村情况表"));
    // A table that only places another one.
    let page = "<table><tr><td>抬头<table><tr><td>村名<td>户数<tr><td>东坪<td>5</table></td></tr>\
        <tr><td>注：甲</table>";
    assert_eq!(shown(&print(page).expect("a table")), ["抬头|", "村名|户数", "东坪|5"]);
    let page = "<table><tr><td>左<td><table><tr><td>村名<td>户数</table></table>";
    assert_eq!(print(page).expect_err("beside").0[0].code, "rows/not-xlsx");
    let page = "<table><tr><td><table><tr><td>村名<td>户数</table><td>右</table>";
    assert_eq!(print(page).expect_err("beside").0[0].code, "rows/not-xlsx");
}

#[test]
fn hidden_cells_and_columns_of_a_page_are_told() {
    let page = "<table><col><col style='display:none'><col><tr><td>村名<td>证号<td>户数<td hidden>内\
        <tr><td>东坪<td>0000<td>5<td style='DISPLAY : NONE'></table>";
    let read = print(page).expect("a table");
    assert_eq!(shown(&read), ["村名|户数", "东坪|5"]);
    let found: Vec<&str> = read.warnings.iter().map(|warning| warning.message.zh.as_str()).collect();
    assert_eq!(found[1..], ["网页里有 1 个有字的格子是隐藏的，没有读", "有 1 栏是隐藏的，没有印：B“证号”"]);
}

#[test]
fn a_page_without_a_table_is_a_notice() {
    let found = print("<html><body>会话已超时，请重新登录</body></html>").expect_err("no table").0;
    assert!(found[0].message.zh.contains("没有登录"), "{found:?}");
    let bytes = Box::new(Cursor::new("<table><tr><td>a<td>b</table>"));
    let options = TableOptions { sheet: Some("各村".to_owned()), ..TableOptions::default() };
    let found = DataTable::open(bytes, Kind::Xlsx, &options).expect_err("no sheet").0;
    assert_eq!(found[0].code, "rows/no-sheet");
}

#[test]
fn a_page_of_excel_with_its_comments_and_islands() {
    let page = "<html xmlns:o=\"urn:schemas-microsoft-com:office:office\"><head><meta http-equiv=Content-Type \
        content=\"text/html; charset=utf-8\"><!--[if gte mso 9]><xml><x:ExcelWorkbook><x:Name>各村</x:Name></x:ExcelWorkbook>\
        </xml><![endif]--><xml><o:p>不见</o:p></xml><style><!-- td {mso-number-format:General;} --></style></head><body>\
        <!--[if !excel]>&nbsp;&nbsp;<![endif]--><table><col width=72 span=2><tr height=19><td class=xl65>村名</td>\
        <td>收入<span style='mso-spacerun:yes'>&nbsp;</span></td></tr><tr><td>东岭<span style='display:none'>村</span></td>\
        <td align=right x:num=\"1234.5\"><font color=red>1,234.50</font></td></tr><![if supportMisalignedColumns]>\
        <tr height=0 style='display:none'><td width=72></td><td width=72></td></tr><![endif]></table></body></html>";
    let read = print(page).expect("a table");
    assert_eq!(shown(&read), ["村名|收入", "东岭村|1,234.50"]);
    assert_eq!(told(&read.warnings), [TOLD]);
    let frames =
        "<html><head></head><frameset rows='*,39'><frame src='表.files/sheet001.htm'></frameset></html>";
    let found = print(frames).expect_err("no table").0;
    assert_eq!(found[0].message.zh, "文件只是网页的框架，表格在旁边那个文件夹的文件里");
}

#[test]
fn formulas_and_pictures_of_a_page_are_told_at_their_cells() {
    let page = "<table><tr><td>村名<td>照片<tr><td>=\"0045\"<td>=DISPIMG(\"ID\",1)<tr><td>#REF!<td>x</table>";
    let found = print(page).expect_err("two cells").0;
    let at: Vec<_> = found.iter().map(|found| (found.code, cell(found).letters, cell(found).row)).collect();
    assert_eq!(
        at,
        [
            ("rows/picture-cell", Some("B".to_owned()), Some(2)),
            ("rows/formula", Some("A".to_owned()), Some(3))
        ]
    );
}
