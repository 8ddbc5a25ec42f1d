//! `--explain CODE`.

use gongwen::check::{explain as of_code, explained};

use crate::failure::Failure;
use crate::language::Language;

/// What a code means, as text.
pub(super) fn explain(code: &str, language: Language) -> Result<String, Failure> {
    let Some(it) = of_code(code) else {
        let codes: Vec<&str> = explained().map(|it| it.code).collect();
        return Err(Failure::usage(
            format!("没有 {code} 这一条。有这些：{}", codes.join("、")),
            format!("there is no {code}; there are {}", codes.join(", ")),
        ));
    };
    let indent = |text: &str| text.lines().map(|line| format!("  {line}\n")).collect::<String>();
    let source = match it.source {
        "" => String::new(),
        source => language.pick(format!("依据：{source}\n"), format!("source: {source}\n")),
    };
    let (wrong, right) = (indent(it.wrong), indent(it.right));
    Ok(language.pick(
        format!("{}：{}\n{}\n{source}错的：\n{wrong}对的：\n{right}", it.code, it.what, it.why),
        format!("{}: {}\n{}\n{source}wrong:\n{wrong}right:\n{right}", it.code, it.what_en, it.why),
    ))
}
