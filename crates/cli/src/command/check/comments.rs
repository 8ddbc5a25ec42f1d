//! `--docx`: the draft with a Word comment for each finding.

use std::path::Path;

use gongwen::Message;
use gongwen::check::Outcome;

use super::draft::{Draft, Form};
use crate::arguments::{Check, CheckStyle};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, write_keeping};
use crate::show::Show;
use crate::streams::{say, tell};

/// Whether the command line asks for what can be, before anything is read.
pub(super) fn asked(options: &Check) -> Result<(), Failure> {
    let Some(target) = &options.comments else { return Ok(()) };
    let [draft] = options.drafts.as_slice() else {
        return Err(Failure::usage(
            "--docx 一次写一份文稿的批注，只写一个文件。",
            "--docx is for the comments of one draft",
        ));
    };
    let path = target.display();
    if target.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("docx")) {
        return Err(Failure::usage(
            format!("--docx {path}：写批注的文件名字以 .docx 结尾。"),
            format!("--docx {path}: the name of a Word file ends in .docx"),
        ));
    }
    let same = draft == target
        || target.canonicalize().is_ok_and(|path| draft.canonicalize().is_ok_and(|own| own == path));
    if same {
        return Err(Failure::usage(
            format!("--docx {path} 就是草稿本身，不往上写；请换一个名字，如 草稿-批注.docx。"),
            format!("--docx {path} is the draft itself, which stays as it is; give another name"),
        ));
    }
    Ok(())
}

/// Writes the file; says where, and which findings have no place in it.
pub(super) fn write(
    draft: &Draft,
    target: &Path,
    outcome: &Outcome,
    options: &Check,
    language: Language,
) -> Result<(), Failure> {
    let Form::Word(word) = &draft.form else { return Err(no_word_file(draft)) };
    let tongue = language.pick(gongwen::Language::Chinese, gongwen::Language::English);
    let commented = word.commented(&draft.bytes, &outcome.findings, tongue).map_err(|found| {
        Show { language, name: &draft.name, text: "", templates: None }.all(&[found]);
        Failure::Input
    })?;
    let path = target.display();
    let output = Output { path: target.to_owned(), bytes: commented.bytes };
    let kept = write_keeping(&[output], &|_, _| false)?;
    let line = |zh: String, en: String| match options.style {
        CheckStyle::Text => say(&format!("{}\n", language.pick(zh, en))),
        CheckStyle::Html | CheckStyle::Json => tell(language.pick(zh, en)),
    };
    for (_, name) in kept {
        line(format!("原有的 {path} 留作 {name}"), format!("the {path} that was there is now {name}"));
    }
    for index in &commented.left {
        let Some(finding) = outcome.findings.get(*index) else { continue };
        let place = draft.text.place(finding.span);
        tell(language.pick(
            format!("第 {} 段“{}”没有地方写批注：{}", place.line, finding.quote, finding.message.zh),
            format!("no place for a comment in paragraph {}: {}", place.line, finding.message.en),
        ));
    }
    let count = outcome.findings.len() - commented.left.len();
    line(format!("已写出 {path}：{count} 处批注"), format!("wrote {path}: {count} comments"));
    Ok(())
}

fn no_word_file(draft: &Draft) -> Failure {
    let name = &draft.name;
    if draft.is_report() {
        return Failure::Usage(Message::new(
            format!(
                "{name} 是报告文件，里面没有 Word 批注。先用 gongwen render {name} 排成 DOCX，再查那一份：gongwen check 排好的.docx --docx 批注.docx"
            ),
            format!(
                "{name} is a report file and has no Word comments: run gongwen render {name}, then gongwen check on the DOCX it made"
            ),
        ));
    }
    Failure::Usage(Message::new(
        format!(
            "{name} 是文本，里面没有 Word 批注。用 Word 或 WPS 打开，另存为 .docx 再查；或者用 --format html"
        ),
        format!(
            "{name} is text and has no Word comments: save it as .docx in Word or WPS, or use --format html"
        ),
    ))
}
