//! A face for each role (仿宋 楷体 黑体 小标宋 宋体): faces of this machine by name chain, an embedded set
//! for what is missing, fallback character by character, and coverage of the 通用规范汉字表.
//!
//! A font that maps a character to a glyph without ink does not count as having it. Variable fonts and fonts
//! whose licence bits forbid embedding are passed over.
//!
//! ```
//! use gongwen_document::FaceRole;
//! use gongwen_fonts::Fonts;
//!
//! let fonts = Fonts::embedded();
//! let (face, glyph) = fonts.resolve(FaceRole::FangSong, '锦').expect("one of the 8,105");
//! assert_eq!(fonts.face(face).advance(glyph), fonts.face(face).units_per_em);
//! ```

mod builder;
#[cfg(feature = "system-fonts")]
mod chains;
mod cmap;
mod digest;
#[cfg(feature = "system-fonts")]
mod discover;
#[cfg(feature = "embedded-fonts")]
mod embedded;
mod face;
mod outlines;
mod set;

pub use builder::{Builder, NotBuilt};
#[cfg(feature = "system-fonts")]
pub use discover::{Error, Skipped};
pub use face::{Face, FaceId, FaceOrigin, Metrics, Unusable};
pub use set::{Assignment, Coverage, Fonts, standard_characters};
