//! Names in lists 姓名、机关名称 stay whole at the ends of lines; the author's own lines of a title are used.

use crate::common;

use common::{FONTS, lay_out, lines, paragraph};
use gongwen_document::{Document, Facts, Imprint, Letterhead, Role, Stylesheet};
use gongwen_layout::{Options, layout, wide_lines};

/// The lines of a paragraph, with names kept whole or as Word breaks them.
fn set(role: Role, text: &str, names: bool) -> Vec<String> {
    let mut style = Stylesheet::gbt9704();
    style.paragraph_mut(role).names &= names;
    let document = Document { blocks: vec![paragraph(role, text)], ..Document::default() };
    let made = layout(&document, &style, &FONTS, &Options::default()).expect("pages");
    made.pages.iter().flat_map(lines).map(|line| line.text).collect()
}

/// How many of these names some line does not hold whole.
fn cut(lines: &[String], names: &[&str]) -> usize {
    // Each line's end may part one.
    let mut counted: usize = names.len();
    for line in lines {
        counted -= line.split(['、', '：', '，']).filter(|piece| names.contains(piece)).count();
    }
    counted
}

#[test]
fn names_of_two_to_four_characters_are_not_parted() {
    let people = ["张某", "李某某", "欧阳某某", "王某某", "赵某", "钱某某", "司马某", "孙某某"];
    let (mut parted, mut parted_by_word, mut paragraphs) = (0, 0, 0);
    for first in 0..people.len() {
        for count in 9..60 {
            let names: Vec<&str> = people.iter().cycle().skip(first).take(count).copied().collect();
            let text = format!("出席：{}", names.join("、"));
            let (ours, word) = (set(Role::Attendance, &text, true), set(Role::Attendance, &text, false));
            // Pages end alike in both files.
            assert_eq!(ours.len(), word.len(), "{text}");
            assert_eq!(ours.concat(), text);
            paragraphs += 1;
            parted += cut(&ours, &names);
            parted_by_word += cut(&word, &names);
        }
    }
    // Only where a name kept whole would cost a line.
    assert!(parted_by_word > paragraphs && parted * 5 < parted_by_word, "{parted} of {parted_by_word}");
}

#[test]
fn a_longer_name_is_parted_between_words() {
    let names = ["某某县农业农村局", "某某县自然资源局", "某某县住房和城乡建设局", "某某县交通运输局"];
    let words = ["某某县", "农业农村局", "自然资源局", "住房和城乡建设局", "交通运输局"];
    let torn = |lines: &[String]| {
        let torn = |line: &&String| !words.iter().any(|word| line.starts_with(word));
        lines.iter().skip(1).filter(torn).count()
    };
    let (mut ours, mut by_word) = (0, 0);
    for first in 0..names.len() {
        for count in 3..16 {
            let names: Vec<&str> = names.iter().cycle().skip(first).take(count).copied().collect();
            let text = format!("{}：", names.join("、"));
            let (kept, word) = (set(Role::Addressees, &text, true), set(Role::Addressees, &text, false));
            assert_eq!(kept.len(), word.len(), "{text}");
            ours += torn(&kept);
            by_word += torn(&word);
        }
    }
    assert!(by_word > 50 && ours * 4 < by_word, "{ours} of {by_word}");
}

#[test]
fn recipients_in_the_imprint_are_names_too() {
    let recipients: Vec<String> =
        ["县委办", "县人大办", "县政协办"].iter().cycle().take(23).map(|it| (*it).to_owned()).collect();
    let imprint = Imprint { copy_recipients: recipients.clone(), ..Imprint::default() };
    let document = Document { blocks: vec![common::body(3)], imprint: Some(imprint), ..Document::default() };
    let made = lay_out(&document);
    let text: Vec<String> = made.pages.iter().flat_map(lines).map(|line| line.text).collect();
    let whole = text
        .iter()
        .flat_map(|line| line.trim_end_matches('。').split(['、', '：']))
        .filter(|piece| recipients.iter().any(|name| name == piece))
        .count();
    assert_eq!(whole, recipients.len(), "{text:?}");
}

fn titled(text: &str) -> (Vec<String>, Facts) {
    let document = Document { blocks: vec![paragraph(Role::Title, text)], ..Document::default() };
    let made = lay_out(&document);
    (lines(&made.pages[0]).into_iter().map(|line| line.text).collect(), made.facts)
}

#[test]
fn a_line_that_the_author_wants_is_broken_only_when_it_is_too_wide() {
    let (lines, facts) = titled("某某县⏎人民政府公告");
    assert_eq!((lines, facts.wide_lines.len()), (vec!["某某县".to_owned(), "人民政府公告".to_owned()], 0));
    let (lines, facts) = titled("某某县人民政府办公室⏎关于做好今冬明春森林防火和安全生产工作的紧急通知");
    assert_eq!(lines[0], "某某县人民政府办公室");
    assert_eq!(lines.len(), 3);
    let told = wide_lines(&facts);
    assert_eq!((told.len(), told[0].code), (1, "gbt9704/7.3.1"));
    assert!(told[0].message.zh.contains("关于做好今冬明春"), "{told:?}");
    // A title without lines of its author's is broken without a word.
    assert!(
        titled("某某县人民政府办公室关于做好今冬明春森林防火和安全生产工作的紧急通知")
            .1
            .wide_lines
            .is_empty()
    );
}

#[test]
fn a_mark_stands_in_the_lines_of_its_author() {
    let head = Letterhead {
        issuer_marks: vec!["某某自治州\n某某自治县人民政府".to_owned()],
        mark_suffix: "文件".to_owned(),
        ..Letterhead::default()
    };
    let document = Document { letterhead: Some(head), blocks: vec![common::body(3)], ..Document::default() };
    let made = lay_out(&document);
    let texts: Vec<&str> = made.facts.head.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["某某自治州", "某某自治县人民政府文件"]);
    assert!(made.facts.wide_lines.is_empty() && made.facts.mark_size.is_some());
}
