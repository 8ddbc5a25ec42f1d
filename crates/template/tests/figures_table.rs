//! The table of figures 指标一览表: which figures it shows, in which columns, and that no target is printed as a result;
//! growth 同比 is the same in the table, in charts and in prose (示例数据).

use gongwen_core::Report;
use gongwen_document::Diagnostics;
use gongwen_template::{Templates, compose};

const FIGURES: &str = "
income = { label = '财政收入', value = 1.78, unit = '亿元', previous = 1.66, target = 1.80 }
people = { label = '总人口', value = 5000, unit = '人', qualifier = '余', previous = 4800 }
share = { label = '税收占比', value = 75.25, unit = '%', previous = 75.21 }
roads = { label = '新修道路', value = 12.5, unit = '公里' }
";

fn source(table: &str, figures: &str) -> String {
    let opening = "opening = '财政收入{{income}}，{{income.同比}}；{{people}}、{{share}}、{{roads}}。'";
    format!(
        "title = '某某镇2024年工作总结'\nyear = 2024\nissuer = '某某镇人民政府'\nlocality = {{ name = '某某镇' }}\n\
         {opening}\n[plan]\nopening = '明年收入力争{{{{aim}}}}。'\n[figures_table]\n{table}\n[figures]\n\
         aim = {{ label = '财政收入', value = 2.0, unit = '亿元' }}\n{figures}"
    )
}

/// The rows of the table of figures as the document has them.
fn rows(report: &Report) -> Vec<Vec<String>> {
    let composed = compose(report, &Templates::builtin(), "annual-report").expect("a document");
    let table = composed.blocks.iter().find_map(|block| match &block.kind {
        gongwen_document::BlockKind::Table(table) => Some(table),
        _ => None,
    });
    let rows = table.into_iter().flat_map(|table| &table.rows);
    rows.map(|row| row.cells.iter().map(|cell| gongwen_document::plain_text(&cell.inlines)).collect())
        .collect()
}

fn shown(table: &str) -> Vec<Vec<String>> {
    rows(&Report::from_toml(&source(table, FIGURES)).unwrap_or_else(|found| panic!("{table}: {found:?}")))
}

fn codes(source: &str) -> Vec<(&'static str, String)> {
    let found = match gongwen_core::read::report(source.as_bytes(), gongwen_core::read::Notation::Toml) {
        Ok(checked) => checked.warnings,
        Err(Diagnostics(found)) => found,
    };
    found.into_iter().map(|found| (found.code, found.place.path.to_string())).collect()
}

#[test]
fn columns_are_those_that_a_figure_has() {
    for (chosen, head) in [
        ("figures = ['income']", "指标 单位 2024年 2023年 同比变化 目标 完成率"),
        ("figures = ['people']", "指标 单位 2024年 2023年"),
        ("figures = ['roads']", "指标 单位 2024年"),
        ("figures = ['share', 'roads']", "指标 单位 2024年 2023年 同比变化"),
    ] {
        assert_eq!(shown(chosen)[0].join(" "), head, "{chosen}");
    }
}

#[test]
fn the_list_chooses_and_orders_and_groups_have_rows_of_their_own() {
    let table = "figures = ['roads']\n[[figures_table.groups]]\nheading = '一、财政'\nfigures = ['share', 'income']\n\
                 [[figures_table.groups]]\nheading = '二、人口{{people}}'\nfigures = ['people']";
    let rows = shown(table);
    let rows: Vec<String> = rows.iter().map(|row| row.join(" ")).collect();
    assert_eq!(
        rows,
        [
            "指标 单位 2024年 2023年 同比变化 目标 完成率",
            "新修道路 公里 12.5 — — — —",
            "一、财政",
            "税收占比 % 75.25 75.21 提高0.04个百分点 — —",
            "财政收入 亿元 1.78 1.66 增长7.2% 1.80 98.9%",
            "二、人口5000余人",
            "总人口 人 5000余 4800 — — —",
        ]
    );
}

#[test]
fn a_target_of_the_next_year_is_never_in_it() {
    let rows = shown("title = '指标表'");
    assert!(rows.iter().all(|row| !row.contains(&"2.0".to_owned())), "{rows:?}");
    assert_eq!(rows.len(), 5);
    let told = codes(&source("", FIGURES));
    assert_eq!(told, [("figures-table/target", "figures_table".to_owned())]);
    let told = codes(&source("figures = ['income', 'aim']", FIGURES));
    assert_eq!(told, [("figures-table/target", "figures_table.figures[1]".to_owned())]);
    let group = "[[figures_table.groups]]\nheading = '一'\nfigures = ['aim']";
    let told = codes(&source(group, FIGURES));
    assert_eq!(told, [("figures-table/target", "figures_table.groups[0].figures[0]".to_owned())]);
    // Nor is one that its label calls so, wherever it is named.
    for label in ["道路建设目标", "2025年新修道路"] {
        let told = codes(&source("figures = ['roads']", &FIGURES.replace("新修道路", label)));
        assert_eq!(told, [("figures-table/target", "figures_table.figures[0]".to_owned())], "{label}");
    }
}

#[test]
fn names_that_are_no_figures_and_names_twice_are_told() {
    let told = |table: &str| codes(&source(table, FIGURES));
    assert_eq!(
        told("figures = ['income', 'incom', 'income']"),
        [
            ("figures/undefined", "figures_table.figures[1]".to_owned()),
            ("figures-table/twice", "figures_table.figures[2]".to_owned())
        ]
    );
    let group = "[[figures_table.groups]]\nheading = '一'\nfigures = []";
    assert_eq!(told(group), [("report/blank", "figures_table.groups[0].figures".to_owned())]);
}

#[test]
fn what_only_the_table_shows_is_used() {
    let more = format!("{FIGURES}trees = {{ label = '植树', value = 3, unit = '万株' }}\n");
    for table in ["", "figures = ['trees']"] {
        let told = codes(&source(table, &more));
        assert!(!told.iter().any(|(code, _)| *code == "figures/unused"), "{table}: {told:?}");
    }
    assert_eq!(
        codes(&source("figures = ['income']", &more)),
        [("figures/unused", "figures.trees".to_owned())]
    );
}

const STATED: &str = "growth = { label = '财政收入增速', value = 7.4, unit = '%', growth_of = 'income' }\n";

#[test]
fn a_stated_growth_is_what_table_prose_and_chart_print() {
    let source = source("title = '表'", &format!("{FIGURES}{STATED}"));
    let source = format!(
        "{source}[[attachments]]\ntitle = '图'\n[[attachments.sections]]\nchart = {{ kind = '对比', figures = ['income'] }}\n"
    );
    let report = Report::from_toml(&source).expect("a report");
    let composed = compose(&report, &Templates::builtin(), "annual-report").expect("a document");
    let text = gongwen_document::to_text(&composed);
    assert!(text.contains("财政收入1.78亿元，同比增长7.4%；"), "{text}");
    assert_eq!(text.matches("7.4%").count(), 3, "{text}");
    assert!(!text.contains("7.2%"), "{text}");
    // Its growth stands beside the figure: it has no row of its own.
    assert!(!text.contains("财政收入增速"), "{text}");
}

#[test]
fn growth_is_one_wherever_it_is_printed() {
    for (figure, stated, growth) in [
        ("value = 1.78, previous = 1.66, unit = '亿元'", "", "增长7.2%"),
        ("value = 1.66, previous = 1.78, unit = '亿元'", "", "下降6.7%"),
        ("value = 1.66, previous = 1.66, unit = '亿元'", "", "持平"),
        ("value = 98.50, previous = 98.55, unit = '%'", "", "下降0.05个百分点"),
        ("value = 98, previous = 97, unit = '%'", "", "提高1.0个百分点"),
        ("value = 1.66, unit = '亿元'", "value = -3.4, unit = '%'", "下降3.4%"),
        ("value = 1.66, unit = '亿元'", "value = 3, unit = '%', qualifier = '近'", "增长近3%"),
        ("value = 1.66, unit = '亿元', qualifier = '约'", "value = 3, unit = '%'", "增长3%"),
        ("value = 1.66, previous = 1.65, unit = '亿元'", "value = 0.0, unit = '%'", "基本持平"),
        ("value = 98, previous = 97.2, unit = '%'", "value = 0.8, unit = '百分点'", "提高0.8个百分点"),
    ] {
        let mut figures = format!("{FIGURES}x = {{ label = '甲', {figure} }}\n");
        if !stated.is_empty() {
            figures.push_str(&format!("g = {{ label = '甲增速', {stated}, growth_of = 'x' }}\n"));
        }
        let source = source("figures = ['x']", &figures).replace("财政收入{{income}}，", "甲{{x.同比}}，");
        let report = Report::from_toml(&source).unwrap_or_else(|found| panic!("{figure}: {found:?}"));
        let composed = compose(&report, &Templates::builtin(), "annual-report").expect("a document");
        let text = gongwen_document::to_text(&composed);
        assert!(text.contains(&format!("甲同比{growth}，")), "{figure}: {text}");
        let rows = rows(&report);
        assert!(rows[1].contains(&growth.to_owned()), "{figure}: {rows:?}");
    }
}

/// A row of a table that lacks a figure of the list: it goes, and is told; a table without any goes as a whole.
#[test]
fn rows_that_lack_figures_of_the_table() {
    use gongwen_core::read::{self, Notation};
    use gongwen_core::report::{Fill, Given};
    let source = |table: &str| {
        format!(
            "title = '某某村情况'\nyear = 2024\nissuer = '某某村民委员会'\nopening = '如下。'\n[general]\n[batch]\nkey = '代码'\n\
             [figures_table]\n{table}\n[figures]\npeople = {{ label = '人口', unit = '人' }}\n\
             income = {{ label = '收入', unit = '万元' }}\n"
        )
    };
    let filled = |table: &str, given: [Option<i64>; 2]| {
        let (form, _) = read::form(source(table).as_bytes(), Notation::Toml).expect("a form");
        let figures = given.map(|value| value.map_or(Given::Missing, |value| Given::Value(value.into())));
        let fill = Fill { figures: figures.to_vec(), ..Fill::default() };
        let filled = form.fill(&fill).expect("a report");
        let told: Vec<_> = filled.told.iter().map(|gap| (gap.diagnostic.code, gap.ids.join(","))).collect();
        (rows_of(&filled.report), told)
    };
    let chosen = "figures = ['income', 'people']";
    assert_eq!(filled(chosen, [Some(820), Some(12)]).0, ["指标 单位 2024年", "收入 万元 12", "人口 人 820"]);
    assert_eq!(
        filled(chosen, [Some(820), None]),
        (
            vec!["指标 单位 2024年".to_owned(), "人口 人 820".to_owned()],
            vec![("rows/missing-in-table", "income".to_owned())]
        )
    );
    let (rows, told) = filled(chosen, [None, None]);
    assert_eq!((rows.len(), told.len()), (0, 3));
    // Nobody chose: what is not there is not listed.
    assert_eq!(filled("", [Some(820), None]).1, []);
    assert_eq!(filled("", [None, None]).1, [("rows/missing-in-table", String::new())]);
}

fn rows_of(report: &Report) -> Vec<String> {
    let composed = compose(report, &Templates::builtin(), "general").expect("a document");
    let table = composed.blocks.iter().find_map(|block| match &block.kind {
        gongwen_document::BlockKind::Table(table) => Some(table),
        _ => None,
    });
    let rows = table.into_iter().flat_map(|table| &table.rows);
    let cells = |row: &gongwen_document::Row| -> Vec<String> {
        row.cells.iter().map(|cell| gongwen_document::plain_text(&cell.inlines)).collect()
    };
    rows.map(|row| cells(row).join(" ")).collect()
}
