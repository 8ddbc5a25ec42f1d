//! House profiles: what they change, what is refused, and that each departure is told with its clause.

use gongwen_core::profile::{Profile, departures};
use gongwen_document::style::{FaceRole, Stylesheet};
use gongwen_document::{Format, Length, Role};

fn codes(text: &str) -> Vec<(&'static str, String, String)> {
    let found = Profile::parse(text).expect_err(text);
    found
        .0
        .into_iter()
        .map(|found| {
            let span = found.place.span.clone().expect("a place in the text");
            let help = found.help.map_or(String::new(), |help| help.en);
            (found.code, text[span].to_owned(), help)
        })
        .collect()
}

#[test]
fn an_empty_profile_is_the_standard() {
    let profile = Profile::parse("").expect("a profile");
    assert_eq!(profile.style, Stylesheet::gbt9704());
    assert_eq!(departures(&profile.style), []);
}

#[test]
fn what_it_names_changes_and_nothing_else() {
    let text = "[letterhead.document]\nrule_thickness = \"1mm\"\n[roles.title]\nsize = \"小二\"\nface = \"黑体\"\n[page_number]\nside_indent = 1.5\n";
    let style = Profile::parse(text).expect("a profile").style;
    let mut expected = Stylesheet::gbt9704();
    expected.paragraph_mut(Role::Title).size = Length::pt(18);
    expected.paragraph_mut(Role::Title).face = FaceRole::HeiTi;
    expected.page_number.side_indent = 150;
    let gongwen_document::style::HeadRuleStyle::Single { thickness, .. } =
        &mut expected.letterhead_mut(Format::Document).rule
    else {
        panic!("a single rule")
    };
    *thickness = Length::mm(1);
    assert_eq!(style, expected);
    let told: Vec<_> = departures(&style)
        .into_iter()
        .map(|found| format!("{} {} {} {}", found.path, found.clause, found.standard, found.value))
        .collect();
    assert_eq!(
        told,
        [
            "page_number.side_indent 7.5 1 1.5",
            "letterhead.document.rule_thickness  0.5mm 1mm",
            "roles.title.face 7.3.1 小标宋 黑体",
            "roles.title.size 7.3.1 22pt 18pt",
        ]
    );
}

#[test]
fn roles_on_the_grid_follow_its_pitch() {
    let style = Profile::parse("[grid]\nline_pitch = \"28pt\"\n").expect("a profile").style;
    assert_eq!(style.paragraph(Role::Body).line_pitch, Length::pt(28));
    assert_eq!(
        style.paragraph(Role::Footnote).line_pitch,
        Stylesheet::gbt9704().paragraph(Role::Footnote).line_pitch
    );
    let paths: Vec<_> = departures(&style).into_iter().map(|found| found.path).collect();
    assert_eq!(paths, ["grid.line_pitch"]);
}

#[test]
fn the_profile_compiled_in_says_that_it_is_made_up() {
    for name in Profile::names() {
        let text = Profile::builtin(name).expect("a text");
        let profile = Profile::parse(text).expect("a profile");
        assert!(text.starts_with("# 示例") && profile.title.contains("示例"));
        let found = departures(&profile.style);
        assert!(found.len() >= 6, "{found:?}");
    }
}

#[test]
fn what_is_misspelt_is_told_with_the_near_one() {
    let found = codes(
        "[page]\ntop_margn = \"37mm\"\n[pge]\nwidth = \"1mm\"\n[roles.titel]\nsize = \"三号\"\n[page.width]\nx = 1\n",
    );
    let told: Vec<_> = found.iter().map(|(code, text, help)| (*code, text.as_str(), help.as_str())).collect();
    assert_eq!(
        told,
        [
            ("profile/unknown-key", "top_margn", "did you mean page.top_margin?"),
            ("profile/value", "[page.width]", ""),
            ("profile/unknown-key", "pge", "did you mean page?"),
            ("profile/unknown-key", "titel", "did you mean roles.title?"),
        ]
    );
}

#[test]
fn nonsense_is_refused() {
    for (text, code) in [
        ("[page]\nwidth = \"0mm\"", "profile/range"),
        ("[page]\nwidth = \"-10mm\"", "profile/range"),
        ("[page]\nwidth = 210", "profile/value"),
        ("[page]\nwidth = \"210cm\"", "profile/value"),
        ("[page]\nwidth = \"9999999999999999999mm\"", "profile/value"),
        ("[grid]\nlines = 0", "profile/range"),
        ("[grid]\nlines = 1.5", "profile/value"),
        ("[grid]\nlines = 40", "profile/does-not-fit"),
        ("[page]\nright_margin = \"60mm\"", "profile/does-not-fit"),
        ("[roles.body]\nsize = \"50pt\"", "profile/does-not-fit"),
        ("[roles.body]\nface = \"隶书\"", "profile/value"),
        ("[roles.body]\nfirst_line_indent = -2", "profile/range"),
        ("[roles.title]\nalign = \"中\"", "profile/value"),
        ("[imprint.document]\nprinting_line = \"no\"", "profile/value"),
        ("page = 3", "profile/unknown-key"),
        ("[page]\nwidth = ", "report/syntax"),
    ] {
        let found = Profile::parse(text).expect_err(text);
        let found: Vec<_> = found.0.iter().filter(|found| found.is_error()).map(|found| found.code).collect();
        assert!(found.contains(&code), "{text}: {found:?}");
    }
}

#[test]
fn lengths_are_written_in_millimetres_points_and_names_of_sizes() {
    let size = |text: &str| {
        let profile = Profile::parse(&format!("[roles.body]\nsize = \"{text}\"\n"));
        profile.unwrap_or_else(|found| panic!("{text}: {found}")).style.paragraph(Role::Body).size
    };
    for (text, points) in
        [("16pt", 1600), ("16磅", 1600), ("15.5 磅", 1550), ("三号", 1600), ("小五", 900), ("小六", 650)]
    {
        assert_eq!(size(text), Length::hundredths_pt(points), "{text}");
    }
    assert_eq!(size("5毫米"), size("5mm"));
    assert_eq!(codes("[roles.body]\nsize = \"16\"\n")[0].0, "profile/value");
}

#[test]
fn the_page_number_has_one_of_seven_forms() {
    for (text, before, behind, total) in [
        ("— 1 —", "— ", " —", None),
        ("-1-", "- ", " -", None),
        ("1", "", "", None),
        ("第1页", "第 ", " 页", None),
        ("第 1 页", "第 ", " 页", None),
        ("第1页共N页", "第 ", " 页 共 ", Some(" 页")),
        ("第 1 页 共 N 页", "第 ", " 页 共 ", Some(" 页")),
        ("第1页，共9页", "第 ", " 页，共 ", Some(" 页")),
        ("1/N", "", " / ", Some("")),
    ] {
        let profile = Profile::parse(&format!("[page_number]\nform = \"{text}\"\n")).expect("a profile");
        let number = &profile.style.page_number;
        assert_eq!((number.prefix, number.suffix, number.total), (before, behind, total), "{text}");
        let told = departures(&profile.style);
        assert_eq!(told.len(), usize::from(text != "— 1 —"), "{text}");
        // What is told of it can be written again.
        for found in told {
            let again = Profile::parse(&format!("[page_number]\nform = \"{}\"\n", found.value));
            assert_eq!(again.expect("a profile").style, profile.style, "{text}");
        }
    }
    let wrong = Profile::parse("[page_number]\nform = \"共1页\"\n").expect_err("no such form");
    assert!(wrong.0[0].message.zh.contains("\"第 1 页 共 N 页\""), "{}", wrong.0[0].message.zh);
}

#[test]
fn digits_have_a_face_of_their_own_and_headings_are_bold() {
    let text = "[text]\nlatin_face = \"Times New Roman\"\n[roles.heading3]\nbold = true\nsize = \"小三\"\n[roles.title]\nsize = \"20磅\"\n";
    let style = Profile::parse(text).expect("a profile").style;
    assert_eq!(style.text.latin_face, Some(gongwen_document::style::LatinFace::TimesNewRoman));
    assert!(style.paragraph(Role::Heading3).bold && !style.paragraph(Role::Heading2).bold);
    let told: Vec<_> = departures(&style)
        .into_iter()
        .map(|found| format!("{} {} {}", found.path, found.standard, found.value))
        .collect();
    assert_eq!(
        told,
        [
            "text.latin_face 随中文 Times New Roman",
            "roles.title.size 22pt 20pt",
            "roles.heading3.size 16pt 15pt",
            "roles.heading3.bold false true",
        ]
    );
    let own = Profile::parse("[text]\nlatin_face = \"随中文\"\n").expect("a profile");
    assert_eq!(own.style, Stylesheet::gbt9704());
    let wrong = Profile::parse("[text]\nlatin_face = \"Arial\"\n").expect_err("not known");
    assert!(wrong.0[0].message.zh.contains("Times New Roman"), "{}", wrong.0[0].message.zh);
    // Prose is never bold.
    assert_eq!(codes("[roles.body]\nbold = true\n")[0].0, "profile/unknown-key");
}
