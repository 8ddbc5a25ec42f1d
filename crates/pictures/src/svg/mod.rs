//! Reading SVG.

mod budget;
mod error;

use gongwen_document::{Length, Picture};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::roxmltree::{self, ParsingOptions};
use resvg::usvg::{self, Tree};

pub use error::SvgError;

use crate::dots::{self, MOST};
use crate::quiet::quietly;
use crate::shapes::{self, EMU_A_PIXEL};

/// Elements and texts that an SVG may have.
const MAX_NODES: u32 = 100_000;
/// Dots that the longer side of an SVG has at least.
const LEAST: f64 = 1200.0;
/// Dots in an inch, if that gives more of them.
const DOTS_AN_INCH: f64 = 600.0;

/// Reads an SVG: its dots, and its shapes when it is plain (one colour for each, nothing shining through).
///
/// # Errors
/// See [`SvgError`].
pub fn read_svg(bytes: &[u8]) -> Result<Picture, SvgError> {
    let broken = |error: &dyn std::fmt::Display| SvgError::Broken(error.to_string());
    let text = std::str::from_utf8(bytes).map_err(|error| broken(&error))?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let xml = roxmltree::Document::parse_with_options(text, options).map_err(|error| broken(&error))?;
    for node in xml.descendants() {
        match node.tag_name().name() {
            "text" => return Err(SvgError::Text),
            "image" | "feImage" | "foreignObject" => return Err(SvgError::Image),
            _ => {}
        }
    }
    budget::numbers(&xml)?;
    quietly(|| drawn(&xml)).unwrap_or_else(|| Err(broken(&"it cannot be drawn")))
}

fn drawn(xml: &roxmltree::Document<'_>) -> Result<Picture, SvgError> {
    let broken = |error: &dyn std::fmt::Display| SvgError::Broken(error.to_string());
    let tree = Tree::from_xmltree(xml, &usvg::Options::default()).map_err(|error| broken(&error))?;
    let (width, height) = (f64::from(tree.size().width()), f64::from(tree.size().height()));
    let scale = scale(width, height);
    budget::drawing(&tree, scale)?;
    let emu = |pixels: f64| Length::from_emu((pixels * EMU_A_PIXEL).round().max(1.0) as i64);
    let dots = rendered(&tree, width, height, scale).ok_or_else(|| broken(&"it has no size"))?;
    if dots.pixels().iter().all(|pixel| pixel.alpha() == 0) {
        return Err(SvgError::Empty);
    }
    Ok(Picture {
        bytes: dots::png(&dots).ok_or_else(|| broken(&"it has no size"))?.into(),
        size: Some((emu(width), emu(height))),
        clear: None,
        sound: true,
        drawing: shapes::drawing(tree.root()).map(Into::into),
    })
}

/// How many dots a pixel of the drawing becomes: 600 an inch, more of them for very small drawings and fewer for very
/// large ones.
fn scale(width: f64, height: f64) -> f64 {
    let long = width.max(height);
    (DOTS_AN_INCH / 96.0).max(LEAST / long).min(MOST / long)
}

fn rendered(tree: &Tree, width: f64, height: f64, scale: f64) -> Option<Pixmap> {
    let dots = |pixels: f64| (pixels * scale).round().max(1.0) as u32;
    let mut pixmap = Pixmap::new(dots(width), dots(height))?;
    let scale = scale as f32;
    resvg::render(tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Some(pixmap)
}
