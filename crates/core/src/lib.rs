//! What an official document (公文) says, and the form it takes: the report model, figures, templates,
//! markup, the block tree and the stylesheet of GB/T 9704-2012. No IO, no clock, no environment.

mod chart;
mod diagnostic;
pub mod document;
pub mod interval;
mod length;
pub mod markup;
pub mod read;
pub mod report;
pub mod style;
pub mod template;
pub mod view;

pub use diagnostic::{Diagnostic, Diagnostics, Message, Place, Severity, Source, TableCell};
pub use document::Document;
pub use interval::{Interval, Verdict};
pub use length::Length;
pub use report::Report;
pub use style::{FaceRole, Stylesheet};
pub use template::{Templates, compose, elements_not_printed};
pub use view::ReportView;
