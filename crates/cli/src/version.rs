//! `gongwen --version`: which build this is and what it brings along, so that a clerk can read it out on the telephone.

use std::fmt::Write;

use gongwen::Fonts;

use crate::language::Language;

/// For what it was compiled; `build.rs` knows.
const TARGET: &str = env!("GONGWEN_TARGET");

/// From which commit; `cargo xtask dist` says so. Nothing for what cargo builds of a package or a working tree.
const COMMIT: Option<&str> = option_env!("GONGWEN_COMMIT");

/// The version, target, sources and embedded fonts, a line each.
pub(crate) fn text(language: Language) -> String {
    let commit = COMMIT.filter(|commit| !commit.is_empty());
    let source = match commit.map(|commit| commit.strip_suffix("-dirty").ok_or(commit)) {
        None => language.pick("自行编译", "built by cargo").to_owned(),
        Some(Err(commit)) => commit.to_owned(),
        Some(Ok(commit)) => language
            .pick(format!("{commit}，另有未提交的改动（dirty）"), format!("{commit}, with changes (dirty)")),
    };
    let mut text = format!("gongwen {}\n", env!("CARGO_PKG_VERSION"));
    let mut line = |zh: &str, en: &str, what: &str| {
        // Writing into a string does not fail.
        let _ = match language {
            Language::Zh => writeln!(text, "{zh}：{what}"),
            Language::En => writeln!(text, "{en}: {what}"),
        };
    };
    line("系统", "target", TARGET);
    line("源码", "source", &source);
    let fonts = Fonts::embedded();
    let faces: Vec<String> =
        fonts.assignments().iter().map(|face| format!("{} {}", face.role.label(), face.family)).collect();
    line("内置字体", "embedded fonts", &faces.join(language.pick("、", ", ")));
    text
}
