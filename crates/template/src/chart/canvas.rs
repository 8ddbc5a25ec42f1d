//! A drawing in the making, and its colours.

use gongwen_document::{Drawing, Rgb};

/// This year, what is done, a share.
pub(super) const DARK: Rgb = [0x40; 3];

pub(super) const BLACK: Rgb = [0; 3];

pub(super) const WHITE: Rgb = [0xFF; 3];

/// A drawing in the making.
#[derive(Default)]
pub(super) struct Canvas(pub(super) Drawing);
