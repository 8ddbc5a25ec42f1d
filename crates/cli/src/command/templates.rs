use std::path::Path;

use gongwen::template::Templates;

use crate::arguments::{TemplatesAction, TemplatesCommand};
use crate::failure::Failure;
use crate::input;
use crate::language::Language;
use crate::output::{Output, clear_left, write_keeping};
use crate::show::Show;
use crate::streams::{print, say};

/// `gongwen templates`.
pub(crate) fn run(options: &TemplatesCommand, language: Language) -> Result<(), Failure> {
    let templates = input::templates(options.templates.as_deref())?;
    match options.action.as_ref().unwrap_or(&TemplatesAction::List) {
        TemplatesAction::List => list(&templates, language),
        TemplatesAction::Show { name } => match templates.source(name) {
            Some(source) => {
                print(source.as_bytes());
                Ok(())
            }
            None => Err(unknown(name, &templates)),
        },
        TemplatesAction::Check { names } => check(&templates, names, language),
        TemplatesAction::Export { folder } => export(folder, language),
    }
}

fn list(templates: &Templates, language: Language) -> Result<(), Failure> {
    let mut lines = String::new();
    let builtin = Templates::builtin();
    for (name, text) in templates.sources() {
        let own = builtin.source(name) != Some(text);
        let origin =
            if own { language.pick("自己的", "own") } else { language.pick("内置", "built in") };
        // What it is for stands in the comment at its head.
        let purpose = text.strip_prefix("{{!--").and_then(|rest| rest.split_once("--}}"));
        let purpose = purpose.map_or(String::new(), |(said, _)| format!("\t{}", said.trim()));
        lines.push_str(&format!("{name}\t{origin}{purpose}\n"));
    }
    say(&lines);
    Ok(())
}

fn check(templates: &Templates, names: &[String], language: Language) -> Result<(), Failure> {
    if let Some(name) = names.iter().find(|name| templates.source(name).is_none()) {
        return Err(unknown(name, templates));
    }
    let all: Vec<&str> = templates.sources().map(|(name, _)| name).collect();
    let names = if names.is_empty() { all } else { names.iter().map(String::as_str).collect() };
    let mut found: Vec<_> = names.iter().flat_map(|name| templates.check(name)).collect();
    found.dedup();
    Show { language, name: "", text: "", templates: Some(templates) }.all(&found);
    if found.iter().any(gongwen::Diagnostic::is_error) {
        return Err(Failure::Input);
    }
    let said = language.pick(
        format!("{} 个模板没有问题。\n", names.len()),
        format!("{} templates, nothing wrong.\n", names.len()),
    );
    say(&said);
    Ok(())
}

fn export(folder: &Path, language: Language) -> Result<(), Failure> {
    let builtin = Templates::builtin();
    let outputs: Vec<Output> = builtin
        .sources()
        .map(|(name, text)| Output {
            path: folder.join(format!("{name}.hbs")),
            bytes: text.as_bytes().to_vec(),
        })
        .collect();
    if let Some(existing) = outputs.iter().find(|output| output.path.exists()) {
        let path = existing.path.display();
        return Err(Failure::usage(
            format!("已有 {path}，不覆盖它；请换一个文件夹。"),
            format!("{path} exists and is not overwritten; give another folder"),
        ));
    }
    clear_left(folder);
    // One that came there in the meantime is kept.
    write_keeping(&outputs, &|_, _| false)?;
    let (count, folder) = (outputs.len(), folder.display());
    let said = language.pick(
        format!("已导出 {count} 个模板到 {folder}。\n"),
        format!("wrote {count} templates to {folder}.\n"),
    );
    say(&said);
    Ok(())
}

fn unknown(name: &str, templates: &Templates) -> Failure {
    let known: Vec<&str> = templates.names().collect();
    Failure::usage(
        format!("没有模板“{name}”。有：{}。", known.join("、")),
        format!("no template {name:?}; there are {}", known.join(", ")),
    )
}
