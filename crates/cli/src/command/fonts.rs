use std::fmt::Write;

use gongwen::fonts::{FaceOrigin, Unusable};
use gongwen::style::FaceRole;
use gongwen::template::Templates;
use gongwen::{Fonts, Press, Settings};

use crate::arguments::FontsCommand;
use crate::failure::Failure;
use crate::input;
use crate::language::Language;
use crate::streams::say;

/// `gongwen fonts`.
pub(crate) fn run(options: &FontsCommand, language: Language) -> Result<(), Failure> {
    let fonts = input::fonts(&options.fonts.fonts)?;
    let mut lines = table(&fonts, language);
    let Some(file) = &options.file else {
        say(&lines);
        return Ok(());
    };

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
        say(&lines);
        return Ok(());
    }
    for character in missing {
        let code = u32::from(character);
        lines.push_str(&language.pick(
            format!("{name}：没有字体能显示“{character}”（U+{code:04X}）\n"),
            format!("{name}: no font shows {character:?} (U+{code:04X})\n"),
        ));
    }
    say(&lines);
    Err(Failure::Input)
}

/// What to install for a role: the official face and where it comes from, and a free one that looks like it.
fn to_install(role: FaceRole) -> (&'static str, &'static str) {
    match role {
        FaceRole::FangSong => (
            "仿宋_GB2312（单位的正版字库），或者 Windows 自带的仿宋；免费的有朱雀仿宋",
            "仿宋_GB2312 (licensed), or 仿宋 of Windows; free: Zhuque Fangsong",
        ),
        FaceRole::KaiTi => (
            "楷体_GB2312（单位的正版字库），或者 Windows 自带的楷体；免费的有霞鹜文楷（已内置）",
            "楷体_GB2312 (licensed), or 楷体 of Windows; free: LXGW WenKai (built in)",
        ),
        FaceRole::HeiTi => (
            "黑体（Windows 自带）；免费的有思源黑体（已内置）",
            "黑体 of Windows; free: Noto Sans SC (built in)",
        ),
        FaceRole::XiaoBiaoSong => (
            "方正小标宋简体（单位的正版字库）；免费的有思源宋体粗体（已内置）",
            "方正小标宋简体 (licensed); free: Noto Serif SC Bold (built in)",
        ),
        FaceRole::Song => (
            "宋体（Windows 自带）；免费的有思源宋体（已内置）",
            "宋体 of Windows; free: Noto Serif SC (built in)",
        ),
    }
}

fn table(fonts: &Fonts, language: Language) -> String {
    let mut lines = String::new();
    for assignment in fonts.assignments() {
        let role = assignment.role;
        let coverage = fonts.coverage(role);
        let origin = match &assignment.origin {
            FaceOrigin::Embedded => language.pick("内置", "built in").to_owned(),
            FaceOrigin::File(path) => path.display().to_string(),
            _ => String::new(),
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
        if !assignment.official {
            let wanted = to_install(role);
            lines.push_str(
                &language.pick(format!("  可装：{}\n", wanted.0), format!("  install: {}\n", wanted.1)),
            );
        }
    }
    for skipped in fonts.skipped() {
        let (zh, en) = match skipped.reason {
            Unusable::Broken => ("读不出来", "cannot be read"),
            Unusable::Variable => ("是可变字体", "is a variable font"),
            Unusable::Restricted => ("不许嵌入", "may not be embedded"),
            Unusable::Linked => (
                "是通到别处的链接，没有进去找；字体放进来，或者 --fonts 直接写那个文件夹",
                "leads to a folder elsewhere, which is not searched: put the fonts here, or name that one with --fonts",
            ),
            _ => ("不能用", "cannot be used"),
        };
        let path = skipped.path.display();
        lines.push_str(&language.pick(format!("跳过 {path}：{zh}\n"), format!("skipped {path}: {en}\n")));
    }
    lines
}
