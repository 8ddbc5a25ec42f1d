//! How far a run is: a bar on a terminal, lines elsewhere, JSON for programs.

use std::io::IsTerminal;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use gongwen::batch::Gate;
use indicatif::{ProgressBar, ProgressState, ProgressStyle as Style};
use serde_json::json;

use super::bundle::Bundle;
use super::ended::Ended;
use super::left::{Left, Why};
use super::make::Outcome;
use super::speak::{speak, speaks};
use crate::arguments::ProgressStyle;
use crate::language::Language;
use crate::streams::{print, say, tell};

/// Lines come no closer than this.
const EVERY: Duration = Duration::from_secs(2);

/// Tells how far a run is.
pub(super) struct Progress {
    style: ProgressStyle,
    bar: ProgressBar,
    total: u32,
    done: u32,
    start: Instant,
    last: Mutex<Instant>,
    language: Language,
}

impl Progress {
    pub(super) fn new(asked: ProgressStyle, language: Language) -> Progress {
        let terminal = std::io::stderr().is_terminal();
        let style = match asked {
            ProgressStyle::Auto if !terminal => ProgressStyle::Plain,
            asked => asked,
        };
        let bar = match style {
            ProgressStyle::Auto => ProgressBar::no_length(),
            _ => ProgressBar::hidden(),
        };
        style_bar(&bar, language.pick("检查表格：第 {pos} 行", "checking the table: row {pos}"));
        let now = Instant::now();
        Progress { style, bar, total: 0, done: 0, start: now, last: Mutex::new(now), language }
    }

    /// So many rows were looked at by the gate.
    pub(super) fn looked(&self, rows: u32) {
        // A row takes less time than asking for the time is worth.
        if !rows.is_multiple_of(64) {
            return;
        }
        self.bar.set_position(u64::from(rows));
        if matches!(self.style, ProgressStyle::Plain | ProgressStyle::Json) && self.due() {
            match self.style {
                // Whoever has stopped reading is told when documents are made.
                ProgressStyle::Json => event(&json!({ "event": "checking", "rows": rows })),
                _ => tell(
                    self.language.pick(format!("检查了表格的 {rows} 行"), format!("{rows} rows checked")),
                ),
            }
        }
    }

    /// What the gate found.
    pub(super) fn gate(&mut self, gate: &Gate, summary: &str) {
        self.total = gate.ready;
        self.start = Instant::now();
        if self.style == ProgressStyle::Auto {
            self.bar = ProgressBar::new(u64::from(self.total));
            style_bar(
                &self.bar,
                self.language.pick(
                    "{bar:30} {pos}/{len} 份，每秒 {rate} 份，还要 {left} 秒{msg}",
                    "{bar:30} {pos}/{len}, {rate}/s, {left} s left{msg}",
                ),
            );
        }
        if self.style == ProgressStyle::Json {
            return event(&json!({
                "event": "gate", "rows": gate.rows, "ready": gate.ready, "bad": gate.bad,
                "diagnostics": gate.found.iter().map(gongwen::batch::Remark::from).collect::<Vec<_>>(),
            }));
        }
        speak(self.style, summary)
    }

    /// Whether the next line is due; then it counts as written.
    fn due(&self) -> bool {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let due = last.elapsed() >= EVERY;
        if due {
            *last = Instant::now();
        }
        due
    }

    /// The name that a row's files would have.
    pub(super) fn name(&self, key: &str, name: &str) {
        if self.style == ProgressStyle::Json {
            return event(&json!({ "event": "name", "key": key, "name": name }));
        }
        say(&format!("{key}  {name}\n"));
    }

    /// A line for people.
    pub(super) fn say(&self, text: &str) {
        speak(self.style, text)
    }

    /// Does something that writes lines, without the bar in between.
    pub(super) fn around(&self, work: impl FnOnce()) {
        self.bar.suspend(work);
    }

    /// A document is done.
    pub(super) fn document(&mut self, outcome: &Outcome, ended: &Ended) {
        self.done += 1;
        self.bar.inc(1);
        if ended.failed > 0 {
            let failed = ended.failed;
            self.bar
                .set_message(self.language.pick(format!("，{failed} 份有错"), format!(", {failed} failed")));
        }
        if self.style == ProgressStyle::Json {
            let mut value = json!({
                "event": "document", "done": self.done, "total": self.total, "entry": outcome.entry,
            });
            if !outcome.aside.is_empty() {
                value["aside"] = json!(outcome.aside);
            }
            return event(&value);
        }
        if self.style == ProgressStyle::Plain && self.due() {
            let (done, total, failed) = (self.done, self.total, ended.failed);
            let seconds = self.start.elapsed().as_secs_f64();
            let rate = f64::from(done) / seconds.max(0.001);
            let left = f64::from(total.saturating_sub(done)) / rate;
            tell(self.language.pick(
                format!("{done}/{total} 份，每秒 {rate:.0} 份，还要 {left:.0} 秒，{failed} 份有错"),
                format!("{done}/{total}, {rate:.0}/s, {left:.0} s left, {failed} failed"),
            ));
        }
    }

    /// Takes the bar away.
    pub(super) fn clear(&self) {
        self.bar.finish_and_clear();
    }

    /// Where the table of all that was found is.
    pub(super) fn found(&self, table: &Path) {
        let table = table.display();
        if self.style == ProgressStyle::Json {
            return event(&json!({ "event": "findings", "path": table.to_string() }));
        }
        speak(
            self.style,
            &self
                .language
                .pick(format!("全部问题和提醒在 {table}\n"), format!("all that was found is in {table}\n")),
        )
    }

    /// Files of earlier runs that are still there; `moved` is the folder that they were moved into.
    pub(super) fn left(&self, left: &Left, moved: Option<&str>) {
        if left.files.is_empty() && left.revised.is_empty() {
            return;
        }
        if self.style == ProgressStyle::Json {
            let file = |(path, why): &(String, Why)| json!({ "path": path, "why": why.label() });
            let files: Vec<_> = left.files.iter().map(file).collect();
            let moved = moved.map_or(json!(null), |name| json!(name));
            return event(
                &json!({ "event": "left", "files": files, "revised": left.revised, "moved": moved }),
            );
        }
        speak(self.style, &left.told(moved, self.language))
    }

    /// The zip of the run.
    pub(super) fn zip(&self, path: &Path, bundle: &Bundle) {
        let Bundle { documents, files, aside } = bundle;
        let path = path.display();
        if let Some(name) = aside {
            let text = self.language.pick(
                format!("{path} 原来就有，不是这样的运行做的（或者有人改过），原来的存为 {name}"),
                format!("{path} was there and is none of a run, or was changed since; it is kept as {name}"),
            );
            tell(text);
        }
        if self.style == ProgressStyle::Json {
            return event(&json!({
                "event": "zip", "path": path.to_string(), "documents": documents, "files": files, "aside": aside,
            }));
        }
        speak(
            self.style,
            &self.language.pick(
                format!("装进 {path}：这一次的 {documents} 份、{files} 个文件\n"),
                format!("{path}: {documents} documents of this run, {files} files\n"),
            ),
        )
    }

    /// How the run ended.
    pub(super) fn end(&self, ended: &Ended, language: Language) {
        let Ended { made, kept, failed, interrupted, tightened, unmade } = ended;
        if !speaks(self.style) {
            let mut end = json!({
                "event": "end", "made": made, "kept": kept, "failed": failed, "interrupted": interrupted,
            });
            if let (Some(tightened), Some(end)) = (tightened, end.as_object_mut()) {
                end.insert("tightened".to_owned(), json!(tightened));
            }
            return event(&end);
        }
        let left = self.total.saturating_sub(made + kept + failed);
        let mut text = language.pick(format!("做好 {made} 份"), format!("{made} made"));
        if let Some(tightened) = tightened {
            text.push_str(&language.pick(
                format!("，其中 {tightened} 份收紧行距、少用了纸"),
                format!(", {tightened} of them with less line pitch to save paper"),
            ));
        }
        if *kept > 0 {
            text.push_str(&language.pick(format!("，原来就有 {kept} 份"), format!(", {kept} there already")));
        }
        if *failed > 0 {
            text.push_str(&language.pick(format!("，没有做成 {failed} 份"), format!(", {failed} failed")));
        }
        if *interrupted {
            text.push_str(&language.pick(
                format!("；中断了，还有 {left} 份，加 --resume 接着做"),
                format!("; interrupted, {left} left, go on with --resume"),
            ));
        }
        text.push_str(&unmade.told(language));
        text.push('\n');
        speak(self.style, &text)
    }
}

fn style_bar(bar: &ProgressBar, template: &str) {
    use std::fmt::Write;
    // Writing into a string does not fail.
    let rate = |state: &ProgressState, text: &mut dyn Write| {
        let _ = write!(text, "{:.0}", state.per_sec());
    };
    let left = |state: &ProgressState, text: &mut dyn Write| {
        let _ = write!(text, "{}", state.eta().as_secs());
    };
    if let Ok(style) = Style::with_template(template) {
        bar.set_style(style.with_key("rate", rate).with_key("left", left));
    }
}

fn event(value: &serde_json::Value) {
    print(format!("{value}\n").as_bytes())
}
