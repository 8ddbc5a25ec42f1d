//! Report files: their text, where it stands in the file, and that nothing in them is called wrong.

use std::fs;
use std::path::{Path, PathBuf};

use gongwen_check::{Options, Part, Text, allowed, check};
use gongwen_core::Report;

fn fixtures(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures").join(folder);
    let mut found: Vec<_> =
        fs::read_dir(folder).expect("fixtures").map(|it| it.expect("a file").path()).collect();
    found.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    found.sort();
    found
}

#[test]
fn reports_of_ours_have_no_errors() {
    let mut count = 0;
    for path in ["reports", "forms"].into_iter().flat_map(fixtures) {
        let source = fs::read_to_string(&path).expect("UTF-8");
        let Ok(report) = Report::from_toml(&source) else { continue };
        let text = Text::from_report(&report, &source);
        let outcome = check(&text, &Options::arithmetic());
        let told: Vec<_> = outcome.findings.iter().map(|it| (it.code, &it.quote, &it.reason)).collect();
        assert!(told.is_empty(), "{}: {told:?}", path.display());
        count += 1;
    }
    assert!(count > 20, "{count}");
}

#[test]
fn the_real_report_is_read_as_its_text() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/reports");
    let plain = Text::from_plain(&fs::read_to_string(folder.join("jinjiang-2024.txt")).expect("UTF-8"));
    let outcome = check(&plain, &Options::arithmetic());
    assert_eq!(outcome.tally().fails, 0);
    assert!(outcome.tally().holds >= 5, "{:?}", outcome.tally());
    let part = |words: &str| plain.paragraphs.iter().find(|it| it.text.contains(words)).map(|it| it.part);
    assert_eq!(part("新增城镇低保"), Some(Part::Achievements));
    assert_eq!(part("经济结构有待优化"), Some(Part::Shortcomings));
    assert_eq!(part("招大引强"), Some(Part::Plan));
}

const SOURCE: &str = "title = \"某某镇2024年工作总结\"\nyear = 2024\nissuer = \"某某镇人民政府\"\nlocality = { name = \"某某镇\" }\n\
opening = \"全年新建站点{{total}}，其中甲类{{first}}、乙类12个。\"\n\
[figures]\ntotal = { label = \"站点\", value = 20, unit = \"个\" }\nfirst = { label = \"甲类\", value = 9, unit = \"个\" }\n";

#[test]
fn findings_stand_where_the_file_has_them() {
    let report = Report::from_toml(SOURCE).expect("a report");
    let text = Text::from_report(&report, SOURCE);
    let outcome = check(&text, &Options::arithmetic());
    let [finding] = outcome.findings.as_slice() else { panic!("{:?}", outcome.findings) };
    assert_eq!(finding.quote, "全年新建站点20个，其中甲类9个、乙类12个");
    let range = text.source_range(finding.span).expect("a place");
    assert_eq!(&SOURCE[range], "全年新建站点{{total}}，其中甲类{{first}}、乙类12个");
    let place = text.place(finding.span);
    assert_eq!((place.line, place.column, place.path.as_deref()), (5, 12, Some("opening")));
    let whole = text.source_range(finding.related[0].span).expect("a place");
    assert_eq!(&SOURCE[whole], "{{total}}");
}

#[test]
fn a_comment_lets_a_finding_stand_and_says_why() {
    let source = |comment: &str| SOURCE.replace("opening", &format!("{comment}\nopening"));
    let judge = |comment: &str| {
        let source = source(comment);
        let report = Report::from_toml(&source).expect("a report");
        let text = Text::from_report(&report, &source);
        let mut outcome = check(&text, &Options::arithmetic());
        let allowed = allowed(&mut outcome, &text);
        let told: Vec<&str> = allowed.told.iter().map(|it| it.code).collect();
        (outcome.findings.len(), allowed.count, told.join(" "))
    };
    assert_eq!(judge("# gongwen: allow figures/parts-sum 上级口径"), (0, 1, String::new()));
    assert_eq!(judge("# gongwen: allow figures/parts-sum"), (1, 0, "check/no-reason".into()));
    assert_eq!(judge("# gongwen: allow figures/rate 上级口径"), (1, 0, "check/unused-allow".into()));
    assert_eq!(judge("# 上级口径"), (1, 0, String::new()));
}

#[test]
fn a_fingerprint_survives_edits_elsewhere() {
    let print = |text: &str| {
        let text = Text::from_plain(text);
        check(&text, &Options::arithmetic()).findings.pop().map(|finding| finding.fingerprint)
    };
    let sentence = "新建20个，其中甲类9个、乙类12个。";
    let one = print(sentence);
    assert!(one.is_some());
    assert_eq!(one, print(&format!("总结\n前面还有一句。{sentence}后面也有。")));
    assert_ne!(one, print("新建20个，其中甲类9个、乙类13个。"));
}
