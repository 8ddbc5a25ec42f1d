//! `gongwen check`: what is wrong with a draft, with its arithmetic.

mod comments;
mod draft;
mod explain;
mod fix;
mod show;

use std::io::Read;
use std::path::{Path, PathBuf};

use gongwen::check::{self, Accepted, FileJson, Options, Outcome, OutputJson, PageFile, Text};
use gongwen::{Diagnostic, Report, Severity};

use crate::arguments::{Check, CheckStyle, Level};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, open_plain, write_all};
use crate::show::Show;
use crate::streams::{print, say};
use draft::Draft;

/// Runs the command.
pub(crate) fn run(options: &Check, language: Language) -> Result<(), Failure> {
    if let Some(code) = &options.explain {
        say(&explain::explain(code, language)?);
        return Ok(());
    }
    let asked = asked(options)?;
    if options.accept.is_some()
        && (options.drafts.len() != 1 || options.drafts.iter().any(|it| it == Path::new("-")))
    {
        return Err(Failure::usage(
            "--accept 一次放过一份文稿里的一处，只写一个文件，不能是标准输入。",
            "--accept is for one finding of one file, not of standard input",
        ));
    }
    comments::asked(options)?;
    if options.fix
        && (options.style != CheckStyle::Text || options.drafts.iter().any(|it| it == Path::new("-")))
    {
        return Err(Failure::usage(
            "--fix 改的是文件：不能是标准输入，也不同 --format 一起用。",
            "--fix changes files: not standard input, and not with --format",
        ));
    }
    let (mut files, mut pages, mut failed) = (Vec::new(), Vec::new(), false);
    for path in &options.drafts {
        let mut draft = match draft::read(path, language) {
            Ok(draft) => draft,
            // What one file has wrong does not stop the others.
            Err(Failure::Input) => {
                failed = true;
                continue;
            }
            Err(failure) => return Err(failure),
        };
        if options.fix {
            let judge = |draft: &Draft| judged(draft, path, options, &asked, language).map(|it| it.0.outcome);
            draft = fix::fixed(draft, path, options.dry_fix, &judge, language)?;
        }
        let judged = one(&draft, path, options, &asked, language)?;
        failed |= judged.fails(options.strict_check);
        if let Some(target) = &options.comments {
            comments::write(&draft, target, &judged.outcome, options, language)?;
        }
        match options.style {
            CheckStyle::Text => {}
            CheckStyle::Html => pages.push((draft.name, draft.text, judged)),
            CheckStyle::Json => {
                let name = path.display().to_string();
                files.push(FileJson::new(&name, &draft.text, &judged.outcome, judged.accepted));
            }
        }
    }
    if options.style == CheckStyle::Html && !pages.is_empty() {
        let of = pages.iter().map(|(name, text, judged)| PageFile {
            name,
            text,
            outcome: &judged.outcome,
            accepted: judged.accepted,
        });
        let pages: Vec<PageFile<'_>> = of.collect();
        let tongue = language.pick(gongwen::Language::Chinese, gongwen::Language::English);
        print(check::page(&pages, tongue).as_bytes());
    }
    if options.style == CheckStyle::Json {
        let json = serde_json::to_string_pretty(&OutputJson { version: 1, files });
        print(format!("{}\n", json.unwrap_or_default()).as_bytes());
    }
    if failed { Err(Failure::Input) } else { Ok(()) }
}

/// What the numbers of a report have wrong, as other commands tell it: what was let stand or accepted is left out.
pub(crate) fn arithmetic(
    report: &Report,
    source: &str,
    path: &Path,
    language: Language,
) -> Result<Vec<Diagnostic>, Failure> {
    let text = Text::from_report(report, source);
    let mut outcome = check::check(&text, &Options::arithmetic());
    if outcome.findings.is_empty() {
        return Ok(Vec::new());
    }
    check::allowed(&mut outcome, &text);
    Accepted::take(&stored(&beside(path), language)?, &mut outcome);
    let errors = outcome.findings.iter().filter(|finding| finding.severity == Severity::Error);
    Ok(errors.map(|finding| finding.diagnostic(&text)).collect())
}

fn asked(options: &Check) -> Result<Options, Failure> {
    let date = options.date.as_ref().map(|date| gongwen::report::date(date).ok_or(date)).transpose();
    let date = date.map_err(|date| {
        Failure::usage(
            format!("--date {date}：日期写成 2025-02-18。"),
            format!("--date {date}: write it as 2025-02-18"),
        )
    })?;
    Ok(Options {
        date,
        advice: options.advice || options.severity == Level::Hint,
        only: options.only_codes.clone(),
        skip: options.skip_codes.clone(),
    })
}

/// What was found in a draft, what was accepted before left out.
struct Judged {
    outcome: Outcome,
    accepted: usize,
}

impl Judged {
    fn fails(&self, strict: bool) -> bool {
        let least = if strict { Severity::Warning } else { Severity::Error };
        self.outcome.findings.iter().any(|finding| finding.severity >= least)
    }
}

/// Looks at a draft; what was let stand or accepted is left out. Gives what is to be told of that as well.
fn judged(
    draft: &Draft,
    path: &Path,
    options: &Check,
    asked: &Options,
    language: Language,
) -> Result<(Judged, Vec<Diagnostic>), Failure> {
    let mut outcome = check::check(&draft.text, asked);
    let least = match options.severity {
        _ if options.advice => Severity::Hint,
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Hint => Severity::Hint,
    };
    outcome.findings.retain(|finding| finding.severity >= least);
    let mut told = Vec::new();
    let mut count = 0;
    if draft.is_report() {
        let allowed = check::allowed(&mut outcome, &draft.text);
        count += allowed.count;
        told.extend(allowed.told);
    }
    let beside = beside(path);
    let mut accepted = stored(&beside, language)?;
    if let (Some(fingerprint), Some(reason)) = (&options.accept, &options.reason) {
        accept(&mut accepted, &outcome, fingerprint, reason)?;
        write_all(&[Output { path: beside.clone(), bytes: Accepted::file(&accepted).into_bytes() }])?;
    }
    let (taken, unused) = Accepted::take(&accepted, &mut outcome);
    count += taken;
    // What was not looked for cannot be missed.
    if asked.only.is_empty() && asked.skip.is_empty() && least <= Severity::Warning {
        told.extend(unused);
    }
    Ok((Judged { outcome, accepted: count }, told))
}

/// Looks at a draft and says what was found.
fn one(
    draft: &Draft,
    path: &Path,
    options: &Check,
    asked: &Options,
    language: Language,
) -> Result<Judged, Failure> {
    let (judged, told) = judged(draft, path, options, asked, language)?;
    Show { language, name: &draft.name, text: &draft.text.source, templates: None }.all(&told);
    if options.style == CheckStyle::Text {
        let mut text = show::findings(draft, &judged.outcome, language);
        if options.relations {
            text.push_str(&show::relations(draft, &judged.outcome, language));
        }
        if options.drafts.len() > 1 {
            text.push_str(&format!("{}{}", draft.name, language.pick("：", ": ")));
        }
        text.push_str(language.of(&judged.outcome.summary(judged.accepted)));
        text.push('\n');
        say(&text);
    }
    Ok(judged)
}

/// `草稿.txt.check.toml` beside the draft.
pub(crate) fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".check.toml");
    PathBuf::from(name)
}

/// What was accepted before.
fn stored(path: &Path, language: Language) -> Result<Vec<Accepted>, Failure> {
    let read = |mut file: std::fs::File| {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map(|_| bytes)
    };
    let bytes = match open_plain(path).and_then(read) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Failure::reading(path)(error)),
    };
    let text = String::from_utf8_lossy(&bytes);
    Accepted::parse(&text).map_err(|found: Diagnostic| {
        let name = path.display().to_string();
        Show { language, name: &name, text: "", templates: None }.all(&[found]);
        Failure::Input
    })
}

fn accept(
    accepted: &mut Vec<Accepted>,
    outcome: &Outcome,
    fingerprint: &str,
    reason: &str,
) -> Result<(), Failure> {
    if reason.trim().is_empty() {
        return Err(Failure::usage("--reason 要写明为什么不改。", "--reason says why it stays"));
    }
    let Some(finding) = outcome.findings.iter().find(|finding| finding.fingerprint == fingerprint) else {
        return Err(Failure::usage(
            format!("--accept {fingerprint}：文稿里没有这个指纹；指纹在 --format json 的输出里。"),
            format!(
                "--accept {fingerprint}: no finding has it; fingerprints are in the output of --format json"
            ),
        ));
    };
    accepted.retain(|it| it.fingerprint != fingerprint);
    accepted.push(Accepted::of(finding, reason.trim()));
    Ok(())
}
