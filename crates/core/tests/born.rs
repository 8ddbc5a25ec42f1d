//! Figures that are born where they stand: `{{财政收入=1.78亿元}}`.

use gongwen_core::read::{self, Notation, line_column};
use gongwen_core::report::{Fill, Given, Grid, Report};
use gongwen_document::Diagnostic;

/// A report with this opening, and with these lines behind it (示例数据).
fn source(opening: &str, more: &str) -> String {
    format!(
        "title = '某某镇情况'\nissuer = '某某镇人民政府'\nopening = '''\n{opening}\n'''\n[general]\n{more}\n"
    )
}

fn read(source: &str) -> (Report, Vec<Diagnostic>) {
    let checked =
        read::report(source.as_bytes(), Notation::Toml).unwrap_or_else(|found| panic!("{found}\n{source}"));
    (checked.report, checked.warnings)
}

fn refused(source: &str) -> Vec<Diagnostic> {
    match read::report(source.as_bytes(), Notation::Toml) {
        Ok(_) => panic!("{source}"),
        Err(found) => found.0.into_iter().filter(Diagnostic::is_error).collect(),
    }
}

#[test]
fn it_prints_what_was_typed() {
    for amount in [
        "1.78亿元",
        "23户",
        "70余万元",
        "2.8万余元",
        "3万多元",
        "1.5亿余元",
        "约94.5万元",
        "近5000人",
        "超过5000人",
        "超5000人",
        "逾5000人",
        "不足5000人",
        "5000多亩",
        "5000人左右",
        "5000人以上",
        "1-2名",
        "13～17万元",
        "98.90%",
        "-3.2%",
        "36",
        "1.20元/公斤",
        "22961.97亩",
        "120㎡",
    ] {
        for equals in ["=", " = ", "＝"] {
            let (report, warnings) = read(&source(&format!("共有{{{{数{equals}{amount}}}}}。"), ""));
            let [figure] = report.figures.as_slice() else { panic!("one figure") };
            assert_eq!((figure.display().as_str(), figure.label.as_str()), (amount, "数"));
            assert_eq!(warnings, [], "{amount}");
        }
    }
}

#[test]
fn it_is_used_before_and_behind_its_place_in_sums_rates_and_tables() {
    let more = "[[general.sections]]\nheading = '共{{总数}}'\ntext = '{{农业项目=2个}}、{{工业项目=8个}}'\n\
        table = { rows = [['项目', '个数'], ['合计', '{{总数.数值}}'], ['落地', '{{落地（落地项目）=5个}}']] }\n\
        [figures]\n\"总数\" = { label = '项目', value = 11, unit = '个', sum_of = ['农业项目', '工业项目'] }\n\
        \"落地率\" = { label = '落地率', value = 50, unit = '%', rate_of = { numerator = '落地', denominator = '农业项目' } }\n";
    let (report, warnings) = read(&source("农业项目{{农业项目}}，落地率{{落地率}}，{{落地}}。", more));
    let of = |id: &str| report.figures.iter().find(|figure| figure.id == id).expect("a figure");
    assert_eq!(of("落地").label, "落地项目");
    // In the order in which they stand, behind those of [figures].
    let ids: Vec<&str> = report.figures.iter().map(|figure| figure.id.as_str()).collect();
    assert_eq!(ids, ["总数", "落地率", "农业项目", "工业项目", "落地"]);
    let codes: Vec<&str> = warnings.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["figures/parts-sum", "figures/rate", "figures/over-whole"][..codes.len()].to_vec());
    assert!(codes.contains(&"figures/parts-sum"), "2 + 8 is not 11");
}

#[test]
fn a_second_definition_is_an_error_with_both_places() {
    let twice = source("低保户{{低保户=23户}}。\n今年{{低保户=24户}}。", "");
    let [found] = &refused(&twice)[..] else { panic!("one fault") };
    assert_eq!(
        (found.code, found.message.zh.as_str()),
        ("figures/defined-twice", "指标 低保户 定义了两次，第一次在第 4 行")
    );
    let span = found.place.span.clone().expect("a place");
    assert_eq!(line_column(&twice, span.start), (5, 3));
    assert_eq!(&twice[span], "{{低保户=24户}}");
    let both = source(
        "低保户{{低保户=23户}}。",
        "[figures]\n\"低保户\" = { label = '低保户', value = 23, unit = '户' }",
    );
    let [found] = &refused(&both)[..] else { panic!("one fault") };
    assert_eq!(found.message.zh, "指标 低保户 定义了两次，第一次在第 8 行");
}

#[test]
fn what_is_no_amount_is_told_with_what_to_write() {
    for (amount, message, help) in [
        ("22,961.97亩", "“22,961.97亩”里有千分撇，公文里的数不用", "写成 {{数=22961.97亩}}"),
        ("２３户", "“２３户”的数字是全角的", "写成 {{数=23户}}"),
        ("约70余万元", "“约70余万元”里约数词写了两个", "等号后面写"),
        ("70余万元左右", "“70余万元左右”里约数词写了两个", "等号后面写"),
        ("若干", "“若干”不是一个数和它的单位", "等号后面写"),
        ("二十余人", "“二十余人”不是一个数和它的单位", "等号后面写"),
        ("23户，同比增长5%", "“23户，同比增长5%”不是一个数和它的单位", "等号后面写"),
        ("+5%", "“+5%”不是一个数和它的单位", "等号后面写"),
        ("", "等号后面是空的", "等号后面写"),
    ] {
        let typed = source(&format!("共{{{{数={amount}}}}}，又{{{{数}}}}。"), "");
        let [found] = &refused(&typed)[..] else { panic!("{amount}: {:?}", refused(&typed)) };
        assert_eq!((found.code, found.message.zh.as_str()), ("figures/born", message));
        assert!(
            found.help.as_ref().is_some_and(|told| told.zh.starts_with(help)),
            "{amount}: {:?}",
            found.help
        );
        let span = found.place.span.clone().expect("a place");
        assert_eq!(&typed[span], format!("{{{{数={amount}}}}}"));
    }
}

#[test]
fn what_it_cannot_have_is_told_with_the_line_for_figures() {
    let [found] = &refused(&source("收入{{财政收入=1.78亿元}}，{{财政收入.同比}}。", ""))[..]
    else {
        panic!("one")
    };
    assert_eq!(found.code, "figures/no-previous");
    assert_eq!(
        found.help.as_ref().map(|help| help.zh.as_str()),
        Some(
            "正文里只写 {{财政收入}}，在 [figures] 里加一行：\"财政收入\" = { label = \"财政收入\", value = 1.78, unit = \"亿元\", previous = … }"
        )
    );
}

#[test]
fn a_word_that_doubles_its_qualifier_is_told() {
    for (text, word) in [
        ("发放{{高龄津贴=近70万元}}，共计达到{{高龄津贴}}。", Some("达到")),
        ("发放近{{高龄津贴=近70万元}}。", Some("近")),
        ("发放超过{{高龄津贴=70余万元}}。", Some("超过")),
        ("发放{{高龄津贴=约70万元}}左右。", Some("左右")),
        ("发放达到{{高龄津贴=70余万元}}。", None),
        ("最近{{高龄津贴=约70万元}}到账。", None),
        ("发放近{{高龄津贴=70万元}}。", None),
        ("人数近{{高龄津贴.数值}}，{{高龄津贴=近70万元}}。", None),
    ] {
        let (_, warnings) = read(&source(text, ""));
        let told: Vec<&str> = warnings.iter().map(|found| found.code).collect();
        match word {
            None => assert_eq!(told, Vec::<&str>::new(), "{text}"),
            Some(word) => {
                assert_eq!(told, ["figures/qualifier-twice"], "{text}");
                assert!(
                    warnings[0].message.zh.contains(&format!("又写了“{word}”")),
                    "{}",
                    warnings[0].message.zh
                );
            }
        }
    }
}

#[test]
fn where_no_figure_can_stand_it_is_none() {
    let text = source("某某镇。", "[figures]\nall = { label = '共{{数=1户}}', value = 1, unit = '户' }\n");
    let codes: Vec<&str> = refused(&text).iter().map(|found| found.code).collect();
    assert!(codes.contains(&"report/no-gap-here"), "{codes:?}");
    // Braces that are meant are characters.
    let (report, _) = read(&source("公式\\{{数=1户}}。", ""));
    assert!(report.figures.is_empty());
}

#[test]
fn a_table_in_a_file_defines_none() {
    let (report, _) = read(&source("低保户{{低保户=23户}}。", ""));
    for cell in ["{{低保户=24户}}", "{{新的=24户}}"] {
        let mut grid = Grid::from(vec![vec![cell.to_owned()]]);
        let found =
            grid.name_figures(&report.figures, &[]).expect_err("it would be printed as another number");
        assert_eq!(found.0[0].code, "figures/born", "{cell}");
    }
    let mut grid = Grid::from(vec![vec!["{{低保户}}".to_owned()]]);
    assert!(grid.name_figures(&report.figures, &[]).is_ok());
}

#[test]
fn a_row_gives_it_another_value_and_the_others_stay() {
    let more = "[figures]\npeople = { label = '人口', unit = '人' }\n[batch]\nkey = '代码'\n";
    let text = source("{{people}}，低保户{{低保户=23户}}，再说一遍{{低保户}}。", more);
    let (form, warnings) =
        read::form(text.as_bytes(), Notation::Toml).unwrap_or_else(|found| panic!("{found}"));
    assert_eq!(warnings, []);
    assert_eq!(form.open().collect::<Vec<_>>(), ["people"]);
    let given = vec![Given::Value(980.into()), Given::Unasked];
    let filled = form.fill(&Fill { figures: given, ..Fill::default() }).expect("a report");
    let shown: Vec<String> = filled.report.figures.iter().map(|figure| figure.display()).collect();
    assert_eq!(shown, ["980人", "23户"]);
}
