//! What a house may have otherwise, on every form: the page number, bold headings, the face of digits and letters. Both
//! files say the same, and nothing else changes.

use gongwen::profile::Profile;
use gongwen::template::Templates;
use gongwen::{Fonts, Press, Settings};
use gongwen_document::style::ParagraphStyle;
use gongwen_layout::{Page, StructureKind};
use gongwen_tests::{every_fixture, press, tight, xml_part};

/// A press of the house that this profile is of.
fn house(profile: &str) -> Press {
    let style = Profile::parse(profile).unwrap_or_else(|error| panic!("{profile}: {error}")).style;
    let mut settings = Settings::default();
    settings.style = style;
    Press::with(Fonts::embedded(), Templates::builtin(), settings)
}

/// What is printed as the number of a page.
fn number(page: &Page) -> String {
    let runs = if page.upright_runs.is_empty() { &page.runs } else { &page.upright_runs };
    let lowest = runs.iter().filter(|run| run.node.is_none()).map(|run| run.baseline).max();
    runs.iter()
        .filter(|run| run.node.is_none() && Some(run.baseline) == lowest)
        .map(|run| run.text.as_str())
        .collect()
}

#[test]
fn every_form_of_the_page_number_is_on_every_page_and_in_every_foot() {
    for (form, before, between, behind) in [
        ("— 1 —", "— ", " —", None),
        ("- 1 -", "- ", " -", None),
        ("1", "", "", None),
        ("第1页", "第 ", " 页", None),
        ("第1页 共N页", "第 ", " 页 共 ", Some(" 页")),
        ("第1页，共N页", "第 ", " 页，共 ", Some(" 页")),
        ("1/N", "", " / ", Some("")),
    ] {
        let press = house(&format!("[page_number]\nform = \"{form}\"\n"));
        let mut numbered = 0;
        for (name, report) in every_fixture() {
            let printed = press.print(&report).unwrap_or_else(|error| panic!("{form}, {name}: {error}"));
            for (_, printed) in printed.all() {
                let count = printed.pages.pages.len();
                for page in &printed.pages.pages {
                    let Some(label) = &page.label else { continue };
                    let total = behind.map(|behind| format!("{count}{behind}")).unwrap_or_default();
                    assert_eq!(number(page), format!("{before}{label}{between}{total}"), "{form}, {name}");
                    numbered += 1;
                }
                let docx = printed.docx().expect("a Word file");
                for foot in 1..9 {
                    let Some(xml) = xml_part(&docx, &format!("word/footer{foot}.xml")) else { continue };
                    if !xml.contains(" PAGE ") {
                        continue;
                    }
                    let text = xml.split("<w:t xml:space=\"preserve\">").skip(1);
                    let text: Vec<&str> = text.filter_map(|rest| rest.split('<').next()).collect();
                    let wanted = match behind {
                        Some(behind) => vec![before, "1", between, "1", behind],
                        None => vec![before, "1", between],
                    };
                    // A lying page says it twice: for programs that know shapes, and for those that do not.
                    assert!(text.chunks(wanted.len()).all(|text| text == wanted), "{form}, {name}: {text:?}");
                    assert_eq!(xml.contains(" NUMPAGES "), behind.is_some(), "{form}, {name}");
                }
            }
        }
        assert!(numbered > 100, "{form}: {numbered} pages");
    }
}

#[test]
fn bold_headings_are_bold_in_both_files_and_stand_where_they_stood() {
    let standard = press();
    for (role, style, level) in [
        ("heading1", "Heading1", 1),
        ("heading2", "Heading2", 2),
        ("heading3", "Heading3", 3),
        ("title", "Title", 0),
    ] {
        let press = house(&format!("[roles.{role}]\nbold = true\n"));
        let mut bold = 0;
        for (name, report) in every_fixture() {
            let (plain, heavy) =
                (standard.print(&report).expect("pages"), press.print(&report).expect("pages"));
            let is_it = |kind: &StructureKind| match kind {
                StructureKind::Heading(own) => *own == level,
                StructureKind::Title => level == 0,
                _ => false,
            };
            for (old, new) in plain.pages.pages.iter().zip(&heavy.pages.pages) {
                assert_eq!(old.runs.len(), new.runs.len(), "{role}, {name}");
                for (old, new) in old.runs.iter().zip(&new.runs) {
                    assert_eq!((&old.glyphs, old.baseline), (&new.glyphs, new.baseline), "{role}, {name}");
                    let node = new.node.and_then(|node| heavy.pages.structure.get(node));
                    let wanted = node.is_some_and(|node| is_it(&node.kind));
                    // Attachments' titles are of that kind too, in a role of their own.
                    assert!(!new.bold || wanted, "{role}, {name}: {}", new.text);
                    bold += usize::from(new.bold);
                }
            }
            let styles = xml_part(&heavy.docx().expect("a Word file"), "word/styles.xml").expect("styles");
            let of = |id: &str| {
                let own = styles
                    .split("<w:style ")
                    .find(|it| it.contains(&format!("w:styleId=\"{id}\"")))
                    .expect(id);
                own.contains("<w:b/><w:bCs/>")
            };
            assert!(of(style) && styles.matches("<w:b/>").count() == 1, "{role}, {name}");
        }
        assert!(bold > 2, "{role}: {bold} runs");
    }
}

/// Filled and drawn along the outline with a pen of a thirtieth of the size; what follows is filled only.
#[test]
fn bold_is_drawn_with_a_rim_in_the_pdf_and_on_the_screen() {
    let press = house("[roles.heading1]\nbold = true\n");
    let report = gongwen_tests::jinjiang();
    let printed = press.print(&report).expect("pages");
    let pdf = lopdf::Document::load_mem(&printed.pdf().expect("a PDF")).expect("a PDF");
    let (mut on, mut off) = (0, 0);
    for page in pdf.get_pages().into_values() {
        let content = pdf.get_and_decode_page_content(page).expect("content");
        for operation in content.operations.iter().filter(|operation| operation.operator == "Tr") {
            match operation.operands[0].as_i64().expect("a number") {
                2 => on += 1,
                _ => off += 1,
            }
        }
    }
    let lines = printed.pages.pages.iter().flat_map(|page| &page.runs).filter(|run| run.bold).count();
    assert!(on >= 1 && on <= lines && off > 0 && off <= on, "{on} {off} {lines}");
    let size = printed.pages.pages.iter().flat_map(|page| &page.runs).find(|run| run.bold).expect("one").size;
    let rim = ParagraphStyle::rim(size).to_pt();
    let svgs: String = (0..printed.pages.pages.len())
        .map(|index| gongwen_svg::page(&printed.pages, index, press.fonts()))
        .collect();
    assert!(svgs.matches(&format!("stroke-width=\"{rim:.2}\"")).count() >= on, "{rim}");
    let plain = gongwen_tests::press();
    let plain = plain.print(&report).expect("pages");
    assert_eq!(tight(&plain.text()), tight(&printed.text()));
}

#[test]
fn digits_of_a_word_file_are_of_the_face_that_the_house_says() {
    let press = house("[text]\nlatin_face = \"Times New Roman\"\n");
    for (name, report) in every_fixture() {
        let printed = press.print(&report).expect("pages");
        let styles = xml_part(&printed.docx().expect("a Word file"), "word/styles.xml").expect("styles");
        for style in styles.split("<w:style ").filter(|style| style.contains("<w:rFonts ")) {
            let footer = style.contains("w:styleId=\"Footer\">");
            let latin = style.contains("w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\"");
            assert!(latin != footer, "{name}: {style}");
            assert!(!style.contains("w:eastAsia=\"Times New Roman\""), "{name}: {style}");
        }
        // Without the face, and one as wide, nothing moves in the PDF.
        let plain = gongwen_tests::press();
        assert_eq!(plain.print(&report).expect("pages").pages, printed.pages, "{name}");
    }
}
