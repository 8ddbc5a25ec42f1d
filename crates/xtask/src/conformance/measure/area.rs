//! The type area 版心 and its grid in millimetres, as the standard and the manual have them: an own count, not that of the library.

/// Left and right edge of the type area, its top and bottom, from the edges of the paper (5.2.1).
pub(super) const LEFT: f64 = 28.0;

pub(super) const RIGHT: f64 = 184.0;

pub(super) const TOP: f64 = 37.0;

pub(super) const BOTTOM: f64 = 262.0;

pub(super) const CENTRE: f64 = f64::midpoint(LEFT, RIGHT);

/// A line and a character of the grid of 22 × 28 (5.2.3).
pub(super) const LINE: f64 = 225.0 / 22.0;

pub(super) const CELL: f64 = 156.0 / 28.0;

/// A character of 4号 (14 pt), 3号 (16 pt), 2号 (22 pt).
pub(super) const SMALL_CELL: f64 = 14.0 * 25.4 / 72.0;

pub(super) const CHARACTER: f64 = 16.0 * 25.4 / 72.0;

pub(super) const LARGE_CELL: f64 = 22.0 * 25.4 / 72.0;

/// From the top of a line down to the middle of its characters: the baseline is four fifths down, as Word has it, and the middle
/// of a character 0.38 of its size above that.
pub(super) const MIDDLE: f64 = 0.8 * LINE - 0.38 * CHARACTER;

/// The same for a line of 2号.
pub(super) const LARGE_MIDDLE: f64 = 0.8 * LINE - 0.38 * LARGE_CELL;

/// 7/8 of a 3号 character (10.1).
pub(super) const SEVEN_EIGHTHS: f64 = 14.0 * 25.4 / 72.0;
