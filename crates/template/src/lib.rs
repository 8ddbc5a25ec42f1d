//! From what a report says to the document that is made of it: the view that templates see, templates in handlebars, the
//! markup they write, the charts drawn from figures. No IO, no clock, no environment.
//!
//! [`compose`] is the whole way: a checked report and the name of a template become a
//! [`Document`](gongwen_document::Document).

mod chart;
pub mod markup;
mod template;
pub mod view;

pub use template::{
    DEFAULT_TEMPLATE, MAX_MARKUP_BYTES, MAX_TEMPLATE_BYTES, MAX_TEMPLATE_DEPTH, Templates, compose,
    compose_attachment, default_template, elements_not_printed,
};
pub use view::ReportView;
