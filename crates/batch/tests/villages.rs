//! The table of villages and their report: what each row becomes, from each notation.

use crate::common;

use common::{REPORT, bind, fixture, open};
use gongwen_batch::{Bound, Encoding, GateOptions, Kind, check_rows};
use gongwen_document::to_text;
use gongwen_template::{Templates, compose};

fn all(table: &str, kind: Kind) -> Vec<Bound> {
    let mut table = open(fixture(table), kind).expect("the table opens");
    let binding = bind(fixture("village.toml"), &table).expect("the columns bind");
    assert_eq!(binding.warnings(), []);
    let rows = table.rows().expect("rows").map(|row| row.expect("a row"));
    let rows = rows.filter(|row| binding.skips(row).is_none());
    rows.map(|row| binding.bind(&row).expect("a report")).collect()
}

/// The text of the document that a row becomes.
fn text(bound: &Bound, template: &str) -> String {
    let document = compose(&bound.report, &Templates::builtin(), template).expect("a document");
    to_text(&document)
}

#[test]
fn every_notation_of_the_table_makes_the_same_thirteen_reports() {
    let csv = all("villages.csv", Kind::Csv);
    assert_eq!(csv.len(), 13);
    assert_eq!(all("villages-gb18030.csv", Kind::Csv), csv);
    // The spreadsheet has a title above its header, real dates and percentages, and sums below.
    let mut xlsx = all("villages.xlsx", Kind::Xlsx);
    assert_eq!(xlsx.iter().map(|bound| bound.row).collect::<Vec<_>>(), (3..=15).collect::<Vec<_>>());
    for (xlsx, csv) in xlsx.iter_mut().zip(&csv) {
        assert_eq!(xlsx.report, csv.report);
        assert_eq!((&xlsx.key, &xlsx.fields["village"]), (&csv.key, &csv.fields["village"]));
    }
    let keys: Vec<&str> = csv.iter().map(|bound| bound.key.as_str()).collect();
    assert_eq!((keys[0], keys[12]), ("360923102200", "360923102212"));
    let rows: Vec<u32> = csv.iter().map(|bound| bound.row).collect();
    assert_eq!(rows, (2..=14).collect::<Vec<_>>());
    assert_eq!(csv[0].fields["village"], "锦南村");
    assert_eq!(csv[0].fields["行政区划代码"], "360923102200");
    assert!(!csv[0].fields.contains_key("户数（户）"));
}

#[test]
fn the_encoding_is_found_out() {
    for (name, encoding) in [("villages.csv", Encoding::Utf8Bom), ("villages-gb18030.csv", Encoding::Gb18030)]
    {
        let table = open(fixture(name), Kind::Csv).expect("the table opens");
        assert_eq!(table.detected().encoding, Some(encoding));
        assert_eq!(table.header().columns[0].header, "行政区划代码");
    }
}

#[test]
fn all_rows_are_ready() {
    let mut table = open(fixture("villages.csv"), Kind::Csv).expect("the table opens");
    let binding = bind(fixture("village.toml"), &table).expect("the columns bind");
    let gate = check_rows(&mut table, &binding, &GateOptions::default()).expect("rows");
    assert_eq!((gate.rows, gate.ready, gate.bad.len(), gate.found.len()), (13, 13, 0, 0));
}

#[test]
fn what_the_gate_finds_does_not_depend_on_threads() {
    let mut text = String::from("代码,村名,人口,收入,参保率,日期\n");
    for row in 0..400 {
        // Keys that stand twice, texts among the numbers, gaps.
        let people = if row % 17 == 3 { "若干".to_owned() } else { (300 + row).to_string() };
        let name = if row % 29 == 5 { String::new() } else { format!("示例{row}村") };
        let code = 360_923_900_000_u64 + row % 390;
        text.push_str(&format!("{code},{name},{people},{row}.5,98.{},2024-12-20\n", row % 10));
    }
    let look = |threads: usize| {
        let mut table = open(&text, Kind::Csv).expect("a table");
        let binding = bind(REPORT, &table).expect("bound");
        let threads = std::num::NonZeroUsize::new(threads).expect("not zero");
        let options = GateOptions { samples: 32, threads, ..GateOptions::default() };
        check_rows(&mut table, &binding, &options).expect("rows")
    };
    let one = look(1);
    assert_eq!((one.rows, one.samples.len()), (400, 32));
    assert!(one.bad.len() > 40 && one.ready > 300, "{} bad, {} ready", one.bad.len(), one.ready);
    for threads in [2, 3, 8] {
        assert_eq!(look(threads), one, "{threads} threads");
    }
}

#[test]
fn a_row_with_gaps_reads_as_well_as_a_full_one() {
    let bound = all("villages.csv", Kind::Csv);
    let full = text(&bound[0], "village-report");
    assert!(full.contains("一是守牢粮食安全底线。落实粮食播种面积2860.5亩"), "{full}");
    assert!(
        full.contains("三是村集体经济稳步增长。盘活村级资源资产，全年实现村集体经营性收入23.6万元。"),
        "{full}"
    );
    assert!(!full.contains("正在起步"), "{full}");
    assert!(full.contains("2024年12月20日"), "{full}");
    // 石湖村: no collective income, no projects.
    let gaps = text(&bound[10], "village-report");
    assert!(gaps.contains("三是集体经济正在起步。"), "{gaps}");
    assert!(gaps.contains("村容村貌明显改善。一是基础设施不断完善。"), "{gaps}");
    assert!(gaps.contains("二是人居环境持续提升。完成户厕改造18户"), "{gaps}");
    // 团结村: no disputes, no roads.
    let calm = text(&bound[9], "village-report");
    assert!(calm.contains("二是守护一方平安。坚持每月排查"), "{calm}");
    for bound in &bound {
        for template in ["village-report", "village-report-outline"] {
            let text = text(bound, template);
            for trace in ["{{", "}}", "。。", "，。", "、。", "  "] {
                assert!(!text.contains(trace), "{} {template}: {trace} in {text}", bound.key);
            }
        }
    }
}

#[test]
fn last_years_figures_and_units_come_from_their_columns() {
    let bound = all("villages.csv", Kind::Csv);
    let income =
        bound[0].report.figures.iter().find(|figure| figure.id == "collective_income").expect("income");
    assert_eq!(income.display(), "23.6万元");
    assert_eq!(income.previous.map(|value| value.to_string()).as_deref(), Some("20.15"));
    let rate = bound[0].report.figures.iter().find(|figure| figure.id == "insurance_rate").expect("rate");
    assert_eq!(rate.display(), "98.7%");
    assert!(!bound[6].report.figures.iter().any(|figure| figure.id == "collective_income"));
}

#[test]
fn an_item_that_is_left_alone_has_no_ordinal() {
    let csv = String::from_utf8(fixture("villages.csv")).expect("UTF-8").replace(",0.6,18,", ",,18,");
    let mut table = open(csv, Kind::Csv).expect("the table opens");
    let binding = bind(fixture("village.toml"), &table).expect("the columns bind");
    let rows = table.rows().expect("rows").map(|row| row.expect("a row"));
    let row = rows.into_iter().nth(10).expect("石湖村");
    let bound = binding.bind(&row).expect("a report");
    let text = text(&bound, "village-report");
    assert!(text.contains("村容村貌明显改善。人居环境持续提升。完成户厕改造18户"), "{text}");
}

#[test]
fn a_zero_may_mean_that_there_is_none() {
    let csv = String::from_utf8(fixture("villages.csv")).expect("UTF-8").replace(",2860.5,23.6,", ",0,0,");
    let mut table = open(csv, Kind::Csv).expect("the table opens");
    let binding = bind(fixture("village.toml"), &table).expect("the columns bind");
    let row = table.rows().expect("rows").next().expect("a row").expect("that reads");
    let text = text(&binding.bind(&row).expect("a report"), "village-report");
    assert!(text.contains("三是集体经济正在起步。"), "{text}");
    // Other figures say their zero.
    assert!(text.contains("粮食播种面积0亩"), "{text}");
}

#[test]
fn tables_and_bindings_cross_threads() {
    fn sends<T: Send>() {}
    fn shares<T: Sync + Send>() {}
    sends::<gongwen_batch::DataTable>();
    sends::<gongwen_batch::Rows<'static>>();
    shares::<gongwen_batch::Binding>();
    shares::<Bound>();
}

#[test]
fn columns_fill_elements_by_their_names() {
    let report = "title = '总结'\nyear = 2024\nissuer = '村委会'\nlocality = { name = '某村' }\n\
        opening = '今年人口{{people}}。'\nsignatures = ['甲', '乙']\nfigures.people = { label = '人口', unit = '人' }\nbatch = {}\n";
    let rows = "行政区划代码,村名,人口,署名,成文日期,发文字号,标题\n\
        360923102200,锦南村,2315,锦南村委会,2024-12-20,锦南发〔2024〕1号,锦南村2024年总结\n360923102201,锦河村,2074,,,,锦河村总结\n";
    let mut table = open(rows, Kind::Csv).expect("the table opens");
    let binding = bind(report, &table).expect("the columns bind");
    assert_eq!(binding.warnings(), []);
    let mut rows =
        table.rows().expect("rows").map(|row| binding.bind(&row.expect("a row")).expect("a report"));
    let full = rows.next().expect("a row");
    assert_eq!(full.key, "360923102200");
    assert_eq!(full.report.locality.name, "锦南村");
    assert_eq!(full.report.locality.code.as_deref(), Some("360923102200"));
    assert_eq!(full.report.elements.signatures, ["锦南村委会"]);
    assert_eq!(full.report.elements.issue_date.map(|date| date.to_string()).as_deref(), Some("2024-12-20"));
    assert_eq!(full.report.elements.document_number.as_deref(), Some("锦南发〔2024〕1号"));
    let text = text(&full, "annual-report");
    assert!(text.starts_with("锦南村2024年总结"), "{text}");
    let gaps = rows.next().expect("a row").report;
    assert!(gaps.elements.signatures.is_empty() && gaps.elements.issue_date.is_none());
    assert!(binding.names().any(|name| name == "村名"));
}
