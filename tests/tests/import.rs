//! A draft becomes a report file, and no character is lost: what the file prints is the draft's text.

use std::fs;

use gongwen::import::{self, Imported, Options};
use gongwen::read::{self, Notation};
use gongwen_tests::{every_fixture, jinjiang, press, root, source};
use proptest::prelude::*;

/// The file that a draft becomes, and the text that it prints.
#[track_caller]
fn imported(draft: &[u8], ending: &str) -> (Imported, String) {
    let made = import::draft(draft, Some(ending), &Options::default());
    let made = made.unwrap_or_else(|error| panic!("{error}\n{}", String::from_utf8_lossy(draft)));
    let checked = read::report(made.toml.as_bytes(), Notation::Toml);
    let checked = checked.unwrap_or_else(|error| panic!("{error}\n{}", made.toml));
    let text = press().text(&checked.report).expect("text");
    (made, text)
}

/// The lines that a draft became, without a title that was made up.
fn own_lines(made: &Imported, printed: &str) -> Vec<String> {
    let made_up = made.assumed.iter().any(|(field, _)| field == "title");
    lines(printed).split_off(usize::from(made_up))
}

/// Lines without white space around them, empty ones left out.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect()
}

#[test]
fn the_real_report_has_its_structure() {
    let draft = fs::read(root().join("fixtures/reports/jinjiang-2024.txt")).expect("a text");
    let (made, text) = imported(&draft, "txt");
    let report = read::report(made.toml.as_bytes(), Notation::Toml).expect("a report").report;
    let (own, known) = (report.annual().expect("an annual report").clone(), jinjiang());
    let known = known.annual().expect("an annual report").clone();
    let headings = |annual: &gongwen::report::Annual| {
        let achievements = annual.achievements.clone().expect("achievements");
        let areas = achievements
            .areas
            .iter()
            .map(|area| area.items.iter().map(|item| item.heading.to_string()).collect::<Vec<_>>());
        let short = annual.shortcomings.clone().expect("shortcomings");
        let short: Vec<String> = short.items.iter().map(|item| item.heading.to_string()).collect();
        let plan = annual.plan.clone().expect("a plan");
        let levers = plan.levers.iter().map(|lever| {
            let measures: Vec<String> = lever.measures.iter().map(|item| item.heading.to_string()).collect();
            (lever.grip.to_string(), lever.means.to_string(), lever.goal.to_string(), measures)
        });
        (
            areas.collect::<Vec<_>>(),
            short,
            plan.heading.map(|it| it.to_string()),
            plan.year,
            levers.collect::<Vec<_>>(),
        )
    };
    assert_eq!(headings(&own), headings(&known));
    let (areas, short, _, _, levers) = headings(&own);
    assert_eq!((areas.len(), areas.iter().map(Vec::len).sum::<usize>(), short.len()), (6, 25, 3));
    assert_eq!((levers.len(), levers.iter().map(|lever| lever.3.len()).sum::<usize>()), (4, 12));
    // The draft has no title; below the one that was made up stands its text.
    assert_eq!(lines(text.split_once('\n').expect("a title").1), lines(&source()));
    assert!(
        made.kept.is_empty() && made.assumed.iter().any(|(field, _)| field == "title"),
        "{:?}",
        made.kept
    );
}

/// The texts of all fixtures, with their names.
fn texts() -> Vec<(String, String)> {
    let press = press();
    every_fixture()
        .into_iter()
        .map(|(name, report)| (name, press.text(&report).expect("text")))
        .filter(|(_, text)| !text.contains('\t'))
        .collect()
}

#[test]
fn what_fixtures_print_is_imported_without_loss() {
    let texts = texts();
    assert!(texts.len() > 20, "{}", texts.len());
    for (name, text) in texts {
        let (made, printed) = imported(text.as_bytes(), "txt");
        assert_eq!(own_lines(&made, &printed), lines(&text), "{name}\n{}", made.toml);
    }
}

#[test]
fn what_stands_under_headings_without_numbers_is_structure_too() {
    let draft = "某某县2026年重点工作\n今年的工作。\n（一）扩大消费\n办好节庆。\n（二）建设园区。\n招商20家。\n1.抓项目\n2.抓服务\n";
    let (made, text) = imported(draft.as_bytes(), "txt");
    assert_eq!(lines(&text), lines(draft));
    assert!(made.kept.is_empty(), "{:?}\n{}", made.kept, made.toml);
    assert!(
        made.toml.contains("heading = \"扩大消费\"")
            && made.toml.contains("items = [\"抓项目\", \"抓服务\"]")
    );
}

/// Headings by their style or by what they call themselves, with lists and ordinals below them.
#[test]
fn headings_without_ordinals_are_headings() {
    let draft = "# 某某镇关于印发值班办法的通知\n\n各村民委员会：\n\n## 总体要求\n\n按时到岗。\n\n1.加强领导\n\n2.落实责任\n\n\
                 ## 重点任务\n\n### 白天值班\n\n（一）上午值班\n\n到岗。\n\n（二）下午值班\n\n到岗。\n\n### 夜间值班\n\n两人一班。\n\n\
                 特此通知。\n\n某某镇人民政府\n\n二〇二五年三月一日\n";
    let (made, text) = imported(draft.as_bytes(), "md");
    let headings: Vec<&str> = made.toml.lines().filter_map(|line| line.strip_prefix("heading = ")).collect();
    let wanted = ["总体要求", "重点任务", "白天值班", "（一）上午值班", "（二）下午值班", "夜间值班"];
    assert_eq!(headings, wanted.map(|it| format!("{it:?}")), "{}", made.toml);
    assert!(made.toml.contains("items = [\"加强领导\", \"落实责任\"]"), "{}", made.toml);
    assert!(
        made.toml.contains("issue_date = 2025-03-01") && made.kept.is_empty(),
        "{}\n{:?}",
        made.toml,
        made.kept
    );
    assert!(text.contains("总体要求\n按时到岗。\n1.加强领导\n"), "{text}");

    let rules = "某某镇值班办法\n第一章 总则\n第一条 为规范值班，制定本办法。\n第二条 本办法适用于全镇。\n第二章 值班\n第一节 白天\n\
                 第三条 白天两人。\n第二节 夜间\n第四条 夜间三人。\n";
    let (made, text) = imported(rules.as_bytes(), "txt");
    assert_eq!(lines(&text), lines(rules));
    let count = made.toml.matches("heading = ").count();
    assert!(count == 4 && made.toml.contains("[general]\nnumbered = false\n"), "{}", made.toml);
}

/// A document that this program made, revised in Word, comes back with its text.
#[test]
fn word_files_of_fixtures_come_back() {
    let press = press();
    let mut read = 0;
    for (name, report) in every_fixture() {
        // What stands around the text is drawn in frames of its own.
        if report.elements.has_letterhead() || report.contents.is_some() {
            continue;
        }
        let draft = press.docx(&report).expect("a Word file");
        let (made, printed) = imported(&draft, "docx");
        let text = press.text(&report).expect("text");
        // The lines of a title are its own in a Word file.
        assert_eq!(own_lines(&made, &printed).concat(), lines(&text).concat(), "{name}\n{}", made.toml);
        read += 1;
    }
    assert_eq!(read, 7, "fixtures without letterhead and table of contents");
}

/// With letterhead, imprint and seals as well: what stands in them comes back as text, and the document's own text whole.
#[test]
fn every_word_file_is_imported_and_keeps_its_text() {
    let press = press();
    for (name, report) in every_fixture() {
        let draft = press.docx(&report).expect("a Word file");
        let (made, printed) = imported(&draft, "docx");
        let printed = lines(&printed).concat();
        let mut rest = printed.as_str();
        for line in lines(&press.text(&report).expect("text")) {
            if let Some((_, behind)) = rest.split_once(&line) {
                rest = behind;
                continue;
            }
            // Addressees 主送 that are too many for the first page stand in the imprint.
            let text = line.trim_end_matches('：');
            assert!(
                text != line && printed.contains(text),
                "{name}: `{line}` is lost\n{printed}\n{}",
                made.toml
            );
        }
    }
}

/// Cells as people type them into Word.
fn cell() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "甲",
        "农业办",
        "1.5",
        "12%",
        "—",
        "\n",
        "\n",
        " ",
        "（一）",
        "1.",
        "{{x}}",
        "<",
        "^",
        "\\",
    ]);
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.concat().trim().to_owned())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    /// Tables with cells of several lines.
    #[test]
    fn tables_of_word_files_come_back(rows in (1_usize..5, 1_usize..6).prop_flat_map(|(columns, rows)| {
        prop::collection::vec(prop::collection::vec(cell(), columns), rows)
    })) {
        let quote = |text: &String| format!("{:?}", text.replace("{{", "\\{{").replace(['<', '^'], "x"));
        let rows: Vec<String> = rows
            .iter()
            .map(|row| format!("[{}]", row.iter().map(quote).collect::<Vec<_>>().join(", ")))
            .collect();
        let report = format!(
            "title = \"关于值班的通知\"\nissuer = \"某某镇人民政府\"\nopening = \"安排如下，请各村做好值班工作。\"\n\
             [general]\n[[general.sections]]\ntext = \"见表。各村按表值班，有事报告。\"\ntable = {{ rows = [[\"栏目\"], {}] }}\n",
            rows.join(", ")
        );
        let Ok(checked) = read::report(report.as_bytes(), Notation::Toml) else { return Ok(()) };
        let text = press().text(&checked.report).expect("text");
        let (made, printed) = imported(&press().docx(&checked.report).expect("a Word file"), "docx");
        prop_assert_eq!(lines(&printed).concat(), lines(&text).concat(), "{}", made.toml);
    }
}

/// Pieces of drafts, some of which only look like structure.
fn line() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "一、",
        "二、",
        "三、",
        "（一）",
        "（二）",
        "(三)",
        "1.",
        "2.",
        "2、",
        "1．",
        "（1）",
        "（2）",
        "①",
        "②",
        "一是",
        "二是",
        "第一，",
        "第二，",
        "总体要求",
        "重点任务",
        "加强领导。",
        "全年完成投资1.78亿元，",
        "新增23户31人；",
        "附件",
        "附件：",
        "附件1",
        "各乡镇人民政府：",
        "某某镇人民政府",
        "2025年2月18日",
        "（此件公开发布）",
        "抄送：县委办公室。",
        "某府发〔2025〕3号",
        "存在的问题",
        "下步工作打算",
        "一年来，我们强基铸魂，党建工作开新局。",
        "抓项目，以发展构建“创优型”某某。",
        "{{名字}}",
        "{名}",
        "｛｛",
        "\\",
        "\"引用\"",
        "'",
        "#",
        "<",
        "^",
        "&amp;",
        " ",
        "　",
        ",",
        ";",
        ":",
        "(",
        ")",
        "1. 2024年",
        "2024年",
        "3.5万亩",
        "=",
        "[",
        "]]",
        "注：",
        "特此报告。",
        "……",
        "——",
        "℃",
        "𠮷",
        "a b",
        "{{注：",
        "}}",
        "|",
        "-",
        "*",
        "~",
        "现将有关情况报告如下：",
        "关于某事的",
        "通知",
    ]);
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_character_of_a_random_draft_is_lost(drafted in prop::collection::vec(line(), 1..14)) {
        let draft = drafted.join("\n");
        let options = Options { keep_punctuation: true, ..Options::default() };
        let Ok(made) = import::draft(draft.as_bytes(), Some("txt"), &options) else {
            prop_assert!(draft.trim().is_empty(), "{draft}");
            return Ok(());
        };
        let checked = read::report(made.toml.as_bytes(), Notation::Toml);
        prop_assert!(checked.is_ok(), "{:?}\n{}", checked.err(), made.toml);
        let report = checked.expect("checked").report;
        let printed = own_lines(&made, &press().text(&report).expect("text"));
        // Letterhead and imprint stand around the text.
        let around = made.recognised.iter().any(|it| ["版头", "版记"].contains(&it.what.zh.as_str()));
        if !around {
            prop_assert_eq!(printed, lines(&draft), "{}", made.toml);
        }
    }
}

/// The figures of the fixture: 113, each with value, unit and qualifier.
#[test]
fn the_real_report_has_its_figures() {
    let draft = fs::read(root().join("fixtures/reports/jinjiang-2024.txt")).expect("a text");
    let (made, text) = imported(&draft, "txt");
    let own = read::report(made.toml.as_bytes(), Notation::Toml).expect("a report").report;
    let known = jinjiang();
    let amount = |figure: &gongwen::report::Figure| {
        format!("{}|{}|{:?}", figure.display_value(), figure.unit, figure.qualifier)
    };
    let mut left: Vec<String> = known.figures.iter().map(amount).collect();
    let all = left.len();
    assert_eq!(all, 113);
    let mut more = Vec::new();
    for figure in own.figures.iter().map(amount) {
        match left.iter().position(|it| *it == figure) {
            Some(at) => _ = left.swap_remove(at),
            None => more.push(figure),
        }
    }
    assert!(left.len() * 100 <= all, "not found: {left:?}\nbeyond: {more:?}\n{}", made.toml);
    // A number that the fixture uses twice under one name may be two here.
    assert!(more.len() <= 3, "beyond: {more:?}\n{}", made.toml);
    let sums = made.toml.lines().filter(|line| line.contains("sum_of = ")).count();
    assert_eq!(sums, 2, "{}", made.toml);
    assert_eq!(lines(text.split_once('\n').expect("a title").1), lines(&source()));
}

#[test]
fn figures_have_their_relations_and_can_be_left_out() {
    let draft = "某某镇2024年工作总结\n一、主要工作\n（一）抓财政\n财政收入2.80亿元，比上年的2.50亿元增长12%。\n（二）抓治理\n\
        受理信访事项80件，办结72件，办结率90%。新引进项目10个，其中农业项目4个、工业项目6个。发放高龄津贴70余万元。\n";
    let (made, text) = imported(draft.as_bytes(), "txt");
    assert_eq!(lines(&text), lines(draft), "{}", made.toml);
    for part in [
        "previous = 2.50",
        "rate_of = { numerator = \"办结\", denominator = \"受理信访事项\" }",
        "sum_of = [\"农业项目\", \"工业项目\"]",
        "{{高龄津贴=70余万元}}",
    ] {
        assert!(made.toml.contains(part), "{part} in\n{}", made.toml);
    }
    let options = Options { no_figures: true, ..Options::default() };
    let made = import::draft(draft.as_bytes(), Some("txt"), &options).expect("a report file");
    assert!(!made.toml.contains("{{") && !made.toml.contains("[figures]"), "{}", made.toml);
}

/// What a number is called reads as a person would call it.
#[test]
fn figures_have_names_that_read_well() {
    let draft = "某某镇2024年工作总结\n一、主要工作\n\
        （一）产业发展\n新建茶园1200亩，茶叶总产值达1.2亿元，同比增长8.6%，惠及412户。简报编发9期。\n\
        （二）生态治理\n林区辐射面积3.5万亩，河道辐射面积2万亩，每日清扫不少于2次，力争茶叶销售额突破1.4亿元。\n\
        （三）集体经济\n有3个村收入不足50万元。\n\
        （四）民生事业\n每千人拥有3岁以下婴幼儿托位4.6个，5G基站建成33座，65岁以上老年人体检1342人次。\n\
        （五）经济运行\n投资、消费增速分别增长3.4%、5.1%，农民人均收入和村集体收入分别为2.1万元、36万元。\n";
    let (made, text) = imported(draft.as_bytes(), "txt");
    assert_eq!(lines(&text), lines(draft), "{}", made.toml);
    for part in [
        "{{茶叶总产值增幅=8.6%}}",
        "{{惠及户数=412户}}",
        "{{每日清扫=2次}}",
        "{{茶叶销售额=1.4亿元}}",
        "{{村数=3个}}",
        // What would be doubted for ever stays text; a number that belongs to a name stays in it.
        "3岁以下婴幼儿托位4.6个，",
        "{{5G基站建成=33座}}",
        "{{65岁以上老年人体检=1342人次}}",
        "{{投资=3.4%}}、{{消费增速=5.1%}}",
        "{{农民人均收入=2.1万元}}、{{村集体收入=36万元}}",
    ] {
        assert!(made.toml.contains(part), "{part} in\n{}", made.toml);
    }
    for word in ["面积面积", "数量=", "突破=", "不足="] {
        assert!(!made.toml.contains(word), "{word} in\n{}", made.toml);
    }
}

/// Drafts in traditional characters and in English keep every word.
#[test]
fn other_languages_are_imported_as_they_are() {
    for draft in [
        "某某鎮關於開展環境整治的通知\n各村民委員會：\n現就有關事項通知如下。\n一、總體要求\n清理垃圾320噸。\n\
         二、工作任務\n（一）清理河道。清理河道12公里。\n（二）拆除違建。拆除違建36處。\n某某鎮人民政府\n2024年12月20日\n",
        "Annual Work Report\nIn 2024 the township built 12 km of roads and invested 3.8 million yuan.\n1. Industry\n\
         New tea gardens cover 1200 mu.\n2. Roads\nThe village road is open.\n",
    ] {
        let (made, text) = imported(draft.as_bytes(), "txt");
        assert_eq!(lines(&text), lines(draft), "{}", made.toml);
    }
}

/// Rules have chapters and articles, whatever spaces stand behind their ordinals.
#[test]
fn rules_have_their_chapters_and_articles() {
    let draft = "某某镇公厕管护办法\n为加强管护，制定本办法。\n第一章 总则\n第一条 本办法适用于全镇。\n第二条　村委会负责日常管护。\n\
        （一）每日清扫；\n（二）每周消毒。\n第二章  附则\n第三条 本办法自公布之日起施行。\n某某镇人民政府\n2024年12月20日\n";
    let (made, text) = imported(draft.as_bytes(), "txt");
    let wide = draft.replace("章  ", "章　").replace("章 ", "章　").replace("条 ", "条　");
    assert_eq!(lines(&text), lines(&wide), "{}", made.toml);
    assert!(made.toml.contains("levels = [\"章\", \"条\"]"), "{}", made.toml);
    assert!(made.recognised.iter().any(|it| it.what.zh == "规章：2 章，3 条"), "{:?}", made.recognised);
    assert_eq!(made.losses.count("“第X章”“第X条”后的空格，改成一个全角空格"), 4);
}
