//! Whole documents: what is read is laid out, and what is laid out stands where it should and makes both files.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use arbitrary::Unstructured;
use gongwen::document::{BlockKind, Document, plain_text};
use gongwen::template::{Templates, compose, markup as station, view::Spans};
use gongwen::{Error, MissingGlyph, Pages, Press, Report, Settings, Source, Stylesheet};
use gongwen_layout::{Options, layout, measure};

use crate::{FONTS, holds, refused, report};

const MARKED: Options = Options { missing_glyph: MissingGlyph::Mark };

static PRESSES: LazyLock<[Press; 2]> = LazyLock::new(|| {
    [false, true].map(|fit| {
        let mut settings = Settings::default();
        settings.fit = fit;
        Press::with(gongwen::Fonts::embedded(), Templates::builtin(), settings)
    })
});

/// A report that passed its checks has a text or is refused with a reason.
pub(crate) fn text(report: &Report, length: usize) {
    match PRESSES[0].text(report) {
        Ok(text) => assert!(!text.trim().is_empty()),
        Err(Error::Input(found)) => refused(&found, length),
        Err(other) => panic!("{other}"),
    }
}

/// A small document in another form.
pub(crate) fn in_form(style: &Stylesheet) {
    static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
        let report = Report::from_toml(report::SAMPLE).expect("a report");
        PRESSES[0].document(&report).expect("a document")
    });
    laid_out(&DOCUMENT, style, usize::MAX);
}

/// A random report, which is refused with a reason or stands on its pages without a fault.
pub fn documents(bytes: &[u8]) {
    let mut bytes = Unstructured::new(bytes);
    let Ok(fit) = bytes.arbitrary::<bool>() else { return };
    let Ok(source) = report::random(&mut bytes) else { return };
    let report = match gongwen::read::report(source.as_bytes(), gongwen::read::Notation::Toml) {
        Ok(checked) => {
            holds(&checked.warnings, source.len());
            checked.report
        }
        Err(found) => return refused(&found, source.len()),
    };
    let press = &PRESSES[usize::from(fit)];
    let printed = match press.print(&report) {
        Ok(printed) => printed,
        Err(Error::Input(found)) => return refused(&found, source.len()),
        Err(other) => panic!("{other}\n{source}"),
    };
    holds(&printed.warnings, source.len());
    for (_, printed) in printed.all() {
        stands(&printed.document, &printed.pages);
        printed.pdf().expect("a PDF");
        printed.docx().expect("a Word file");
    }
    let word = press.word(&report).expect("a Word file");
    assert_eq!(Some(word.pages), printed.pages.facts.pages, "measured and drawn\n{source}");
}

/// Markup as a template may write it.
pub fn markup(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    match station::parse(text, &Spans::default()) {
        Ok(document) => laid_out(&document, &Stylesheet::gbt9704(), bytes.len()),
        Err(found) => refused(&found, bytes.len()),
    }
}

/// A template of the user's own.
pub fn templates(bytes: &[u8]) {
    static REPORT: LazyLock<Report> = LazyLock::new(|| Report::from_toml(report::SAMPLE).expect("a report"));
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let templates = Templates::with_overrides(vec![("mine".to_owned(), text.to_owned())]);
    // What a partial of ours says of the place where it is called stands in the partial.
    let (mine, ours): (Vec<_>, Vec<_>) = templates
        .check("mine")
        .into_iter()
        .partition(|it| it.place.source == Source::Template("mine".to_owned()));
    holds(&mine, bytes.len());
    holds(&ours, usize::MAX);
    if let Err(found) = compose(&REPORT, &templates, "mine") {
        assert!(found.0.iter().any(gongwen::Diagnostic::is_error), "{found:?}");
    }
}

/// Lays a document out and looks at it; what does not fit is among its misfits.
fn laid_out(document: &Document, style: &Stylesheet, length: usize) {
    let pages = match layout(document, style, &FONTS, &MARKED) {
        Ok(pages) => pages,
        Err(found) => return refused(&found, length),
    };
    holds(&pages.misfits, length);
    let measured = measure(document, style, &FONTS, &MARKED).expect("what was drawn can be measured");
    assert_eq!(measured.facts, pages.facts, "measured and drawn");
    if pages.misfits.iter().any(gongwen::Diagnostic::is_error) {
        return;
    }
    stands(document, &pages);
    gongwen_docx::render(document, style, &pages.facts).expect("a Word file");
}

/// Nothing is off the paper, and all text of the paragraphs is on it.
fn stands(document: &Document, pages: &Pages) {
    let mut left: BTreeMap<char, i64> = BTreeMap::new();
    for block in &document.blocks {
        if let BlockKind::Paragraph { inlines, .. } = &block.kind {
            let text = plain_text(inlines);
            for character in text.chars().filter(|it| !it.is_whitespace() && !it.is_control()) {
                *left.entry(character).or_default() += 1;
            }
        }
    }
    for page in &pages.pages {
        for run in page.runs.iter().chain(&page.upright_runs) {
            for character in run.text.chars() {
                if let Some(count) = left.get_mut(&character) {
                    *count -= 1;
                }
            }
        }
        for run in &page.runs {
            assert!(run.baseline.emu() > 0 && run.baseline < page.height, "{run:?}");
            for glyph in &run.glyphs {
                let right = glyph.x + glyph.advance;
                // An empty glyph may hang over.
                let inside = glyph.x.emu() >= 0 && right <= page.width;
                assert!(inside, "{} off the page: {run:?}", &run.text[glyph.text.clone()]);
            }
        }
    }
    let marks = pages.missing.len();
    left.retain(|_, count| *count > 0);
    assert!(left.is_empty() || marks > 0, "not on the pages: {left:?}");
    assert!(!pages.misfits.iter().any(gongwen::Diagnostic::is_error), "{:?}", pages.misfits);
}
