use std::io::Read;
use std::path::{Path, PathBuf};

use gongwen::import::{self, Fate, Imported, Kind, Loss, Options};
use gongwen::read::{self, Notation};
use serde_json::json;

use crate::arguments::{Import, SummaryFormat};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, open_given, write_new};
use crate::show::Show;
use crate::streams::{print, say, tell};

/// How many numbers of paragraphs a line names.
const SHOWN: usize = 8;

/// `gongwen import`.
pub(crate) fn run(options: &Import, language: Language) -> Result<(), Failure> {
    let target = target(options)?;
    let name = options.draft.display().to_string();
    let show = |text: &str, found: &[gongwen::Diagnostic]| {
        Show { language, name: &name, text, templates: None }.all(found);
    };
    let file = open_given(&options.draft).map_err(Failure::reading(&options.draft))?;
    let mut bytes = Vec::new();
    file.take(import::MAX_BYTES + 1).read_to_end(&mut bytes).map_err(Failure::reading(&options.draft))?;
    let ending = options.draft.extension().map(|ending| ending.to_string_lossy().into_owned());
    let how = Options { keep_punctuation: options.keep_punctuation, no_figures: options.no_figures };
    let imported = import::draft(&bytes, ending.as_deref(), &how).map_err(|error| {
        show("", &[error]);
        Failure::Input
    })?;
    let written = imported.toml.clone().into_bytes();
    if target == Path::new("-") {
        print(&written);
        tell(summary(&imported, None, language).trim_end());
        return Ok(());
    }
    write_new(&Output { path: target.clone(), bytes: written })?;
    // What a render would tell of the file, told where it is made.
    if let Ok(checked) = read::report(imported.toml.as_bytes(), Notation::Toml) {
        let file = target.display().to_string();
        // What the draft does not say stands in the summary below.
        let told = |found: &&gongwen::Diagnostic| found.code != "report/to-be-written";
        let warnings: Vec<_> = checked.warnings.iter().filter(told).cloned().collect();
        Show { language, name: &file, text: &imported.toml, templates: None }.all(&warnings);
    }
    match options.summary {
        SummaryFormat::Text => say(&summary(&imported, Some(&target), language)),
        SummaryFormat::Json => print(as_json(&imported, &options.draft, &target).as_bytes()),
    }
    Ok(())
}

/// The file that is written: never one that is there.
fn target(options: &Import) -> Result<PathBuf, Failure> {
    let target = options.target.clone().unwrap_or_else(|| options.draft.with_extension("toml"));
    if target == Path::new("-") {
        return Ok(target);
    }
    let same =
        target.canonicalize().is_ok_and(|path| options.draft.canonicalize().is_ok_and(|own| own == path));
    if same {
        return Err(Failure::usage(
            format!("-o {} 就是草稿，不覆盖它；请换一个名字。", target.display()),
            format!(
                "-o {} is the draft itself, which is not overwritten; give another name",
                target.display()
            ),
        ));
    }
    if target.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("toml")) {
        return Err(Failure::usage(
            format!("-o {}：报告文件的名字以 .toml 结尾。", target.display()),
            format!("-o {}: the name of a report file ends in .toml", target.display()),
        ));
    }
    if target.symlink_metadata().is_ok() {
        let path = target.display();
        return Err(Failure::usage(
            format!("已有 {path}，不覆盖它；请用 -o 换一个名字。"),
            format!("{path} exists and is not overwritten; give another name with -o"),
        ));
    }
    Ok(target)
}

fn kind(imported: &Imported, language: Language) -> String {
    match imported.kind {
        Kind::Docx => language.pick("Word 文档", "Word file").to_owned(),
        Kind::Text(encoding) => language.pick(format!("文本，{encoding}"), format!("text in {encoding}")),
        Kind::Markdown(encoding) => {
            language.pick(format!("Markdown，{encoding}"), format!("Markdown in {encoding}"))
        }
    }
}

/// `第 3 段`, `第 3～8 段`.
fn places(first: u32, last: u32, language: Language) -> String {
    match first == last {
        true => language.pick(format!("第 {first} 段"), format!("paragraph {first}")),
        false => language.pick(format!("第 {first}～{last} 段"), format!("paragraphs {first} to {last}")),
    }
}

/// What was recognised, what stays as text, what was left out.
fn summary(imported: &Imported, target: Option<&Path>, language: Language) -> String {
    let mut text = String::new();
    let mut line = |said: String| {
        text.push_str(&said);
        text.push('\n');
    };
    let kind = kind(imported, language);
    if let Some(target) = target {
        let path = target.display();
        line(
            language.pick(
                format!("已写出 {path}（草稿是{kind}）"),
                format!("wrote {path} (the draft is a {kind})"),
            ),
        );
    }
    if !imported.recognised.is_empty() {
        line(language.pick("\n认出来的：", "\nrecognised:").to_owned());
    }
    for found in &imported.recognised {
        let (first, last) = found.paragraphs;
        line(format!("  {}　{}", places(first, last, language), language.of(&found.what)));
    }
    if imported.figures != (0, 0) {
        let (named, born) = imported.figures;
        line(language.pick(
            format!("  数字：{born} 个写成 {{{{名字=数}}}}，{named} 个用两次或有勾稽关系的写在 [figures] 里"),
            format!("  numbers: {born} as {{{{name=amount}}}}, {named} in [figures]"),
        ));
    }
    if !imported.assumed.is_empty() {
        line(language.pick("\n草稿没有写、要核对的：", "\nnot in the draft, to be checked:").to_owned());
    }
    for (field, said) in &imported.assumed {
        line(format!("  {field}：{}", language.of(said)));
    }
    if !imported.kept.is_empty() {
        line(language.pick("\n留在文字里的：", "\nkept as text:").to_owned());
    }
    for kept in imported.kept.iter().take(SHOWN * 3) {
        let place = places(kept.paragraph, kept.paragraph, language);
        line(format!("  {place}“{}”　{}", kept.quote, language.of(&kept.why)));
    }
    if let Some(more) = imported.kept.len().checked_sub(SHOWN * 3).filter(|more| *more > 0) {
        line(language.pick(format!("  ……还有 {more} 段"), format!("  … and {more} more")));
    }
    for (fate, zh, en) in
        [(Fate::LeftOut, "\n没有进来的：", "\nleft out:"), (Fate::Changed, "\n改了样子的：", "\nchanged:")]
    {
        let of_fate: Vec<&Loss> = imported.losses.iter().filter(|loss| loss.fate == fate).collect();
        if !of_fate.is_empty() {
            line(language.pick(zh, en).to_owned());
        }
        of_fate.into_iter().for_each(|loss| line(told(loss, language)));
    }
    line(String::new());
    line(match target {
        Some(target) => language.pick(
            format!(
                "排出来的文字和草稿一样。下一步：对照草稿看一遍，再运行 gongwen render {}",
                target.display()
            ),
            format!(
                "The finished text is that of the draft. Next: look through it, then run gongwen render {}",
                target.display()
            ),
        ),
        None => {
            language.pick("排出来的文字和草稿一样。", "The finished text is that of the draft.").to_owned()
        }
    });
    text
}

/// `  批注　2 处：某某：请核对`
fn told(loss: &Loss, language: Language) -> String {
    let (what, count) = (language.of(&loss.what), loss.count);
    let mut text = language.pick(format!("  {what}　{count} 处"), format!("  {what}: {count}"));
    let numbers: Vec<String> = loss.paragraphs.iter().take(SHOWN).map(u32::to_string).collect();
    if !numbers.is_empty() {
        let more = if loss.paragraphs.len() > SHOWN || loss.count > numbers.len() { "…" } else { "" };
        text.push_str(&language.pick(
            format!("（第 {}{more} 段）", numbers.join("、")),
            format!(" (paragraphs {}{more})", numbers.join(", ")),
        ));
    }
    for quote in loss.quotes.iter().take(SHOWN) {
        text.push_str(&format!("\n    “{quote}”"));
    }
    text
}

/// The same for programs.
fn as_json(imported: &Imported, draft: &Path, target: &Path) -> String {
    let both = |message: &gongwen::Message| json!({ "zh": message.zh, "en": message.en });
    let (kind, encoding) = match imported.kind {
        Kind::Docx => ("docx", None),
        Kind::Text(encoding) => ("text", Some(encoding)),
        Kind::Markdown(encoding) => ("markdown", Some(encoding)),
    };
    let losses = |fate: Fate| -> Vec<serde_json::Value> {
        let of_fate = imported.losses.iter().filter(|loss| loss.fate == fate);
        let told = of_fate.map(|loss| {
            json!({ "what": both(&loss.what), "count": loss.count, "paragraphs": loss.paragraphs, "quotes": loss.quotes })
        });
        told.collect()
    };
    let recognised = imported.recognised.iter().map(
        |found| json!({ "what": both(&found.what), "first": found.paragraphs.0, "last": found.paragraphs.1 }),
    );
    let kept = imported
        .kept
        .iter()
        .map(|kept| json!({ "paragraph": kept.paragraph, "why": both(&kept.why), "quote": kept.quote }));
    let assumed = imported.assumed.iter().map(|(field, said)| json!({ "field": field, "why": both(said) }));
    let value = json!({
        "version": 1,
        "draft": draft.display().to_string(),
        "report": target.display().to_string(),
        "kind": kind,
        "encoding": encoding,
        "blocks": imported.blocks,
        "recognised": recognised.collect::<Vec<_>>(),
        "assumed": assumed.collect::<Vec<_>>(),
        "kept": kept.collect::<Vec<_>>(),
        "left_out": losses(Fate::LeftOut),
        "changed": losses(Fate::Changed),
    });
    format!("{value:#}\n")
}
