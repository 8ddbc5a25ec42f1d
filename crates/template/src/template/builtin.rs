//! The built-in templates, compiled in.

macro_rules! templates {
    ($($name:literal),* $(,)?) => {
        &[$(($name, include_str!(concat!("../../../../templates/", $name, ".hbs")))),*]
    };
}

/// Names and texts.
pub(super) const SOURCES: &[(&str, &str)] = templates![
    "annual-report",
    "annual-report-outline",
    "village-report",
    "village-report-outline",
    "general",
    "letter",
    "order",
    "minutes",
    "partials/heading-elements",
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
