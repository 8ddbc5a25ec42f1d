//! What drawing an SVG may cost, reckoned before anything is drawn.
//!
//! A file of a few hundred bytes can ask for years: a dash of a millionth of a pixel, a thousand see-through groups over
//! the whole page, a filter as wide as the sky.

use resvg::tiny_skia::{PathSegment, Point};
use resvg::usvg::roxmltree::Document;
use resvg::usvg::tiny_skia_path::{Path, Rect};
use resvg::usvg::{Group, Node, Paint, Path as Drawn, Tree};

use super::error::SvgError;

/// Largest number that may stand in the geometry of a file; beyond it arithmetic in single precision breaks down.
const MOST_COORDINATE: f64 = 1e7;
/// Steps of all paths, and dashes of all lines.
const MOST_STEPS: f64 = 2e6;
/// Pixels painted, those of layers and masks included.
const MOST_PIXELS: f64 = 2e9;
/// Layers that stand open at a time, in pixels: 4 bytes each.
const MOST_OPEN: f64 = 1e8;
/// How deep groups may stand in groups; drawing them recurses.
const MOST_DEPTH: usize = 256;

/// Attributes that hold numbers of the geometry.
const GEOMETRY: [&str; 35] = [
    "x",
    "y",
    "x1",
    "y1",
    "x2",
    "y2",
    "width",
    "height",
    "cx",
    "cy",
    "r",
    "rx",
    "ry",
    "fx",
    "fy",
    "d",
    "points",
    "transform",
    "viewBox",
    "stroke-width",
    "stroke-dasharray",
    "stroke-dashoffset",
    "style",
    "gradientTransform",
    "patternTransform",
    "transform-origin",
    "refX",
    "refY",
    "markerWidth",
    "markerHeight",
    "stroke-miterlimit",
    "pathLength",
    "offset",
    "font-size",
    "fr",
];

/// Refuses numbers that no drawing has, before they are reckoned with.
pub(super) fn numbers(xml: &Document<'_>) -> Result<(), SvgError> {
    for node in xml.descendants() {
        // Its rules set what attributes set.
        if node.tag_name().name() == "style"
            && let Some(number) = node.children().filter_map(|child| child.text()).find_map(far)
        {
            return Err(SvgError::TooFar(format!("style: {number}")));
        }
        for attribute in node.attributes().filter(|it| GEOMETRY.contains(&it.name())) {
            if let Some(number) = far(attribute.value()) {
                return Err(SvgError::TooFar(format!("{}=\"{number}\"", attribute.name())));
            }
        }
    }
    Ok(())
}

/// The first number of a text that is too large; a colour `#10000000` and a name are none.
fn far(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(start) = rest.find(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '#')) {
        let word = rest.get(start..).unwrap_or_default();
        let number = word.starts_with(|c: char| c.is_ascii_digit() || c == '.');
        let (mut end, mut before) = (word.len(), ' ');
        for (at, c) in word.char_indices() {
            let goes_on = match number {
                // A path writes its commands against its numbers: 10L20.
                true => {
                    c.is_ascii_digit()
                        || matches!(c, '.' | 'e' | 'E')
                        || (matches!(c, '-' | '+') && matches!(before, 'e' | 'E'))
                }
                false => {
                    c.is_ascii_alphanumeric() && !c.is_ascii_digit()
                        || c == '#'
                        || (word.starts_with('#') && c.is_ascii_digit())
                }
            };
            if !goes_on {
                end = at;
                break;
            }
            before = c;
        }
        let (word, after) = word.split_at_checked(end.max(1)).unwrap_or((word, ""));
        if number {
            // 1.5.5 are two numbers; the whole part alone tells whether they are far.
            let value = word.parse::<f64>().ok().or_else(|| word.split('.').next()?.parse().ok());
            if value.is_some_and(|value| value.abs() > MOST_COORDINATE) {
                return Some(word);
            }
        }
        rest = after;
    }
    None
}

/// Refuses what would take too long or too much memory at so many dots a pixel.
pub(super) fn drawing(tree: &Tree, scale: f64) -> Result<(), SvgError> {
    let size = tree.size();
    let canvas = Rect::from_xywh(0.0, 0.0, size.width(), size.height());
    let Some(canvas) = canvas else { return Ok(()) };
    let mut budget = Budget { canvas, scale, steps: 0.0, pixels: 0.0 };
    budget.group(tree.root(), 0.0, 0)
}

struct Budget {
    canvas: Rect,
    scale: f64,
    steps: f64,
    pixels: f64,
}

impl Budget {
    fn group(&mut self, group: &Group, open: f64, depth: usize) -> Result<(), SvgError> {
        if !group.filters().is_empty() {
            return Err(SvgError::Filter);
        }
        let layers = usize::from(group.should_isolate())
            + usize::from(group.mask().is_some())
            + usize::from(group.clip_path().is_some());
        let area = self.area(group.abs_layer_bounding_box().to_rect()) * layers as f64;
        let open = open + area;
        self.pixels += area;
        if open > MOST_OPEN || depth > MOST_DEPTH {
            return Err(SvgError::TooMuch);
        }
        for node in group.children() {
            self.within()?;
            match node {
                Node::Group(inner) => self.group(inner, open, depth + 1)?,
                Node::Path(path) => self.path(path)?,
                Node::Image(_) => return Err(SvgError::Image),
                Node::Text(_) => return Err(SvgError::Text),
            }
            // What masks, clips and patterns are made of is drawn as well.
            let mut inside = Ok(());
            if !matches!(node, Node::Group(inner) if inner.mask().is_none() && inner.clip_path().is_none()) {
                node.subroots(|root| {
                    if inside.is_ok() {
                        inside = self.group(root, open, depth + 1);
                    }
                });
            }
            inside?;
        }
        self.within()
    }

    fn within(&self) -> Result<(), SvgError> {
        match self.steps <= MOST_STEPS && self.pixels <= MOST_PIXELS {
            true => Ok(()),
            false => Err(SvgError::TooMuch),
        }
    }

    fn path(&mut self, path: &Drawn) -> Result<(), SvgError> {
        // Small numbers multiply: scales in scales, a viewBox of a millionth.
        let (bounds, place) = (path.abs_stroke_bounding_box(), path.abs_transform());
        let width = path.stroke().map_or(0.0, |stroke| stroke.width().get());
        let sides = [bounds.left(), bounds.top(), bounds.right(), bounds.bottom()];
        let scales = [place.sx, place.sy, place.kx, place.ky].map(|scale| scale * width.max(1.0));
        let far = sides.into_iter().chain(scales).find(|side| f64::from(side.abs()) > MOST_COORDINATE);
        if let Some(number) = far {
            return Err(SvgError::TooFar(number.to_string()));
        }
        self.steps += path.data().len() as f64;
        let area = self.area(path.abs_stroke_bounding_box());
        let patterns = [path.fill().map(|fill| fill.paint()), path.stroke().map(|stroke| stroke.paint())];
        let patterned = patterns.into_iter().flatten().any(|paint| matches!(paint, Paint::Pattern(_)));
        self.pixels += area * if patterned { 4.0 } else { 1.0 };
        if let Some(dashes) = path.stroke().and_then(|stroke| stroke.dasharray()) {
            let period: f64 = dashes.iter().map(|dash| f64::from(dash.abs())).sum();
            self.steps += length(path.data()) / period.max(1e-9) * dashes.len() as f64;
        }
        Ok(())
    }

    /// Dots of the canvas that this covers.
    fn area(&self, bounds: Rect) -> f64 {
        let side =
            |low: f32, high: f32, end: f32| f64::from(high.min(end) - low.max(0.0)).max(0.0) * self.scale;
        side(bounds.left(), bounds.right(), self.canvas.right())
            * side(bounds.top(), bounds.bottom(), self.canvas.bottom())
    }
}

/// The length of a path by its control points, never less than its own.
fn length(path: &Path) -> f64 {
    let (mut sum, mut last, mut first) = (0.0, Point::default(), Point::default());
    for segment in path.segments() {
        let points = match segment {
            PathSegment::MoveTo(to) => {
                (last, first) = (to, to);
                continue;
            }
            PathSegment::LineTo(to) => [Some(to), None, None],
            PathSegment::QuadTo(control, to) => [Some(control), Some(to), None],
            PathSegment::CubicTo(one, two, to) => [Some(one), Some(two), Some(to)],
            PathSegment::Close => [Some(first), None, None],
        };
        for point in points.into_iter().flatten() {
            sum += f64::from(point.x - last.x).hypot(f64::from(point.y - last.y));
            last = point;
        }
    }
    sum
}
