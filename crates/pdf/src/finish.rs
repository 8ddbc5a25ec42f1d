//! The pass over the lopdf document: everything printpdf does not write, compression, and the bytes.

use gongwen_document::{Orientation, style::em_box};
use gongwen_layout::{GlyphRun, Page, Pages, StructureKind};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use sha2::{Digest, Sha256};

use crate::compress::Compressor;
use crate::error::Fault;
use crate::images::{self, Images};
use crate::structure::Tree;
use crate::subset::Subsets;
use crate::{icc, metadata, outline, subset};

/// Level of the compression. Outlines hardly shrink any more beyond it: level 4 takes a third longer for 2 %.
const LEVEL: u32 = 2;

/// Completes the document that printpdf began: content, fonts, pictures, structure, links, outline, metadata and
/// identifier.
pub(crate) fn complete(
    mut document: Document,
    pages: &Pages,
    subsets: &Subsets<'_>,
    contents: Vec<Vec<u8>>,
    images: &Images,
) -> Result<Document, Fault> {
    document.version = "1.7".to_owned();
    let page_ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    let identity = identity(&contents, subsets, pages);
    for (id, content) in page_ids.iter().zip(contents) {
        let stream = document.get_dictionary(*id)?.get(b"Contents")?.as_reference()?;
        document.objects.insert(stream, Object::Stream(Stream::new(Dictionary::new(), content)));
    }
    subset::complete_descriptors(&mut document, subsets);
    images::embed(images, &mut document)?;

    let mut tree = Tree::new(pages, images, &mut document);
    for (index, (page, id)) in pages.pages.iter().zip(&page_ids).enumerate() {
        let annotations = links(page, index, &mut tree, pages, &page_ids, &mut document);
        let dictionary = document.get_dictionary_mut(*id)?;
        dictionary.remove(b"Annots");
        if !annotations.is_empty() {
            dictionary.set("Annots", annotations);
        }
        if page.orientation == Orientation::Landscape {
            // Clockwise: what is at the left edge of the sheet is at the top when it is read.
            dictionary.set("Rotate", 90);
        }
        dictionary.set("Tabs", "S");
        dictionary.set("StructParents", i64::try_from(index).unwrap_or(0));
    }
    let structure = tree.write(pages, &page_ids, &mut document);
    let outlines = outline::write(pages, &page_ids, &mut document);
    let intent = output_intent(&mut document);
    let mut packet = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        metadata::xmp(&pages.properties).into_bytes(),
    );
    packet.allows_compression = false;
    let packet = document.add_object(packet);

    let catalog = document.catalog_mut()?;
    catalog.remove(b"PageLayout");
    catalog.set("PageMode", if outlines.is_some() { "UseOutlines" } else { "UseNone" });
    catalog.set("Lang", Object::string_literal("zh-CN"));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("StructTreeRoot", structure);
    catalog.set("PageLabels", outline::labels(&pages.pages));
    catalog.set("Metadata", packet);
    catalog.set("OutputIntents", vec![Object::Dictionary(intent)]);
    if let Some(outlines) = outlines {
        catalog.set("Outlines", outlines);
    }

    let info = document.trailer.get(b"Info").and_then(Object::as_reference)?;
    document.objects.insert(info, Object::Dictionary(metadata::info(&pages.properties)));
    let part = Object::String(identity.to_vec(), lopdf::StringFormat::Hexadecimal);
    document.trailer.set("ID", vec![part.clone(), part]);
    Ok(document)
}

/// Compresses the document and serialises it.
pub(crate) fn write(mut document: Document) -> Result<Vec<u8>, Fault> {
    compress(&mut document)?;
    let mut bytes = Vec::with_capacity(256 << 10);
    document.save_to(&mut bytes)?;
    Ok(bytes)
}

/// The file's identifier follows from what it shows and says.
fn identity(contents: &[Vec<u8>], subsets: &Subsets<'_>, pages: &Pages) -> [u8; 16] {
    let mut hash = Sha256::new();
    for content in contents {
        hash.update(content);
    }
    for subset in subsets.values() {
        hash.update(&subset.name);
    }
    hash.update(metadata::xmp(&pages.properties));
    let mut identity = [0; 16];
    identity.copy_from_slice(&hash.finalize()[..16]);
    identity
}

fn output_intent(document: &mut Document) -> Dictionary {
    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));
    dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFA1",
        "OutputConditionIdentifier" => Object::string_literal("sRGB"),
        "RegistryName" => Object::string_literal("http://www.color.org"),
        "Info" => Object::string_literal("sRGB IEC61966-2.1"),
        "DestOutputProfile" => profile,
    }
}

/// A link annotation for each line of a link, tied to its element.
fn links(
    page: &Page,
    index: usize,
    tree: &mut Tree,
    pages: &Pages,
    page_ids: &[ObjectId],
    document: &mut Document,
) -> Vec<Object> {
    let mut annotations = Vec::new();
    for (node, first, last) in linked(page, pages) {
        let kind = pages.structure.get(node).map(|node| &node.kind);
        let Some((says, action)) = kind.and_then(|kind| target(kind, pages, page_ids)) else { continue };
        let id = document.new_object_id();
        let Some(key) = tree.add_annotation(node, index, id) else { continue };
        let annotation = dictionary! {
            "Type" => "Annot",
            "Subtype" => "Link",
            "Rect" => rectangle(first, last, page),
            "Border" => vec![0.into(), 0.into(), 0.into()],
            "F" => 4,
            "Contents" => metadata::text_string(&says),
            "StructParent" => key,
            "A" => action,
        };
        document.objects.insert(id, Object::Dictionary(annotation));
        annotations.push(Object::Reference(id));
    }
    annotations
}

/// The first and the last run of each line of a link, with its node.
fn linked<'p>(page: &'p Page, pages: &Pages) -> Vec<(usize, &'p GlyphRun, &'p GlyphRun)> {
    let mut lines: Vec<(usize, &GlyphRun, &GlyphRun)> = Vec::new();
    for run in &page.runs {
        let Some(node) = run.node else { continue };
        match pages.structure.get(node).map(|node| &node.kind) {
            Some(StructureKind::Link(_)) if run.link.is_some() => {}
            Some(StructureKind::HeadingLink(_)) => {}
            _ => continue,
        }
        match lines.last_mut() {
            Some((same, _, last)) if *same == node && last.baseline == run.baseline => *last = run,
            _ => lines.push((node, run, run)),
        }
    }
    lines
}

/// Where a link goes: in words, and for the reader.
fn target(kind: &StructureKind, pages: &Pages, page_ids: &[ObjectId]) -> Option<(String, Dictionary)> {
    match kind {
        StructureKind::Link(target) => Some((
            target.to_string(),
            dictionary! { "Type" => "Action", "S" => "URI", "URI" => Object::string_literal(uri(target)) },
        )),
        StructureKind::HeadingLink(heading) => {
            let entry = pages.outline.get(*heading)?;
            let place = outline::destination(entry, pages, page_ids)?;
            Some((entry.text.clone(), dictionary! { "Type" => "Action", "S" => "GoTo", "D" => place }))
        }
        _ => None,
    }
}

/// The em boxes of the glyphs from one run to another on its line, on the sheet as it is printed.
fn rectangle(run: &GlyphRun, end: &GlyphRun, page: &Page) -> Vec<Object> {
    let (height, baseline) = (i128::from(page.height.emu()), i128::from(run.baseline.emu()));
    let left = run.glyphs.first().map_or(0, |glyph| i128::from(glyph.x.emu()));
    let right = end.glyphs.last().map_or(0, |last| i128::from(last.x.emu()) + i128::from(last.advance.emu()));
    let below = i128::from(em_box::below_baseline(run.size).emu());
    let above = i128::from(em_box::above_baseline(run.size).emu());
    let (bottom, top) = (height - baseline - below, height - baseline + above);
    let sides = match page.orientation {
        Orientation::Portrait => [left, bottom, right, top],
        Orientation::Landscape => [height - top, left, height - bottom, right],
    };
    sides.map(|side| Object::Real((side as f64 / 12_700.0) as f32)).to_vec()
}

/// An address in ASCII: everything else is percent-encoded.
fn uri(target: &str) -> String {
    let mut uri = String::with_capacity(target.len());
    for byte in target.bytes() {
        if byte.is_ascii_graphic() {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

fn compress(document: &mut Document) -> Result<(), Fault> {
    let mut compressor = Compressor::new(LEVEL);
    for object in document.objects.values_mut() {
        if let Object::Stream(stream) = object {
            compressor.stream(stream)?;
        }
    }
    Ok(())
}
