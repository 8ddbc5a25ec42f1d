//! Content of the pages: marked runs of glyphs at exact places, rules as filled rectangles.

use std::collections::BTreeMap;

use gongwen_core::Length;
use gongwen_fonts::FaceId;
use gongwen_layout::{Color as Ink, GlyphRun, Page, Pages, Rule};
use printpdf::{
    Codepoint, Color, DictItem, Greyscale, Mm, Op, PaintMode, PdfFontHandle, PdfPage, Pt, Rect, Rgb,
    TextItem, TextMatrix, WindingOrder,
};

use crate::structure::sections;
use crate::subset::Subset;

/// All pages as printpdf takes them.
pub(crate) fn pages(pages: &Pages, subsets: &BTreeMap<FaceId, Subset>) -> Vec<PdfPage> {
    let tags: Vec<&'static str> =
        pages.structure.iter().map(|node| crate::structure::tag(&node.kind)).collect();
    pages.pages.iter().map(|page| page_of(page, subsets, &tags)).collect()
}

fn page_of(page: &Page, subsets: &BTreeMap<FaceId, Subset>, tags: &[&'static str]) -> PdfPage {
    let mut ops = Vec::with_capacity(page.runs.len() * 4 + page.rules.len());
    let mut ink = None;
    for section in sections(page) {
        let Some(node) = section.node else {
            ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
            for run in &page.runs[section.runs] {
                show(run, page, subsets, &mut ink, &mut ops);
            }
            ops.push(Op::EndMarkedContent);
            continue;
        };
        let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(section.mcid))]);
        let tag = tags.get(node).copied().unwrap_or("Span").to_owned();
        ops.push(Op::BeginMarkedContentWithProperties { tag, properties: DictItem::Dict { map } });
        for run in &page.runs[section.runs] {
            show(run, page, subsets, &mut ink, &mut ops);
        }
        ops.push(Op::EndMarkedContent);
    }
    if !page.rules.is_empty() {
        ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
        for rule in &page.rules {
            color(rule.color, &mut ink, &mut ops);
            ops.push(rectangle(rule, page.height));
        }
        ops.push(Op::EndMarkedContent);
    }
    PdfPage::new(Mm(page.width.to_mm() as f32), Mm(page.height.to_mm() as f32), ops)
}

/// One run: a font, a place, and a `TJ` whose numbers put every glyph where layout wants it.
fn show(
    run: &GlyphRun,
    page: &Page,
    subsets: &BTreeMap<FaceId, Subset>,
    ink: &mut Option<Ink>,
    ops: &mut Vec<Op>,
) {
    let (Some(subset), Some(first)) = (subsets.get(&run.face), run.glyphs.first()) else { return };
    color(run.color, ink, ops);
    // A glyph that stands for two texts (one shape, two characters) cannot say both through ToUnicode.
    let text_of = |range: &std::ops::Range<usize>| run.text.get(range.clone()).unwrap_or_default();
    let ambiguous = run
        .glyphs
        .iter()
        .any(|glyph| subset.text.get(&glyph.id).is_none_or(|text| text != text_of(&glyph.text)));
    if ambiguous {
        let data =
            std::iter::once(0xFEFF).chain(run.text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let map = BTreeMap::from([("ActualText".to_owned(), DictItem::String { data, literal: false })]);
        ops.push(Op::BeginMarkedContentWithProperties {
            tag: "Span".to_owned(),
            properties: DictItem::Dict { map },
        });
    }
    ops.push(Op::StartTextSection);
    ops.push(Op::SetFont {
        font: PdfFontHandle::External(subset.id.clone()),
        size: Pt(run.size.to_pt() as f32),
    });
    let (x, y) = (first.x.to_pt() as f32, (page.height - run.baseline).to_pt() as f32);
    ops.push(Op::SetTextMatrix { matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]) });
    ops.push(Op::ShowText { items: vec![TextItem::GlyphIds(codepoints(run, subset))] });
    ops.push(Op::EndTextSection);
    if ambiguous {
        ops.push(Op::EndMarkedContent);
    }
}

fn codepoints(run: &GlyphRun, subset: &Subset) -> Vec<Codepoint> {
    let size = run.size.emu().max(1);
    let start = run.glyphs.first().map_or(Length::ZERO, |glyph| glyph.x);
    let mut codepoints = Vec::with_capacity(run.glyphs.len());
    // Where the pen is, in thousandths of the size; whole numbers, so that errors do not add up.
    let mut pen = 0;
    for (index, glyph) in run.glyphs.iter().enumerate() {
        let width = subset.width(glyph.id);
        let offset = run.glyphs.get(index + 1).map_or(0, |next| {
            let wanted = ((next.x - start).emu() * 2000 / size + 1).div_euclid(2);
            pen + width - wanted
        });
        pen += width - offset;
        codepoints.push(Codepoint {
            gid: subset.glyph(glyph.id),
            offset: offset as f32,
            cid: Some(subset.text.get(&glyph.id).cloned().unwrap_or_default()),
        });
    }
    codepoints
}

fn rectangle(rule: &Rule, height: Length) -> Op {
    let pt = |length: Length| Pt(length.to_pt() as f32);
    Op::DrawRectangle {
        rectangle: Rect {
            x: pt(rule.x),
            y: pt(height - rule.y - rule.height),
            width: pt(rule.width),
            height: pt(rule.height),
            mode: Some(PaintMode::Fill),
            winding_order: Some(WindingOrder::NonZero),
        },
    }
}

fn color(wanted: Ink, ink: &mut Option<Ink>, ops: &mut Vec<Op>) {
    if *ink == Some(wanted) {
        return;
    }
    *ink = Some(wanted);
    let col = match wanted {
        Ink::Black => Color::Greyscale(Greyscale { percent: 0.0, icc_profile: None }),
        Ink::Red => Color::Rgb(Rgb { r: 1.0, g: 0.0, b: 0.0, icc_profile: None }),
    };
    ops.push(Op::SetFillColor { col });
}
