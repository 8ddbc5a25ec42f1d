//! Looks at a finished text 文稿 as an editor would: which numbers 勾稽关系 cannot be true together, which dates, ordinals,
//! marks and words are wrong. No IO, no clock, no environment: the date to judge by is an argument.
//!
//! A [`Text`] is made from a report file or from a draft; [`check`] goes over it once and gives an [`Outcome`]: what was
//! held against what ([`Relation`], each with its verdict), and what is wrong ([`Finding`]). Only what cannot be true,
//! whatever the digits behind the printed ones, is an error.
//!
//! ```
//! use gongwen_check::{Options, Text, check};
//! let text = Text::from_plain("全年新建站点20个，其中甲类9个、乙类12个。");
//! let outcome = check(&text, &Options::default());
//! assert_eq!(outcome.findings[0].code, "figures/parts-sum");
//! assert_eq!(text.quote(&outcome.findings[0].span), "全年新建站点20个，其中甲类9个、乙类12个");
//! ```

mod accepted;
mod allow;
mod chars;
mod check;
mod explain;
mod finding;
mod findings;
mod json;
mod options;
mod outcome;
mod page;
pub mod quantity;
mod relation;
mod rules;
mod span;
mod text;
mod words;

pub use accepted::Accepted;
pub use allow::{Allowed, allowed};
pub use check::check;
pub use explain::{Explained, explain, explained};
pub use finding::{Finding, Fix, Related};
pub use findings::Findings;
pub use json::{FileJson, FindingJson, FixJson, MessageJson, OutputJson, RelatedJson, schema_json};
pub use options::Options;
pub use outcome::Outcome;
pub use page::{PageFile, page};
pub use relation::{Relation, Tally, Verdict};
pub use span::{Place, Span};
pub use text::{Cell, Known, NotText, Paragraph, Part, Piece, Role, Text};
