//! The press that the command line asks for.

use gongwen::{Fonts, Press, Settings, Stylesheet};

use crate::arguments::{MissingGlyph, PressOptions};
use crate::failure::Failure;
use crate::input;
use crate::language::Language;

/// Reads fonts, templates and the form; says everything that is wrong with them.
pub(crate) fn press(options: &PressOptions, language: Language) -> Result<Press, Failure> {
    let fonts = input::fonts(&options.fonts.fonts)?;
    let profile = options.profile.as_deref().map(|path| input::profile(path, language)).transpose()?;
    let templates = input::templates(options.templates.as_deref())?;
    let template = options.template.as_deref();
    if let Some(template) = template.filter(|template| templates.source(template).is_none()) {
        let known: Vec<&str> = templates.names().collect();
        return Err(Failure::usage(
            format!("没有模板“{template}”。有：{}。", known.join("、")),
            format!("no template {template:?}; there are {}", known.join(", ")),
        ));
    }
    let mut settings = Settings::default();
    settings.template = template.map(str::to_owned);
    settings.missing_glyph = match options.missing_glyph {
        MissingGlyph::Refuse => gongwen::MissingGlyph::Refuse,
        MissingGlyph::Mark => gongwen::MissingGlyph::Mark,
    };
    settings.style = profile.map_or_else(Stylesheet::gbt9704, |profile| profile.style);
    Ok(Press::with(fonts, templates, settings))
}

/// A line for each role whose official face is not there.
pub(crate) fn stand_ins(fonts: &Fonts, language: Language) -> String {
    let mut lines = String::new();
    for assignment in fonts.assignments().iter().filter(|assignment| !assignment.official) {
        let (role, asked) = (assignment.role.label(), assignment.role.official_name());
        let used = &assignment.family;
        lines.push_str(&language.pick(
            format!("字体：{role}用 {used} 代替 {asked}（PDF；DOCX 里写的仍是 {asked}）\n"),
            format!("font: {used} stands in for {asked} ({role}; PDF only, the DOCX names {asked})\n"),
        ));
    }
    lines
}
