//! The facade to embed.
pub use gongwen_core::{Diagnostic, Diagnostics, Report, Stylesheet};
pub use gongwen_fonts::Fonts;
