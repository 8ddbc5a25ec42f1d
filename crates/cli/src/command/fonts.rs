use std::fmt::Write;

use gongwen::fonts::{Origin, Unusable};
use gongwen::template::Templates;
use gongwen::{Fonts, Press, Settings};

use crate::arguments::FontsCommand;
use crate::command::print;
use crate::failure::Failure;
use crate::input;
use crate::language::Language;

/// `gongwen fonts`.
pub(crate) fn run(options: &FontsCommand, language: Language) -> Result<(), Failure> {
    let fonts = input::fonts(&options.fonts.fonts)?;
    let mut lines = table(&fonts, language);
    let Some(file) = &options.file else { return print(lines.as_bytes()) };

    let input = input::report(file, language)?;
    let mut settings = Settings::default();
    settings.missing_glyph = gongwen::MissingGlyph::Mark;
    let press = Press::with(fonts, Templates::builtin(), settings);
    let printed = press
        .print(&input.checked.report)
        .map_err(|error| crate::command::render::failed(&error, &input, press.templates(), language))?;
    let mut missing: Vec<char> = printed.pages.missing.iter().map(|(character, _)| *character).collect();
    missing.sort_unstable();
    missing.dedup();
    let name = &input.name;
    if missing.is_empty() {
        lines.push_str(
            &language.pick(
                format!("{name}：所有的字都有字体。\n"),
                format!("{name}: every character has a font.\n"),
            ),
        );
        return print(lines.as_bytes());
    }
    for character in missing {
        let code = u32::from(character);
        lines.push_str(&language.pick(
            format!("{name}：没有字体能显示“{character}”（U+{code:04X}）\n"),
            format!("{name}: no font shows {character:?} (U+{code:04X})\n"),
        ));
    }
    print(lines.as_bytes())?;
    Err(Failure::Input)
}

fn table(fonts: &Fonts, language: Language) -> String {
    let mut lines = String::new();
    for assignment in fonts.assignments() {
        let role = assignment.role;
        let coverage = fonts.coverage(role);
        let origin = match &assignment.origin {
            Origin::Embedded => language.pick("内置", "built in").to_owned(),
            Origin::File(path) => path.display().to_string(),
        };
        let (asked, used) = (role.official_name(), &assignment.family);
        let (covered, of) = (coverage.covered, coverage.of);
        // Writing into a string does not fail.
        let _ = match language {
            Language::Zh => writeln!(
                lines,
                "{}：要 {asked}，用 {used}（{origin}），覆盖通用规范汉字 {covered}/{of}",
                role.label()
            ),
            Language::En => writeln!(
                lines,
                "{}: asked for {asked}, using {used} ({origin}), covers {covered} of {of} standard characters",
                role.label()
            ),
        };
    }
    for skipped in fonts.skipped() {
        let (zh, en) = match skipped.reason {
            Unusable::Broken => ("读不出来", "cannot be read"),
            Unusable::Variable => ("是可变字体", "is a variable font"),
            Unusable::Restricted => ("不许嵌入", "may not be embedded"),
            _ => ("不能用", "cannot be used"),
        };
        let path = skipped.path.display();
        lines.push_str(&language.pick(format!("跳过 {path}：{zh}\n"), format!("skipped {path}: {en}\n")));
    }
    lines
}
