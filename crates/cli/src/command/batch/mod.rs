//! `gongwen batch`: a document for each row of a table.

mod about;
mod bundle;
mod checked;
mod ended;
pub(super) mod findings;
pub(super) mod left;
mod make;
mod memory;
mod merged;
mod progress;
pub(super) mod record;
mod rows;
pub(super) mod short;
mod speak;
pub(super) mod store;
mod told;
mod unmade;

use std::num::NonZeroUsize;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use gongwen::batch::{
    BindOptions, Binding, DataRow, DataTable, Documents, Gate, GateOptions, NamePattern, check_rows,
    read_tables,
};
use gongwen::{Diagnostic, Diagnostics, Error, read};

use crate::arguments::{Batch, Printable};
use crate::failure::Failure;
use crate::input::{self};
use crate::language::Language;
use crate::press::{press, stand_ins};
use crate::streams::tell;
use about::About;
use ended::Ended;
use make::{Maker, Outcome};
use progress::Progress;
use record::Taking;
use rows::Chosen;
use store::Store;
use told::Run;

/// How many documents that could not be made are explained; the others are in the record.
const EXPLAINED: u32 = 20;

/// How many rows say which glyphs the PDFs of a run share.
const SAMPLES: usize = 32;

/// `gongwen batch`.
pub(crate) fn run(options: &Batch, language: Language) -> Result<(), Failure> {
    memory::keep();
    check_targets(options)?;
    let report = input::source(&options.report, language)?;
    let rows = options.rows.display().to_string();
    let told = |found: Diagnostics| {
        report.show(language, &rows, None, &found.0);
        Failure::Input
    };
    let (form, _) = read::form(&report.bytes, report.format).map_err(told)?;
    let mut table = input::table(&options.rows, &form, options.sheet.as_deref(), language)?;
    let binding = Binding::new(&report.bytes, report.format, table.header(), &BindOptions::default());
    let mut binding = binding.map_err(told)?;
    let folder = (options.report.as_path() != Path::new("-")).then(|| options.report.parent()).flatten();
    let in_tables = read_tables(&mut binding, folder);
    let names = NamePattern::parse(&options.out, binding.names()).map_err(|fault| wrong_name(&fault))?;
    let chosen = Chosen::new(options, &binding)?;
    let press = press(&options.press, language)?;
    let about = About { report: &report, rows: &rows, templates: press.templates(), language };

    let holds = |row: &DataRow| chosen.holds(&binding, row);
    let threads = threads(options);
    let mut progress = Progress::new(options.progress, language);
    let looked = |rows| progress.looked(rows);
    let character = |character| press.unprintable(character);
    let looking = GateOptions {
        names: Some(&names),
        chosen: &holds,
        samples: SAMPLES,
        threads,
        character: &character,
        looked: &looked,
    };
    let gate = check_rows(&mut table, &binding, &looking).map_err(told)?;
    progress.clear();
    chosen.all_found(&mut table, &binding)?;
    // A column that is wrong is wrong in every row; programs get all of it.
    about.show(&findings::shown(&gate));
    progress.gate(&gate, &summary(&gate, &table, language));
    if options.check {
        about.show(&checked::rows(&mut table, &binding, &chosen, &gate).map_err(|found| about.told(found))?);
    }
    let formats = options.formats.iter().map(|format| format.file());
    let documents = match Documents::new(&press, &binding, formats, folder, &gate.samples) {
        Ok(documents) => documents,
        Err(Error::Input(found)) => {
            about.show(&found.0);
            return Err(Failure::Input);
        }
        Err(error) => return Err(Failure::Library(error.to_string())),
    };
    about.show(&in_tables);
    about.show(documents.warnings());
    let run = Run { options, names: &names, binding: &binding, chosen: &chosen, gate: &gate, about: &about };
    if options.dry_run {
        return run.dry(&mut table, &mut progress);
    }
    // A share may have no row, or none that is right; its record says so, for it is a part of that of all shares.
    let nothing = gate.ready == 0 && chosen.shard.is_none();
    if nothing || (options.strict && !gate.bad.is_empty()) {
        let unmade = run.unmade(&mut table, &progress)?;
        let unmade = unmade.told(language);
        progress
            .say(&language.pick(format!("一份也没有做{unmade}\n"), format!("nothing was made{unmade}\n")));
        return Err(Failure::Input);
    }
    options.zip.as_deref().map_or(Ok(()), bundle::check)?;
    let taking = Taking { resume: options.resume, partial: !options.only.is_empty() };
    let store = Store::open(&names, chosen.shard, taking, language)?;
    findings::clear(&store.folder, &store::mark(chosen.shard))?;
    let maker = Maker { binding: &binding, names: &names, documents, store: &store, fits: press.fits() };
    let mut ended = all(&mut table, &chosen, &gate, &maker, threads, &mut progress, &about)?;
    let finished = store.finish(ended.interrupted)?;
    let found = match ended.interrupted {
        true => run.found_so_far(&mut table, &store, &finished, &progress),
        false => run.found(store.record.of_this_run(&finished.kept), &store, &progress),
    };
    // The documents are made whatever becomes of what is said of them, and the last line says so.
    let told = found.map(|found| ended.unmade.found = found).map_err(|failure| match failure {
        Failure::Stopped { path, source, .. } => Failure::writing(&path)(source),
        failure => failure,
    });
    if ended.interrupted {
        progress.end(&ended, language);
        return Err(Failure::Interrupted);
    }
    let pruned = run.left(&store, &finished, &progress)?;
    let zipped = options.zip.as_deref().map_or(Ok(()), |path| {
        let bundle = bundle::write(path, &store.folder, store.record.of_this_run(&finished.kept))?;
        progress.zip(path, &bundle);
        Ok(())
    });
    if ended.made > 0 && options.formats.contains(&Printable::Pdf) {
        progress.say(&stand_ins(&press, &options.press.fonts.fonts, language));
    }
    if store.record.is_unended() {
        progress.say(language.pick(
            "上一次的运行没有做完，其余的行还没有做：不写 --only，加 --resume 接着做\n",
            "an earlier run did not come to its end, its other rows are still to be made: go on with --resume and without --only\n",
        ));
    }
    progress.end(&ended, language);
    told.and(zipped).and(pruned)?;
    if gate.bad.is_empty() && ended.failed == 0 { Ok(()) } else { Err(Failure::Input) }
}

/// Names under which nothing can be meant to be written.
fn check_targets(options: &Batch) -> Result<(), Failure> {
    if options.out.is_empty() {
        return Err(Failure::usage(
            "--out 是空的：写文件夹和文件名，如 'out/{{key}}'；做在当前文件夹里就写 '{{key}}'。",
            "--out is empty: write a folder and a name, as 'out/{{key}}', or '{{key}}' for this folder",
        ));
    }
    // Whatever it is called otherwise is somebody else's: the table, the report, the record of a run.
    let zip = |path: &Path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"));
    match options.zip.as_deref().filter(|path| !zip(path)) {
        Some(path) => Err(Failure::usage(
            format!("--zip {}：压缩文件的名字要以 .zip 结尾。", path.display()),
            format!("--zip {}: the name has to end in .zip", path.display()),
        )),
        None => Ok(()),
    }
}

fn threads(options: &Batch) -> NonZeroUsize {
    let asked = options.jobs.and_then(|jobs| NonZeroUsize::new(usize::from(jobs)));
    asked.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
}

fn all(
    table: &mut DataTable,
    chosen: &Chosen,
    gate: &Gate,
    maker: &Maker<'_>,
    threads: NonZeroUsize,
    progress: &mut Progress,
    about: &About<'_>,
) -> Result<Ended, Failure> {
    let (stop, interrupted) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicBool::new(false)));
    let (on_stop, on_signal) = (Arc::clone(&stop), Arc::clone(&interrupted));
    // Without a handler the run ends at once, as after a kill; that is no reason not to begin it.
    let _ = ctrlc::set_handler(move || {
        if on_signal.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        on_stop.store(true, Ordering::Relaxed);
    });
    let rows = rows::chosen(table, maker.binding, chosen).map_err(|found| {
        about.show(&found.0);
        Failure::Input
    })?;
    let mut ended = Ended { tightened: maker.fits.then_some(0), ..Ended::default() };
    let mut failure = None;
    let working = maker.documents.run(
        rows,
        threads,
        &stop,
        |row| if gate.refuses(row.number) { Ok(maker.refuse(row, gate)) } else { maker.make(row) },
        |outcome| {
            let result = match outcome {
                Ok(Ok(outcome)) => document(outcome, &mut ended, maker.store, progress, about),
                Ok(Err((path, source))) => Err(Failure::Stopped { path, source, done: 0 }),
                // The table changed since it was checked.
                Err(found) => Err(about.told(found)),
            };
            if let Err(error) = result {
                stop.store(true, Ordering::Relaxed);
                failure.get_or_insert(error);
            }
        },
    );
    if working < threads {
        progress.around(|| {
            tell(about.language.pick(
                format!("系统只让开 {working} 个线程（要 {threads} 个），做得慢一些，结果一样"),
                format!("the system started {working} threads of {threads}; slower, with the same result"),
            ));
        });
    }
    ended.interrupted = interrupted.load(Ordering::Relaxed);
    progress.clear();
    match failure {
        Some(Failure::Stopped { path, source, .. }) => {
            Err(Failure::Stopped { path, source, done: ended.made + ended.kept })
        }
        Some(failure) => Err(failure),
        None => Ok(ended),
    }
}

/// Records a document and tells of it.
fn document(
    outcome: Outcome,
    ended: &mut Ended,
    store: &Store,
    progress: &mut Progress,
    about: &About<'_>,
) -> Result<(), Failure> {
    if outcome.record {
        store.record.append(&outcome.entry)?;
    }
    if outcome.entry.outputs.is_empty() {
        ended.unmade.add(outcome.entry.row, outcome.village.clone());
    }
    if outcome.entry.is_refused() {
        // The gate told of it.
        return Ok(());
    }
    if !outcome.aside.is_empty() {
        progress.around(|| revised(&outcome, about.language));
    }
    if outcome.kept {
        ended.kept += 1;
    } else if outcome.entry.outputs.is_empty() {
        ended.failed += 1;
        if ended.failed <= EXPLAINED {
            progress.around(|| explain(&outcome, about));
        }
    } else {
        ended.made += 1;
        ended.tightened = ended.tightened.map(|count| count + u32::from(outcome.tightened));
    }
    progress.document(&outcome, ended);
    Ok(())
}

fn revised(outcome: &Outcome, language: Language) {
    for (path, name) in &outcome.aside {
        tell(language.pick(
            format!("{path} 做好以后有人改过（或者本来就有），原来的存为 {name}"),
            format!("{path} was revised since it was made, or was there before; it is kept as {name}"),
        ));
    }
}

fn explain(outcome: &Outcome, about: &About<'_>) {
    let (row, key) = (outcome.entry.row, &outcome.entry.key);
    tell(
        about.language.pick(format!("第 {row} 行（{key}）没有做成："), format!("row {row} ({key}) failed:")),
    );
    about.show(&outcome.faults);
}

fn wrong_name(fault: &Diagnostic) -> Failure {
    let help = fault.help.clone().unwrap_or_else(|| gongwen::Message::new("", ""));
    Failure::usage(
        format!("--out：{}。{}", fault.message.zh, help.zh),
        format!("--out: {}; {}", fault.message.en, help.en),
    )
}

/// How many rows there are and how many of them are ready, and what was found out about the table.
fn summary(gate: &Gate, table: &DataTable, language: Language) -> String {
    let detected = table.detected();
    let mut about = Vec::new();
    if let Some(sheet) = &detected.sheet {
        about.push(language.pick(format!("工作表“{sheet}”"), format!("sheet `{sheet}`")));
    }
    if let Some(encoding) = &detected.encoding {
        about.push(encoding.name().to_owned());
    }
    match detected.separator {
        Some('\t') => about.push(language.pick("制表符分栏".to_owned(), "tabs".to_owned())),
        Some(';') => about.push(language.pick("分号分栏".to_owned(), "semicolons".to_owned())),
        _ => {}
    }
    let about = match about.is_empty() {
        true => String::new(),
        false => language.pick(format!("（{}）", about.join("，")), format!(" ({})", about.join(", "))),
    };
    let (rows, ready, bad) = (gate.rows, gate.ready, gate.bad.len());
    let unshown = gate.found.len().saturating_sub(findings::shown(gate).len());
    let more = match unshown + gate.more as usize {
        0 => String::new(),
        more => {
            language.pick(format!("，还有 {more} 处没有列出"), format!(", {more} more findings not listed"))
        }
    };
    language.pick(
        format!("表格 {rows} 行{about}：可以做 {ready} 份，有错不做的 {bad} 行{more}\n"),
        format!("{rows} rows{about}: {ready} ready, {bad} left out for their faults{more}\n"),
    )
}
