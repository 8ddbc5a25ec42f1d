//! `gongwen watch`: the files anew at each save, and what is wrong in the terminal.

use std::path::{Path, PathBuf};
use std::time::Duration;

use gongwen::read::{self, Notation};
use gongwen_preview::{Watch as Watcher, Woken};

use crate::arguments::{OutputFormat, Render, Watch};
use crate::command::{check, render};
use crate::failure::Failure;
use crate::language::Language;
use crate::press::made_of;
use crate::streams::tell;

/// A file with faults may be half written; it is read again after this.
const PATIENCE: Duration = Duration::from_millis(60);

/// Runs the command.
pub(crate) fn run(options: &Watch, language: Language) -> Result<(), Failure> {
    let report = &options.report;
    if report == Path::new("-") || options.output == Path::new("-") {
        return Err(Failure::usage(
            "watch 要文件，不能是标准输入和标准输出。",
            "watch works on files, not on standard input and output",
        ));
    }
    report.metadata().map_err(Failure::reading(report))?;
    let named = options.output.extension().and_then(|it| OutputFormat::from_extension(it.to_str()?));
    let formats = match (options.to.as_slice(), named) {
        ([], None) => vec![OutputFormat::Pdf],
        (asked, _) => asked.to_vec(),
    };
    let rendered = Render {
        files: vec![report.clone()],
        output: options.output.clone(),
        to: formats,
        no_check: options.no_check,
        press: options.press.clone(),
    };
    let mut watch = Watcher::new(options.poll);
    let waker = watch.waker();
    let _ = ctrlc::set_handler(move || waker.stop());
    let tools = made_of(&options.press);
    loop {
        let mut files = vec![report.clone(), check::beside(report)];
        watch.look_at(&files, &tools);
        files.extend(settled(report));
        watch.look_at(&files, &tools);
        match render::run(&rendered, language) {
            // What is wrong has been told, and may be put right.
            Ok(()) | Err(Failure::Input) => {}
            Err(usage @ Failure::Usage(_)) => return Err(usage),
            Err(failure) => {
                failure.report(language);
            }
        }
        tell(language.pick("等着下一次保存；按 Ctrl-C 结束。", "waiting for the next save; Ctrl-C ends it"));
        if watch.wait() == Woken::Stopped {
            return Ok(());
        }
    }
}

/// The files that the report names, once its writer is done.
fn settled(report: &Path) -> Vec<PathBuf> {
    let folder = report.parent().unwrap_or(Path::new(""));
    let notation =
        report.extension().map_or(Notation::Toml, |it| Notation::of_extension(&it.to_string_lossy()));
    let mut last = None;
    loop {
        let bytes = match report.metadata() {
            Ok(data) if data.is_file() && data.len() <= read::MAX_REPORT_BYTES as u64 => {
                std::fs::read(report).ok()
            }
            _ => None,
        };
        if let Some(Ok(checked)) = bytes.as_ref().map(|bytes| read::report(bytes, notation)) {
            return checked.report.files().into_iter().map(|file| folder.join(file.path)).collect();
        }
        if last.as_ref() == Some(&bytes) {
            return Vec::new();
        }
        last = Some(bytes);
        std::thread::sleep(PATIENCE);
    }
}
