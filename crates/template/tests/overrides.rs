//! Templates of the user: overriding, helpers, the lint, and what is wrong with bad ones.

use gongwen_core::Report;
use gongwen_core::report::{Prose, Segment};
use gongwen_document::{BlockKind, Diagnostic, Document, Source, plain_text};
use gongwen_template::{Templates, compose};

fn report() -> Report {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fixtures/reports/sample.toml");
    Report::from_toml(&std::fs::read_to_string(path).expect("the sample"))
        .unwrap_or_else(|found| panic!("{found}"))
}

fn templates(files: &[(&str, &str)]) -> Templates {
    Templates::with_overrides(files.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect())
}

fn run(body: &str) -> Result<String, Vec<Diagnostic>> {
    let document = format!("<document><p>{body}</p></document>");
    let document =
        compose(&report(), &templates(&[("mine.hbs", &document)]), "mine").map_err(|found| found.0)?;
    Ok(text(&document))
}

fn text(document: &Document) -> String {
    let text = |kind: &BlockKind| match kind {
        BlockKind::Paragraph { inlines, .. } => plain_text(inlines),
        _ => String::new(),
    };
    document.blocks.iter().map(|block| text(&block.kind)).collect::<Vec<_>>().join("\n")
}

/// `template:line:column code message (help)`, a finding a line.
fn tell(templates: &Templates, found: &[Diagnostic]) -> String {
    let line = |diagnostic: &Diagnostic| {
        let place = match &diagnostic.place.source {
            Source::Template(name) => {
                let source = templates.source(name).unwrap_or_default();
                let start = diagnostic.place.span.as_ref().map_or(0, |span| span.start);
                let (line, column) = gongwen_core::read::line_column(source, start);
                format!("{name}:{line}:{column}")
            }
            other => format!("{other:?}"),
        };
        let help = diagnostic.help.as_ref().map(|help| format!(" ({})", help.en)).unwrap_or_default();
        format!("{place} {} {}{help}", diagnostic.code, diagnostic.message.en)
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn helpers() {
    for (call, expected) in [
        ("{{ordinal 0}}", "一、"),
        ("{{ordinal 20 style=\"一是\"}}", "二十一是"),
        ("{{ordinal 9 style=\"（一）\"}}", "（十）"),
        ("{{ordinal 11 style=\"1.\"}}", "12."),
        ("{{ordinal 2 style=\"（1）\"}}", "（3）"),
        ("{{ordinal 2 style=\"第一，\"}}", "第三，"),
        ("{{ordinal 998}}", "九百九十九、"),
        (
            "{{#each elements.addressees}}{{ordinal @index style=\"一是\"}}{{this}}{{/each}}",
            "一是某某县人民政府",
        ),
        ("{{figure \"revenue\"}}", "2.80亿元"),
        ("{{figure \"population\"}}", "3万多人"),
        ("{{figure \"revenue\" part=\"previous\"}}", "2.5"),
        ("{{figure \"revenue\" part=\"label\"}}", "财政收入"),
        ("{{convert \"revenue\" to=\"万元\"}}", "28000万元"),
        ("{{convert \"non_tax\" to=\"亿元\"}}", "0.7亿元"),
        ("{{convert \"non_tax\" to=\"亿元\" digits=2}}", "0.70亿元"),
        ("{{convert 56100 from=\"元\" to=\"万元\"}}", "5.61万元"),
        ("{{convert \"56150\" from=\"元\" to=\"万元\" digits=2}}", "5.62万元"),
        ("{{convert \"-0.005\" from=\"元\" to=\"元\" digits=2}}", "-0.01元"),
        ("{{percent \"tax\" \"revenue\"}}", "75.0%"),
        ("{{percent \"non_tax\" \"revenue\" digits=0}}", "25%"),
        ("{{percent 64 78 digits=2}}", "82.05%"),
        ("{{change \"revenue\"}}", "同比增长12.0%"),
        ("{{change \"tax_share\" prefix=\"较上年\"}}", "较上年下降1.0个百分点"),
        ("{{figure \"revenue\" part=\"growth\"}}、{{figure \"revenue\" part=\"rate\"}}", "增长12.0%、101.8%"),
        ("{{figure \"jobs\" part=\"amount\"}}", "近1200"),
        ("{{change \"tax_share\" digits=0}}", "同比下降1个百分点"),
        ("{{change 1 1}}", "同比持平"),
        ("{{change 94.75 100 prefix=\"较上年\"}}", "较上年下降5.3%"),
        ("{{change 98.5 98 unit=\"%\"}}", "同比提高0.5个百分点"),
        ("{{#each figures}}{{#if @first}}{{change this digits=0}}{{/if}}{{/each}}", "同比增长12%"),
        ("{{date elements.issue_date}}", "2024年12月31日"),
        ("{{date \"2024-01-05\"}}", "2024年1月5日"),
        ("{{date \"2024-10-20\" style=\"二〇二四年\"}}", "二〇二四年十月二十日"),
        ("{{sum \"tax\" \"non_tax\"}}", "2.8亿元"),
        ("{{sum \"tax\" \"non_tax\" unit=\"万元\"}}", "28000万元"),
        ("{{sum 0.1 0.2}}", "0.3"),
        (
            "{{join elements.attachment_notes last=\"和\"}}",
            "2024年主要指标完成情况表、2025年重点项目计划表和2024年主要指标一览表",
        ),
        ("{{#with elements.issue_date}}{{text}}{{/with}}", "2024年12月31日"),
        ("{{#with elements.issue_date as |day|}}{{day.iso}}{{/with}}", "2024-12-31"),
        ("{{#if (eq year 2024)}}是{{else}}否{{/if}}", "是"),
        ("{{locality.short_name}}", "某某"),
    ] {
        assert_eq!(run(call).unwrap_or_else(|found| panic!("{call}: {found:?}")), expected, "{call}");
    }
}

#[test]
fn helpers_say_what_they_miss() {
    for (call, expected) in [
        ("{{ordinal 0 style=\"甲\"}}", "ordinal: the style `甲` must have one 一, 1 or ①"),
        ("{{ordinal}}", "ordinal: argument 1 is missing"),
        ("{{figure \"nobody\"}}", "figure: there is no figure `nobody`"),
        ("{{figure \"population\" part=\"previous\"}}", "figure: the figure has no previous"),
        (
            "{{figure \"revenue\" part=\"x\"}}",
            "figure: `part` cannot be x; it can be value, amount, unit, label, previous, growth, target, rate",
        ),
        ("{{convert \"revenue\" to=\"亩\"}}", "convert: `亿元` cannot be converted to `亩`"),
        ("{{convert \"revenue\"}}", "convert: `to` is missing, as to=\"亿元\""),
        ("{{convert \"revenue\" to=\"元\" digits=99}}", "convert: `digits` must be 0 to 12"),
        ("{{percent 1 0}}", "percent: division by zero"),
        ("{{change 1 0}}", "change: last year's number is not above 0"),
        ("{{change \"population\"}}", "change: there is no number for last year"),
        ("{{sum \"revenue\" \"population\"}}", "sum: `万人` cannot be converted to `亿元`"),
        ("{{date \"2024-02-30\"}}", "date: it takes a date, as elements.issue_date or \"2024-12-31\""),
        ("{{date elements.isue_date}}", "date: there is no value `elements.isue_date`"),
        ("{{join year}}", "join: it takes a list"),
    ] {
        let found = run(call).expect_err(call);
        assert_eq!((found[0].code, found[0].message.en.as_str()), ("template/helper", expected), "{call}");
    }
    // Its cause is the report, which has more items than can be numbered.
    assert_eq!(run("{{ordinal 999}}").expect_err("too many")[0].code, "report/too-many-items");
}

#[test]
fn the_lint_finds_what_strict_mode_lets_pass() {
    for (template, expected) in [
        (
            "{{#if yaer}}x{{/if}}",
            "mine:1:7 template/unknown-path there is no value `yaer` (did you mean `year`?)",
        ),
        (
            "{{year}}{{locality.nmae}}",
            "mine:1:11 template/unknown-path there is no value `locality.nmae` (did you mean `name`?)",
        ),
        (
            "{{#each achievements.areas}}\n  {{#each items}}{{name}}{{/each}}\n{{/each}}",
            "mine:2:20 template/unknown-path there is no value `name` (did you mean `../name`?)",
        ),
        (
            "{{#each figures}}{{year}}{{/each}}",
            "mine:1:20 template/unknown-path there is no value `year` (did you mean `../year`?)",
        ),
        (
            "{{#each figures as |one|}}{{one.lable}}{{/each}}",
            "mine:1:29 template/unknown-path there is no value `one.lable` (did you mean `label`?)",
        ),
        (
            "{{@index}}",
            "mine:1:3 template/unknown-path there is no value `@index` (`@index` stands only inside {{#each}})",
        ),
        (
            "{{#each figures}}{{@inedx}}{{/each}}",
            "mine:1:20 template/unknown-path there is no value `@inedx` (did you mean `@index`?)",
        ),
        (
            "{{../year}}",
            "mine:1:3 template/unknown-path there is no value `../year` (there are too many ../)",
        ),
        (
            "{{ordnial 0}}",
            "mine:1:3 template/unknown-helper there is no helper `ordnial` (did you mean `ordinal`?)",
        ),
        (
            "{{#if (eqq year 1)}}{{/if}}",
            "mine:1:8 template/unknown-helper there is no helper `eqq` (did you mean `eq`?)",
        ),
        (
            "{{ordinal 0 stile=\"一\"}}",
            "mine:1:13 template/unknown-option `ordinal` has no option `stile` (did you mean `style`?)",
        ),
        (
            "{{> partials/aera}}",
            "mine:1:5 template/unknown-partial there is no partial `partials/aera` (did you mean `partials/area`?)",
        ),
        (
            "{{#each year}}{{/each}}",
            "mine:1:9 template/not-a-list `year` is no list, `each` cannot go through it",
        ),
        ("{{#with figures}}{{/with}}", "mine:1:9 template/not-a-list `figures` is a list: use `each`"),
        (
            "{{#figures}}{{/figures}}",
            "mine:1:4 template/unknown-helper there is no helper `figures` (did you mean `#each figures`?)",
        ),
        (
            "{{elements.title}}",
            "mine:1:3 template/not-a-text `elements.title` is no text and cannot be printed (write `elements.title.text`)",
        ),
        (
            "{{{year}}}",
            "mine:1:1 template/unescaped {{{ }}} does not escape: a < or & in the report would break the document (write {{ }})",
        ),
        (
            "{{#ordinal 1}}{{/ordinal}}",
            "mine:1:4 template/not-a-block `ordinal` takes no block: write {{ordinal …}}, not {{#ordinal}}",
        ),
        (
            "{{#if year}}{{else if yera}}{{/if}}",
            "mine:1:23 template/unknown-path there is no value `yera` (did you mean `year`?)",
        ),
        (
            "{{#with elements}}{{> partials/lever}}{{/with}}",
            "partials/lever:2:4 template/unknown-path there is no value `grip`",
        ),
        ("{{#each figures}}{{../year}}{{this.label}}{{@first}}{{@root.year}}{{/each}}", ""),
        ("{{#with plan as |p|}}{{#each p.levers}}{{goal}}{{../year}}{{p.year}}{{/each}}{{/with}}", ""),
    ] {
        let templates = templates(&[("mine", template)]);
        let told = tell(&templates, &templates.check("mine"));
        let first = told.lines().next().unwrap_or_default();
        // The list of what there is grows with the view.
        assert!(
            first == expected || first.starts_with(&format!("{expected} (here there are")),
            "{template}\n{told}"
        );
    }
}

#[test]
fn the_lint_finds_markup_that_does_not_close() {
    for (template, expected) in [
        (
            "<document>\n  <p>一\n</document>",
            "mine:2:3 template/unclosed-element `<p>` is never closed (write `</p>` in the same file and the same {{#…}})",
        ),
        (
            "<document>{{#if year}}<p>{{/if}}</document>",
            "mine:1:23 template/unclosed-element `<p>` is never closed (write `</p>` in the same file and the same {{#…}})",
        ),
        ("<document></p></document>", "mine:1:11 template/markup `</p>` closes nothing"),
        (
            "<document><paragraph>x</paragraph></document>",
            "mine:1:11 markup/unknown-element there is no element `<paragraph>`",
        ),
        (
            "<document><div>x</div></document>",
            "mine:1:11 markup/unknown-element there is no element `<div>` (did you mean `<p>`?)",
        ),
        (
            "<document><p rol=\"note\">x</p></document>",
            "mine:1:14 markup/unknown-attribute `<p>` has no attribute `rol` (did you mean `role`?)",
        ),
        (
            "<document><p at=\"{{join elements.addressees sep=\">\"}}\">a < b</p></document>",
            "mine:1:58 template/markup `<` must be written `&lt;`",
        ),
        ("<document><p>a & b</p></document>", "mine:1:16 template/markup `&` must be written `&amp;`"),
        (
            "<document>{{!-- <p> --}}<!-- <p> --><p {{#if year}}role=\"note\"{{/if}}>\\{{x}}<br/></p></document>",
            "",
        ),
    ] {
        let templates = templates(&[("mine", template)]);
        let told = tell(&templates, &templates.check("mine"));
        assert_eq!(told, expected, "{template}");
        if !expected.is_empty() {
            let found = compose(&report(), &templates, "mine").expect_err(template).0;
            assert_eq!(tell(&templates, &found), expected, "composing {template}");
        }
    }
}

#[test]
fn bad_templates() {
    let ring = [
        ("mine", "{{> partials/a}}"),
        ("partials/a", "x\n{{> partials/b}}"),
        ("partials/b", "{{> partials/a}}"),
    ];
    let deep = "{{#if year}}".repeat(60) + &"{{/if}}".repeat(60);
    let chain = "{{#if year}}".to_owned() + &"{{else if year}}".repeat(60) + "{{/if}}";
    let brackets = format!("{{{{#if {}year{}}}}}{{{{/if}}}}", "(not ".repeat(100), ")".repeat(100));
    let long = "长".repeat(100_000);
    let steps: Vec<(String, String)> = (0..60)
        .map(|step| (format!("partials/s{step}"), format!("{{{{> partials/s{}}}}}", step + 1)))
        .chain([
            ("partials/s60".to_owned(), String::new()),
            ("mine".to_owned(), "{{> partials/s0}}".to_owned()),
        ])
        .collect();
    let steps: Vec<(&str, &str)> = steps.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    for (files, expected) in [
        (
            &[("mine", "{{> mine}}")][..],
            "mine:1:1 template/recursion the template includes itself: mine → mine",
        ),
        (
            &ring[..],
            "partials/b:1:1 template/recursion the template includes itself: partials/a → partials/b → partials/a",
        ),
        (&[("mine", deep.as_str())], "mine:1:577 template/too-deep the template nests deeper than 48"),
        (&[("mine", chain.as_str())], "mine:1:765 template/too-deep the template nests deeper than 48"),
        (&[("mine", brackets.as_str())], "mine:1:1 template/too-deep the template nests deeper than 48"),
        (&steps[..], "partials/s48:1:1 template/too-deep the template nests deeper than 48"),
        (&[("mine", long.as_str())], "mine:1:1 template/too-long the template is longer than 262144 bytes"),
        (
            &[("mine", "一\n{{#each figures}}x{{/if}}")],
            "mine:2:19 template/syntax helper \"each\" was opened, but \"if\" is closing (check that each {{ has its }}, and each {{#each}} or {{#if}} its {{/each}} or {{/if}})",
        ),
        (
            &[("mine", "{{#> partials/area}}x{{/partials/area}}")],
            "mine:1:1 template/unsupported partials with a block, {{#> }}, are not supported",
        ),
        (
            &[("mine", "{{> (lookup this \"x\")}}")],
            "mine:1:1 template/unsupported the name of a partial must be written out",
        ),
        (
            &[("mine", "{{#*inline \"x\"}}x{{/inline}}")],
            "mine:1:1 template/unsupported {{* }} and {{#* }} are not supported; write a partial as a file in the folder `partials`",
        ),
        (&[("mine", "x{{nobody}}")], "mine:1:2 template/missing-value the report has no value `nobody`"),
        (
            &[("mine", "x\n {{#with nobody}}{{/with}}")],
            "mine:2:2 template/missing-value the report has no value `nobody`",
        ),
        (&[("mine", "{{> nobody}}")], "mine:1:1 template/unknown-partial there is no partial `nobody`"),
        (&[("mine", "{{nobody 1}}")], "mine:1:1 template/unknown-helper there is no helper `nobody`"),
        (
            &[("other", "")],
            "Report template/unknown there is no template `mine` (templates there are: annual-report, annual-report-outline, general, letter, minutes, order, other, village-report, village-report-outline)",
        ),
    ] {
        let templates = templates(files);
        let found = templates.render("mine", &report()).expect_err(expected).0;
        let told = tell(&templates, &found);
        assert_eq!(told, expected);
    }
}

#[test]
fn a_template_cut_off_is_told_with_its_place() {
    let templates = templates(&[("mine", "<document>\n{{#each figures}}\n<p>{{label}}</p>\n")]);
    let found = templates.render("mine", &report()).expect_err("no end").0;
    assert_eq!(found[0].code, "template/syntax");
    assert!(found[0].place.span.is_some());
    assert!(found[0].help.is_some());
}

#[test]
fn output_is_bounded() {
    let long = "长".repeat(80_000);
    let body = format!(
        "{{{{#each figures}}}}{{{{#each ../figures}}}}{{{{#each ../../figures}}}}{long}{{{{/each}}}}{{{{/each}}}}{{{{/each}}}}"
    );
    let found = templates(&[("mine", &body)]).render("mine", &report()).expect_err("too much").0;
    assert_eq!(found[0].code, "template/too-much-output");
}

#[test]
fn the_deepest_template_that_is_allowed_fits_a_small_stack() {
    let body = "{{#each figures}}{{#if @first}}".repeat(24) + "x" + &"{{/if}}{{/each}}".repeat(24);
    let body = body.replace("{{#each figures}}", "{{#each @root.figures}}");
    let result = std::thread::Builder::new()
        .stack_size(2 * 1024 * 1024)
        .spawn(move || templates(&[("mine", &body)]).render("mine", &report()).map_err(|found| found.0))
        .unwrap()
        .join()
        .unwrap();
    assert_eq!(result.as_deref(), Ok("x"));
}

#[test]
fn hostile_values_come_out_as_themselves() {
    let hostile = "<p>一</p>{{year}}&amp;&]]>\"'<!-- x --><![CDATA[y]]>&#65;}}{{{z}}}\\{{";
    // A single line is a reference or nothing; braces in it are refused.
    let plain = hostile.replace("{{", "〔〔");
    let mut report = report();
    let prose =
        |path: &str| Prose { segments: vec![Segment::Text(hostile.into())], path: path.into(), span: None };
    report.elements.title = prose("title");
    report.opening = vec![prose("opening[0]")];
    report.elements.signatures = vec![plain.clone()];
    let gongwen_core::report::Body::Annual(annual) = &mut report.body else { panic!("an annual report") };
    let part = annual.achievements.as_mut().unwrap();
    part.areas[0].items[0].heading = prose("achievements.areas[0].items[0].heading");
    report.figures[0].label = plain.clone();
    report.figures[0].unit = plain.clone();
    // All figures, in their order.
    report.figures_table.as_mut().unwrap().groups.clear();
    for template in ["annual-report", "annual-report-outline"] {
        let document =
            compose(&report, &Templates::builtin(), template).unwrap_or_else(|found| panic!("{found}"));
        let found = |words: &str| text(&document).matches(words).count();
        assert_eq!((found(hostile), found(&plain)), (3, 2), "{template}");
        assert_eq!(document.properties.title, hostile);
        let tables = document.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some(table),
            _ => None,
        });
        for table in tables {
            assert_eq!(plain_text(&table.rows[1].cells[0].inlines), plain);
            assert_eq!(plain_text(&table.rows[1].cells[1].inlines), plain);
        }
    }
}

#[test]
fn a_control_character_is_told_with_its_field() {
    for hidden in ['\u{7}', '\u{202E}', '\u{0}'] {
        let mut report = report();
        report.opening[0].segments = vec![Segment::Text(format!("一{hidden}二").into())];
        let found = compose(&report, &Templates::builtin(), "annual-report").expect_err("refused").0;
        assert_eq!(found[0].code, "markup/character");
        assert_eq!(found[0].place.path, "opening");
        assert!(found[0].message.zh.contains("模板 annual-report 的输出第 4 行"), "{}", found[0].message.zh);
    }
}

#[test]
fn one_file_of_a_template_can_be_replaced() {
    let templates = templates(&[("partials/lever.hbs", "以{{means}}抓{{grip}}")]);
    let document = compose(&report(), &templates, "annual-report").unwrap();
    assert!(text(&document).contains("以项目建设抓产业。一是壮大主导产业。"), "{}", text(&document));
}
