//! Pictures as objects of the file: PNG with its transparency as a soft mask, JPEG as it is, drawings as their shapes.

use std::collections::BTreeMap;
use std::sync::Arc;

use gongwen_document::Picture;
use gongwen_layout::{Page, Pages, PlacedPicture};
use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use crate::shapes;

/// A picture may have so many pixels.
const MAX_PIXELS: u64 = 25_000_000;

/// Name of the graphics state in which seals 印章 and signature stamps 签名章 are drawn.
pub(crate) const MULTIPLY: &str = "Multiply";

/// The pictures that can be drawn, by name.
pub(crate) type Images = BTreeMap<Arc<str>, Image>;

/// A picture ready for the file.
pub(crate) struct Image {
    /// Name of the resource, as `P1`.
    pub(crate) resource: String,
    content: Content,
    /// Whether it lies over text somewhere.
    over_text: bool,
}

enum Content {
    Dots(Dots),
    /// Object of a form one unit wide and high.
    Shapes(Stream),
}

/// A picture of dots as the PDF embeds it: rows of pixels, or a JPEG file as it is.
struct Dots {
    width: u32,
    height: u32,
    /// Components of a pixel: 1 grey, 3 red, green and blue.
    components: u8,
    data: Vec<u8>,
    /// Transparency, a byte a pixel.
    mask: Option<Vec<u8>>,
    /// Whether the data is a JPEG file.
    jpeg: bool,
}

/// Reads the pictures that the pages show.
pub(crate) fn read(pages: &Pages) -> Images {
    let mut images = Images::new();
    for picture in pages.pages.iter().flat_map(|page| &page.pictures) {
        if let Some(image) = images.get_mut(&picture.picture) {
            image.over_text |= picture.over_text;
            continue;
        }
        let resource = format!("P{}", images.len() + 1);
        if let Some(content) = pages.pictures.get(&picture.picture).and_then(content) {
            images.insert(picture.picture.clone(), Image { resource, content, over_text: picture.over_text });
        }
    }
    images
}

/// Names of pictures that the pages show and that cannot be drawn: not there, broken, too large or of another kind.
///
/// ```
/// let pages = gongwen_layout::Pages::default();
/// assert!(gongwen_pdf::pictures_not_drawn(&pages).is_empty());
/// ```
pub fn pictures_not_drawn(pages: &Pages) -> Vec<Arc<str>> {
    let images = read(pages);
    let mut names: Vec<Arc<str>> = pages
        .pages
        .iter()
        .flat_map(|page| &page.pictures)
        .map(|picture| picture.picture.clone())
        .filter(|name| !images.contains_key(name))
        .collect();
    names.sort();
    names.dedup();
    names
}

/// The pictures of a page that are drawn, in order.
pub(crate) fn drawn<'p>(page: &'p Page, images: &Images) -> Vec<&'p PlacedPicture> {
    page.pictures.iter().filter(|picture| images.contains_key(&picture.picture)).collect()
}

/// Puts the pictures into the file and into the resources that its pages share.
pub(crate) fn embed(images: &Images, document: &mut Document) -> Result<(), lopdf::Error> {
    if images.is_empty() {
        return Ok(());
    }
    let mut objects = Dictionary::new();
    for image in images.values() {
        let object = match &image.content {
            Content::Dots(dots) => dots.put(document),
            Content::Shapes(form) => Object::Reference(document.add_object(form.clone())),
        };
        objects.set(image.resource.as_str(), object);
    }
    let multiply = images.values().any(|image| image.over_text).then(|| {
        let state = dictionary! { "Type" => "ExtGState", "BM" => "Multiply" };
        dictionary! { MULTIPLY => document.add_object(state) }
    });
    let pages: Vec<_> = document.get_pages().into_values().collect();
    for page in pages {
        let resources = document.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
        let resources = document.get_dictionary_mut(resources)?;
        resources.set("XObject", Object::Dictionary(objects.clone()));
        if let Some(multiply) = &multiply {
            resources.set("ExtGState", Object::Dictionary(multiply.clone()));
        }
    }
    Ok(())
}

impl Dots {
    fn put(&self, document: &mut Document) -> Object {
        let mask = self.mask.as_ref().map(|mask| {
            let stream = Stream::new(self.dictionary("DeviceGray"), mask.clone());
            document.add_object(stream)
        });
        let mut dictionary = self.dictionary(if self.components == 1 { "DeviceGray" } else { "DeviceRGB" });
        if self.jpeg {
            dictionary.set("Filter", "DCTDecode");
        }
        if let Some(mask) = mask {
            dictionary.set("SMask", mask);
        }
        Object::Reference(document.add_object(Stream::new(dictionary, self.data.clone())))
    }

    fn dictionary(&self, space: &str) -> Dictionary {
        dictionary! {
            "Type" => "XObject",
            "Subtype" => "Image",
            "Width" => i64::from(self.width),
            "Height" => i64::from(self.height),
            "ColorSpace" => Object::Name(space.into()),
            "BitsPerComponent" => 8,
        }
    }
}

fn content(picture: &Picture) -> Option<Content> {
    if let Some((drawing, size)) = picture.drawing.as_ref().zip(picture.size) {
        return Some(Content::Shapes(shapes::form(drawing, size)));
    }
    let bytes = &picture.bytes;
    let dots = match bytes.get(..3)? {
        [0x89, b'P', b'N'] => png(bytes),
        [0xFF, 0xD8, 0xFF] => jpeg(bytes),
        _ => None,
    };
    dots.map(Content::Dots)
}

/// The dots of a PNG as a PDF takes them: eight bits, grey or red-green-blue, transparency apart as a mask.
///
/// Palettes and fewer bits are spread out by the decoder, 16 bits cut to 8. A PNG with transparency has its alpha as
/// every second (grey) or fourth byte: 10 20 30 80 is the pixel 10 20 30 with 80 in the mask. Too many dots give none:
/// such a picture has been refused before.
fn png(bytes: &[u8]) -> Option<Dots> {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().ok()?;
    let (width, height) = (reader.info().width, reader.info().height);
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return None;
    }
    let mut pixels = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut pixels).ok()?;
    pixels.truncate(frame.buffer_size());
    let (components, alpha) = match frame.color_type {
        png::ColorType::Grayscale => (1, false),
        png::ColorType::GrayscaleAlpha => (1, true),
        png::ColorType::Rgb => (3, false),
        png::ColorType::Rgba => (3, true),
        png::ColorType::Indexed => return None,
    };
    let each = usize::from(components) + usize::from(alpha);
    let (data, mask) = if alpha {
        let count = pixels.len() / each;
        let (mut data, mut mask) = (Vec::with_capacity(count * each), Vec::with_capacity(count));
        for pixel in pixels.chunks_exact(each) {
            let (color, transparency) = pixel.split_at(usize::from(components));
            data.extend_from_slice(color);
            mask.extend_from_slice(transparency);
        }
        (data, Some(mask))
    } else {
        (pixels, None)
    };
    Some(Dots { width, height, components, data, mask, jpeg: false })
}

/// A JPEG of one or three components; its size stands in the frame header.
fn jpeg(bytes: &[u8]) -> Option<Dots> {
    let mut at = 2;
    loop {
        let [0xFF, marker] = *bytes.get(at..at + 2)? else { return None };
        let [high, low] = *bytes.get(at + 2..at + 4)? else { return None };
        // Baseline, extended and progressive frames.
        if matches!(marker, 0xC0..=0xC2) {
            let [_, h1, h2, w1, w2, components] = *bytes.get(at + 4..at + 10)? else { return None };
            let (width, height) = (u16::from_be_bytes([w1, w2]), u16::from_be_bytes([h1, h2]));
            let known = matches!(components, 1 | 3) && width > 0 && height > 0;
            return known.then(|| Dots {
                width: width.into(),
                height: height.into(),
                components,
                data: bytes.to_vec(),
                mask: None,
                jpeg: true,
            });
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}
