//! The town's figures against those of its villages, and the totals put into the town's file.

use crate::common;

use common::{fixture, open};
use gongwen_batch::{Kind, RolledUp, roll_up, write_totals};
use gongwen_core::read::Notation;

fn rolled_up(town: &str, table: &str, kind: Kind) -> RolledUp {
    let mut table = open(fixture(table), kind).expect("the table opens");
    roll_up(&fixture(town), Notation::Toml, &mut table).expect("it rolls up")
}

#[test]
fn a_town_that_agrees_with_its_villages() {
    for (table, kind) in
        [("villages.xlsx", Kind::Xlsx), ("villages.csv", Kind::Csv), ("villages-gb18030.csv", Kind::Csv)]
    {
        let found = rolled_up("town.toml", table, kind);
        assert_eq!((found.villages, found.compared), (13, 13), "{table}");
        assert_eq!(found.differences, [], "{table}");
        assert_eq!(found.found, [], "{table}");
    }
}

#[test]
fn each_difference_is_told_with_its_villages() {
    let found = rolled_up("town-differs.toml", "villages.xlsx", Kind::Xlsx);
    let told: Vec<String> = found
        .differences
        .iter()
        .map(|it| format!("{} {} {}", it.id, it.written.expect("a number"), it.total))
        .collect();
    assert_eq!(
        told,
        ["grain_area 33942.9 33492.9", "collective_income 251.58 253.58", "insurance_rate 98.6 98.4"]
    );
    let income = &found.differences[1];
    assert_eq!(
        (income.shares.len(), income.lacking.as_slice()),
        (11, ["六口村".to_owned(), "石湖村".to_owned()].as_slice())
    );
    assert_eq!(
        (income.shares[0].village.as_str(), income.shares[0].value.to_string()),
        ("锦南村", "23.6".to_owned())
    );
    let rate = &found.differences[2];
    assert_eq!(rate.shares[0].weight.map(|weight| weight.to_string()).as_deref(), Some("2315"));
}

#[test]
fn a_village_left_out_is_suspected() {
    let town = String::from_utf8(fixture("town.toml")).expect("UTF-8").replace("253.58", "226.28");
    let mut table = open(fixture("villages.csv"), Kind::Csv).expect("the table opens");
    let found = roll_up(town.as_bytes(), Notation::Toml, &mut table).expect("it rolls up");
    assert_eq!(found.differences[0].suspect().map(|share| share.village.as_str()), Some("钟家渡村"));
}

#[test]
fn totals_are_written_and_everything_else_stays() {
    let source = String::from_utf8(fixture("town-differs.toml")).expect("UTF-8");
    let found = rolled_up("town-differs.toml", "villages.csv", Kind::Csv);
    let written = write_totals(&source, &found.differences).expect("it is written");
    let changed: Vec<(&str, &str)> =
        source.lines().zip(written.lines()).filter(|(old, new)| old != new).collect();
    assert_eq!(changed.len(), 3);
    assert_eq!(source.lines().count(), written.lines().count());
    assert!(changed[0].1.contains("value = 33492.9,"), "{changed:?}");
    let mut table = open(fixture("villages.csv"), Kind::Csv).expect("the table opens");
    let again = roll_up(written.as_bytes(), Notation::Toml, &mut table).expect("it rolls up");
    assert_eq!(again.differences, []);
    // Line ends, a byte order mark and numbers in quotes stay what they were.
    let windows =
        format!("\u{feff}{}", source.replace('\n', "\r\n").replace("value = 251.58", "value = \"251.58\""));
    let expected =
        format!("\u{feff}{}", written.replace('\n', "\r\n").replace("value = 253.58", "value = \"253.58\""));
    assert_eq!(write_totals(&windows, &found.differences).expect("it is written"), expected);
}

#[test]
fn a_total_that_the_file_leaves_open_is_written() {
    let source = "title = '汇总'\nyear = 2024\nissuer = '锦江镇人民政府'\nlocality = { name = '锦江镇' }\nopening = '收入{{income}}。'\n\n[batch]\n\n[figures.income] # 收入\nlabel = '村集体经营性收入'\nunit = '亿元'\nrollup = 'sum'\n";
    let mut table = open(fixture("villages.csv"), Kind::Csv).expect("the table opens");
    let found = roll_up(source.as_bytes(), Notation::Toml, &mut table).expect("it rolls up");
    assert_eq!(found.differences[0].written, None);
    let written = write_totals(source, &found.differences).expect("it is written");
    assert_eq!(written, format!("{source}value = 0.025358\n"));
}

#[test]
fn what_no_village_has_is_not_nothing() {
    let town = "title = '汇总'\nyear = 2024\nissuer = '锦江镇人民政府'\nlocality = { name = '锦江镇' }\nopening = '{{income}}。'\n\
        [figures]\nincome = { label = '收入', value = 30, unit = '万元', rollup = 'sum' }\n\
        people = { label = '人口', value = 5, unit = '人' }\n\
        rate = { label = '参保率', value = 98, unit = '%', rollup = 'average', weight = 'people' }\n\
        villages = { label = '收入', value = 0, unit = '个', rollup = 'count' }\n";
    let mut table = open("代码,村名,收入,参保率,人口\n1,东村,,98,0\n2,西村,—,97,0\n", Kind::Csv)
        .expect("the table opens");
    let found = roll_up(town.as_bytes(), Notation::Toml, &mut table).expect("it rolls up");
    assert_eq!(found.differences, [], "nothing that could be written");
    let told: Vec<(&str, bool)> = found.found.iter().map(|found| (found.code, found.is_error())).collect();
    assert_eq!(told, [("rollup/no-values", false), ("rollup/weightless", true)]);
    assert_eq!((found.compared, found.agreeing(), found.unsaid()), (3, 1, 2));
    assert_eq!(found.found[0].message.zh, "各村都没有填收入，镇里的数没有核对");
}

#[test]
fn wrong_cells_and_villages_that_count_twice_are_told() {
    let town = fixture("town.toml");
    let csv = String::from_utf8(fixture("villages.csv")).expect("UTF-8");
    let wrong = csv.replace("2860.5,23.6", "若干,23.6").replace("360923102201,", "360923102200,");
    let mut table = open(wrong, Kind::Csv).expect("the table opens");
    let found = roll_up(&town, Notation::Toml, &mut table).expect("it rolls up").found;
    let codes: Vec<&str> = found.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["rows/not-a-number", "rows/duplicate-key"]);
    // A cell that cannot be read is not one that was left empty, and its weight is not missed once more.
    let spoilt = csv.replace(",2315,", ",二千,").replace(",98.7%,", ",九成,");
    let mut table = open(spoilt, Kind::Csv).expect("the table opens");
    let found = roll_up(&town, Notation::Toml, &mut table).expect("it rolls up");
    let codes: Vec<&str> = found.found.iter().map(|diagnostic| diagnostic.code).collect();
    assert_eq!(codes, ["rows/not-a-number", "rows/not-a-number"]);
    assert!(found.differences.iter().all(|difference| !difference.lacking.contains(&"锦南村".to_owned())));
    let none = "title = '汇总'\nyear = 2024\nissuer = '锦江镇人民政府'\nlocality = { name = '锦江镇' }\nopening = '好。'\n";
    let mut table = open(csv, Kind::Csv).expect("the table opens");
    let found = roll_up(none.as_bytes(), Notation::Toml, &mut table).expect_err("nothing to compare");
    assert_eq!(found.0.last().map(|diagnostic| diagnostic.code), Some("rollup/nothing"));
}

/// What rolling up this figure from these cells says: differences and undecided ones.
fn said(figure: &str, head: &str, cells: &[&str]) -> RolledUp {
    let town = format!(
        "title = '汇总'\nyear = 2024\nissuer = '某某镇人民政府'\nlocality = {{ name = '某某镇' }}\nopening = '{{{{it}}}}。'\n\
         [figures]\nit = {{ label = '指标', {figure} }}\npeople = {{ label = '人口', value = 1, unit = '人' }}\n"
    );
    let mut rows = format!("代码,村名,人口,{head}\n");
    for (index, cell) in cells.iter().enumerate() {
        rows.push_str(&format!("{index},{index}村,{},{cell}\n", 1000 + 500 * index));
    }
    let mut table = open(rows, Kind::Csv).expect("the table opens");
    roll_up(town.as_bytes(), Notation::Toml, &mut table).expect("it rolls up")
}

#[test]
fn only_what_cannot_be_is_a_difference() {
    let (money, people) = ("unit = '万元', rollup = 'sum'", "unit = '人', rollup = 'sum'");
    let average = "unit = '%', rollup = 'average', weight = 'people'";
    for (figure, more, head, cells, expected) in [
        // Each village has rounded, the town has added what they rounded from.
        ("value = 10.1", money, "指标", ["3.3", "3.3", "3.4"], (0, 0)),
        ("value = 10.3", money, "指标", ["3.3", "3.3", "3.4"], (1, 0)),
        // 4 in a column of two digits is 4.00.
        ("value = 10.65", money, "指标", ["3.31", "3.34", "4"], (0, 0)),
        ("value = 10.70", money, "指标", ["3.31", "3.34", "4"], (1, 0)),
        // The digits are those of the column in its own unit.
        ("value = 41.5", money, "指标（元）", ["125000", "165000", "125000"], (0, 0)),
        ("value = 41.51", money, "指标（元）", ["125000", "165000", "125000"], (1, 0)),
        ("value = 41.5001", money, "指标（元）", ["125000", "165000", "125000"], (0, 0)),
        // People are counted.
        ("value = 600", people, "指标", ["100", "200", "300"], (0, 0)),
        ("value = 601", people, "指标", ["100", "200", "300"], (1, 0)),
        ("value = 0.06", "unit = '万人', rollup = 'sum'", "指标（人）", ["100", "200", "300"], (0, 0)),
        ("value = 0.07", "unit = '万人', rollup = 'sum'", "指标（人）", ["100", "200", "300"], (1, 0)),
        ("value = 500, qualifier = '余'", people, "指标", ["100", "200", "300"], (1, 0)),
        ("value = 600, qualifier = '约'", people, "指标", ["100", "200", "300"], (0, 1)),
        ("value = \"500-700\"", people, "指标", ["100", "200", "300"], (0, 0)),
        // 1000, 1500 and 2000 people: 97.7 × 1000 + 98.2 × 1500 + 99.1 × 2000 by 4500 is 98.49, each rate within 0.05.
        ("value = 98.5", average, "指标", ["97.7", "98.2", "99.1"], (0, 0)),
        ("value = 98.6", average, "指标", ["97.7", "98.2", "99.1"], (1, 0)),
        ("value = 300", "unit = '人', rollup = 'max'", "指标", ["100", "200", "300"], (0, 0)),
        ("value = 299", "unit = '人', rollup = 'max'", "指标", ["100", "200", "300"], (1, 0)),
        ("value = 3", "unit = '个', rollup = 'count'", "指标", ["100", "200", "300"], (0, 0)),
        ("value = 2", "unit = '个', rollup = 'count'", "指标", ["100", "200", "300"], (1, 0)),
    ] {
        let found = said(&format!("{figure}, {more}"), head, &cells);
        let told: Vec<&str> = found.found.iter().filter(|it| it.is_error()).map(|it| it.code).collect();
        assert_eq!(told, [""; 0], "{figure} {cells:?}");
        assert_eq!(
            (found.differences.len(), found.undecided.len()),
            expected,
            "{figure} {cells:?}: {:?}",
            found.differences.first().map(|it| it.made.to_string())
        );
        assert_eq!(
            found.agreeing() + found.unsaid() + u32::try_from(found.differences.len()).expect("few"),
            1
        );
    }
}
