//! The built-in templates 内置模板 of gongwen as texts, compiled in: handlebars that turn the view of a report into markup. Data only;
//! `gongwen-template` compiles and runs them, and a user's folder overrides them one by one.
//!
//! ```
//! let (name, text) = gongwen_templates::TEMPLATES[0];
//! assert!(name == "annual-report" && text.contains("{{"));
//! ```

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!($name, ".hbs")))),*]
    };
}

/// Name and text of each template; the name is that of its file without `.hbs`, a partial's begins with `partials/`.
pub const TEMPLATES: &[(&str, &str)] = templates![
    "annual-report",
    "annual-report-outline",
    "village-report",
    "village-report-outline",
    "general",
    "letter",
    "order",
    "minutes",
    "partials/heading-elements",
    "partials/subtitle",
    "partials/contact",
    "partials/closing-elements",
    "partials/attachment-notes",
    "partials/signed",
    "partials/area",
    "partials/attachments",
    "partials/attachment-file",
    "partials/contents",
    "partials/sections",
    "partials/picture",
    "partials/table",
    "partials/items",
    "partials/lever",
    "partials/figures-table",
];
