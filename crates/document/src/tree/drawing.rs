//! Drawings 矢量图: shapes as plain data, for whatever is drawn and not photographed: charts, seals as SVG.

use crate::Length;

/// A drawing: shapes from back to front, and labels over them. Places run from its top left corner; its size is the
/// [`Picture`](super::Picture)'s.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Shapes, from back to front.
    pub shapes: Vec<Shape>,
    /// Words in the drawing; those of a picture that both outputs show have become shapes.
    pub labels: Vec<Label>,
}

/// A path in one colour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// Its outline, a list of steps from point to point.
    pub path: Vec<Step>,
    /// What of it is painted.
    pub paint: Paint,
    /// The colour in which all of it is painted.
    pub color: Rgb,
}

/// What of a path is painted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// What it encloses, its parts closed.
    Inside {
        /// Whether what two turns of the path enclose is outside again.
        even_odd: bool,
    },
    /// A line along it.
    Line {
        /// How thick the line is, half of it on each side of the path.
        width: Length,
        /// The form of both ends of an open path.
        cap: Cap,
        /// How it turns corners.
        join: Join,
    },
}

impl Default for Paint {
    fn default() -> Paint {
        Paint::Inside { even_odd: false }
    }
}

/// The end of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cap {
    /// Where the path ends.
    #[default]
    Butt,
    /// Half a circle beyond.
    Round,
    /// Half a square beyond.
    Square,
}

/// The corner of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Join {
    /// Pointed, up to four times as long as the line is thick.
    #[default]
    Miter,
    /// Rounded by an arc around the corner, as thick as the line.
    Round,
    /// Cut off straight between the outer edges of both lines.
    Bevel,
}

/// Red, green and blue.
pub type Rgb = [u8; 3];

/// A place in a drawing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Distance from the left edge of the drawing, growing to the right.
    pub x: Length,
    /// Distance from the top edge of the drawing, growing downwards.
    pub y: Length,
}

/// A step of a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A new part begins here.
    Move(Point),
    /// A straight line to here.
    Line(Point),
    /// A cubic Bézier curve by two controls to the third point.
    Curve(Point, Point, Point),
    /// Back to where the part began.
    Close,
}

/// Words in a drawing, on one line, in the face of the text 仿宋.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// The words, one line without a break.
    pub text: String,
    /// Where they stand: the baseline, at the end that `anchor` names.
    pub at: Point,
    /// What of them stands there.
    pub anchor: Anchor,
    /// Size of type 字号 of the words.
    pub size: Length,
}

/// What of a label stands at its place.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Anchor {
    /// The label begins at its place and runs to the right.
    #[default]
    Start,
    /// The middle of the label stands at its place.
    Middle,
    /// The label ends at its place.
    End,
}

impl Point {
    /// A place so far from the left and the top.
    pub const fn new(x: Length, y: Length) -> Point {
        Point { x, y }
    }
}

impl Shape {
    /// A rectangle: its inside, or a line around it.
    pub fn rectangle([left, top, right, bottom]: [Length; 4], paint: Paint, color: Rgb) -> Shape {
        let corners = [(right, top), (right, bottom), (left, bottom)];
        let mut path = vec![Step::Move(Point::new(left, top))];
        path.extend(corners.map(|(x, y)| Step::Line(Point::new(x, y))));
        path.push(Step::Close);
        Shape { path, paint, color }
    }
}
