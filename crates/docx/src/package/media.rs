//! Pictures in the package, and their drawings: each part once, ids in the order of use.

use std::collections::BTreeMap;
use std::sync::Arc;

use gongwen_document::{Length, Picture, Pictures};

use crate::package::foot::DRAWINGS;
use crate::text::escape::push_escaped;

/// A rectangle from the left edge of the type area.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    pub(crate) x: Length,
    pub(crate) y: Length,
    pub(crate) width: Length,
    pub(crate) height: Length,
}

/// The picture parts of a document, and the count of its drawings. Some builds of Word call a file unreadable in which two
/// drawings have one number, be they in different parts, so those of the footers come first.
pub(crate) struct Media {
    /// Names below `word/`, and bytes.
    pub(crate) parts: Vec<(String, Arc<[u8]>)>,
    /// By name, and whether it is the form that lies under text.
    known: BTreeMap<(Arc<str>, bool), usize>,
    drawings: usize,
}

impl Default for Media {
    fn default() -> Media {
        Media { parts: Vec::new(), known: BTreeMap::new(), drawings: DRAWINGS }
    }
}

/// The relationship id of a part.
pub(crate) fn media_id(index: usize) -> String {
    format!("media{}", index + 1)
}

impl Media {
    /// The part of a picture, if Word can show its kind.
    fn part(&mut self, name: &Arc<str>, picture: &Picture, over_text: bool) -> Option<usize> {
        let clear = picture.clear.as_ref().filter(|_| over_text);
        let key = (name.clone(), clear.is_some());
        if let Some(index) = self.known.get(&key) {
            return Some(*index);
        }
        let bytes = clear.unwrap_or(&picture.bytes);
        let extension = match bytes.get(..4)? {
            [0x89, b'P', b'N', b'G'] => "png",
            [0xFF, 0xD8, 0xFF, _] => "jpeg",
            _ => return None,
        };
        let index = self.parts.len();
        self.parts.push((format!("media/picture{}.{extension}", index + 1), bytes.clone()));
        self.known.insert(key, index);
        Some(index)
    }

    /// A run that draws a seal or stamp where the text stands, behind it (衬于文字下方): Word blends nothing, so a
    /// picture before the text would cover name and date. Nothing for one that is not there or of another kind.
    pub(crate) fn picture(
        &mut self,
        pictures: &Pictures,
        name: &Arc<str>,
        shows: &str,
        frame: Frame,
    ) -> String {
        let part = pictures.get(name).and_then(|picture| self.part(name, picture, true));
        part.map(|part| self.drawing(part, shows, frame)).unwrap_or_default()
    }

    fn drawing(&mut self, part: usize, shows: &str, frame: Frame) -> String {
        let picture = graphic(part, self.drawings + 1, frame);
        format!("<w:r>{}</w:r>", self.anchor(shows, frame, &picture))
    }

    /// A run that shows a picture in its line; nothing for one that is not there or of another kind.
    pub(crate) fn in_line(
        &mut self,
        pictures: &Pictures,
        name: &Arc<str>,
        shows: &str,
        (width, height): (Length, Length),
    ) -> String {
        let part = pictures.get(name).and_then(|picture| self.part(name, picture, false));
        let Some(part) = part else { return String::new() };
        let frame = Frame { x: Length::ZERO, y: Length::ZERO, width, height };
        self.drawings += 1;
        let number = self.drawings;
        format!(
            "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
             <wp:extent cx=\"{}\" cy=\"{}\"/><wp:docPr id=\"{number}\" name=\"图 {number}\" descr=\"{}\"/>\
             <wp:cNvGraphicFramePr/><a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">{}\
             </a:graphic></wp:inline></w:drawing></w:r>",
            width.emu().max(1),
            height.emu().max(1),
            escaped(shows),
            graphic(part, number, frame),
        )
    }

    /// What stands at a place of its own, behind the text, as far below the top of its paragraph as its frame says.
    fn anchor(&mut self, shows: &str, frame: Frame, graphic: &str) -> String {
        self.drawings += 1;
        let number = self.drawings;
        let description = escaped(shows);
        format!(
            "<w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" \
             relativeHeight=\"{number}\" behindDoc=\"1\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\">\
             <wp:simplePos x=\"0\" y=\"0\"/>\
             <wp:positionH relativeFrom=\"margin\"><wp:posOffset>{}</wp:posOffset></wp:positionH>\
             <wp:positionV relativeFrom=\"paragraph\"><wp:posOffset>{}</wp:posOffset></wp:positionV>\
             <wp:extent cx=\"{}\" cy=\"{}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapNone/>\
             <wp:docPr id=\"{number}\" name=\"图 {number}\" descr=\"{description}\"/><wp:cNvGraphicFramePr/>\
             <a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">{graphic}</a:graphic>\
             </wp:anchor></w:drawing>",
            frame.x.emu(),
            frame.y.emu(),
            frame.width.emu().max(1),
            frame.height.emu().max(1),
        )
    }
}

/// What a drawing shows: a picture part, filling its frame.
fn graphic(part: usize, number: usize, frame: Frame) -> String {
    format!(
        "<a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
             <pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"图 {number}\"/><pic:cNvPicPr/></pic:nvPicPr>\
             <pic:blipFill><a:blip r:embed=\"{}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
             <pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{}\" cy=\"{}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>",
        media_id(part),
        frame.width.emu().max(1),
        frame.height.emu().max(1),
    )
}

fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    push_escaped(&mut escaped, text);
    escaped
}
