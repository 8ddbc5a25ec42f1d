//! The press that the command line asks for.

use std::path::Path;
#[cfg(feature = "preview")]
use std::path::PathBuf;

use gongwen::fonts::FaceOrigin;
use gongwen::style::FaceRole;
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
    settings.fit = options.fit;
    settings.style = profile.map_or_else(Stylesheet::gbt9704, |profile| profile.style);
    Ok(Press::with(fonts, templates, settings))
}

/// The files and folders that a press is made of, as far as they are the user's.
#[cfg(feature = "preview")]
pub(crate) fn made_of(options: &PressOptions) -> Vec<PathBuf> {
    let named = options.templates.iter().chain(&options.profile).chain([&options.fonts.fonts]);
    named.filter(|path| path.exists()).cloned().collect()
}

/// One line that says which of the faces of the PDF are not those of the standard 代用字体; nothing when all are, or when the
/// embedded ones were `asked` for.
pub(crate) fn stand_ins(press: &Press, asked: &Path, language: Language) -> String {
    let said = stood_in(press.fonts(), asked, language);
    let latin = press.style().text.latin_face.and_then(|face| {
        let name = face.official_name();
        match press.fonts().latin(face) {
            Some((_, true)) => None,
            Some((family, false)) => Some(language.pick(
                format!("数字和字母用的是 {family}，与 {name} 一样宽；DOCX 里写的是 {name}。\n"),
                format!("digits and letters are in {family}, which is as wide as {name}; the DOCX names {name}\n"),
            )),
            None => Some(language.pick(
                format!(
                    "本机没有 {name}，PDF 里的数字和字母用的是中文字体里的；DOCX 里写的是 {name}。要一样，请装 {name} 或者 Liberation Serif，不用内置字体。\n"
                ),
                format!(
                    "{name} is not at hand: digits and letters of the PDF are those of the Chinese faces; the DOCX names {name}. \
                     Install it or Liberation Serif, and do not ask for the built-in faces\n"
                ),
            )),
        }
    });
    said + &latin.unwrap_or_default()
}

fn stood_in(fonts: &Fonts, asked: &Path, language: Language) -> String {
    if asked == Path::new("embedded") {
        return String::new();
    }
    let lacking = fonts.assignments().into_iter().filter(|assignment| !assignment.official);
    // The embedded 仿宋 is drawn like 楷体, which a reader sees at once; other stand-ins look like what they stand in for.
    let (body, others): (Vec<_>, Vec<_>) = lacking.partition(|assignment| {
        assignment.role == FaceRole::FangSong && assignment.origin == FaceOrigin::Embedded
    });
    let roles: Vec<&str> = others.iter().map(|assignment| assignment.role.label()).collect();
    let also = (!roles.is_empty()).then(|| {
        language.pick(
            format!("{}用的是代用字体，该装什么见 gongwen fonts。", roles.join("、")),
            format!("Other faces stand in for {}: see gongwen fonts.", roles.join(", ")),
        )
    });
    let text = (!body.is_empty()).then(|| {
        language
            .pick(
                "正文要用仿宋体，本机没有，PDF 里用的是内置的霞鹜文楷（像楷体）；定稿前请装仿宋_GB2312，或者朱雀仿宋（可免费使用）。",
                "text should be in 仿宋, which is not installed; the PDF has the built-in LXGW WenKai, which looks like 楷体. \
                 Install 仿宋_GB2312 or Zhuque Fangsong (free) before the final print. ",
            )
            .to_owned()
    });
    let said: String = text.into_iter().chain(also).collect();
    if said.is_empty() {
        return said;
    }
    language.pick(format!("字体：{said}\n"), format!("fonts: {}\n", said.trim_end()))
}
