//! The form of the standard: each number of GB/T 9704-2012 stands here once, with its clause.
//! Layout and DOCX both read it here, so they cannot drift apart.

mod elements;
pub mod em_box;
mod face;
mod gbt9704;
pub mod kinsoku;
mod page;
mod paragraph;
mod stylesheet;
mod table;

pub use elements::{
    ClosingStyle, ContentsStyle, DoubleRule, FootnoteStyle, HeadRuleStyle, ImprintStyle, LetterheadStyle,
    MeasuredFrom,
};
pub use face::{FaceRole, LatinFace};
pub use page::{CharacterGrid, PageHeaderStyle, PageNumberStyle, PageStyle, TextStyle};
pub use paragraph::ParagraphStyle;
pub use stylesheet::Stylesheet;
pub use table::{TableForm, TableStyle};
