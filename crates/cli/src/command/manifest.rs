use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use gongwen::batch::{Entry, Manifest, Shard};

use crate::arguments::{ManifestAction, ManifestCommand};
use crate::command::batch::findings;
use crate::command::batch::left::{prune, strays};
use crate::command::batch::record::{UNFINISHED, unfinished};
use crate::command::batch::short::{Short, short_path};
use crate::command::batch::store::is_whole;
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, open_plain, write_all};
use crate::show::Show;
use crate::streams::say;

/// `gongwen manifest`.
pub(crate) fn run(options: &ManifestCommand, language: Language) -> Result<(), Failure> {
    match &options.action {
        ManifestAction::Merge { folder, prune } => merge(folder, *prune, language),
        ManifestAction::Verify { folder } => {
            let (path, mut found) = (folder.join("manifest.jsonl"), Vec::new());
            let part = unfinished(&path);
            let open = !path.exists() && part.exists();
            if open {
                found.push(
                    language
                        .pick(
                            "运行没有做完，加 --resume 接着做",
                            "the run did not come to its end, go on with --resume",
                        )
                        .to_owned(),
                );
            }
            let entries = read(if open { &part } else { &path }, language)?;
            // What a run was about to record is no stray.
            let strays = if part.exists() { Vec::new() } else { strays_of(folder, &entries)? };
            verify(folder, &entries, &mut found, &strays, language)
        }
    }
}

/// Files that a run wrote and that the record does not name.
fn strays_of(folder: &Path, entries: &[Entry]) -> Result<Vec<String>, Failure> {
    let paths: BTreeSet<Short> = last(entries).outputs();
    let known = entries.iter().flat_map(Entry::known).map(|written| written.path.as_str());
    let depth = known.map(|path| path.matches('/').count()).max().unwrap_or_default();
    strays(folder, depth, &|path| paths.contains(&short_path(path)))
}

/// Joins the records of the shares; each key in one of them, each share there, each file whole.
fn merge(folder: &Path, prunes: bool, language: Language) -> Result<(), Failure> {
    let (mut shares, mut counts) = (BTreeMap::new(), Vec::new());
    for entry in fs::read_dir(folder).map_err(Failure::reading(folder))? {
        let entry = entry.map_err(Failure::reading(folder))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let (record, part) = match name.strip_suffix(UNFINISHED) {
            Some(record) => (record, true),
            None => (name.as_str(), false),
        };
        let Some(Shard { number, count }) = share(record) else { continue };
        counts.push(count);
        // The one that is finished holds.
        if !part || !shares.contains_key(&(count, number)) {
            shares.insert((count, number), (entry.path(), part));
        }
    }
    let mut found = Vec::new();
    counts.sort_unstable();
    counts.dedup();
    let [count] = counts.as_slice() else {
        return Err(Failure::usage(
            "文件夹里没有 manifest-1-of-8.jsonl 这样的记录，或者几次分的份数不同。",
            "the folder has no records like manifest-1-of-8.jsonl, or those of different counts of shares",
        ));
    };
    for number in (1..=*count).filter(|number| !shares.contains_key(&(*count, *number))) {
        found.push(language.pick(format!("缺第 {number} 份的记录"), format!("share {number} has no record")));
    }
    let mut merged: BTreeMap<Identity, Entry> = BTreeMap::new();
    for ((_, number), (path, part)) in &shares {
        if *part {
            found.push(language.pick(
                format!("第 {number} 份没有做完，加 --resume 接着做"),
                format!("share {number} did not come to its end, go on with --resume"),
            ));
        }
        // Within one record the last line of a key holds.
        let own: BTreeMap<Identity, Entry> =
            read(path, language)?.into_iter().map(|entry| (identity(&entry), entry)).collect();
        for (identity, entry) in own {
            if let Some(other) = merged.get(&identity).filter(|other| **other != entry) {
                let (key, one, two) = (&entry.key, other.row, entry.row);
                found.push(language.pick(
                    format!("{key} 在两份记录里，不一样（第 {one} 行和第 {two} 行）"),
                    format!("{key} is in two records and differs (rows {one} and {two})"),
                ));
            }
            merged.insert(identity, entry);
        }
    }
    let mut entries: Vec<Entry> = merged.into_values().collect();
    entries.sort_by(|one, other| (one.row, &one.key).cmp(&(other.row, &other.key)));
    let bytes = entries.iter().flat_map(|entry| entry.line().into_bytes()).collect();
    write_all(&[Output { path: folder.join("manifest.jsonl"), bytes }])?;
    let tables = (1..=*count).map(|number| folder.join(format!("findings-{number}-of-{count}.csv")));
    let tables: Vec<PathBuf> = tables.filter(|table| table.exists()).collect();
    let table = folder.join("findings.csv");
    if findings::join(&tables, &table)? {
        let table = table.display();
        let text = language
            .pick(format!("全部问题和提醒在 {table}\n"), format!("all that was found is in {table}\n"));
        say(&text);
    }
    // As long as a share is missing its files would be taken for strays.
    let mut strays = if found.is_empty() { strays_of(folder, &entries)? } else { Vec::new() };
    let mut pruned = Ok(());
    if prunes && !strays.is_empty() {
        let mut moved = prune(folder, &strays)?;
        let stayed = moved.stayed(folder);
        let (count, name) = (strays.len() - stayed.len(), &moved.name);
        let text = language.pick(
            format!("以前做的 {count} 个文件不在记录里，移到了 {name}\n"),
            format!("{count} files of earlier runs moved to {name}\n"),
        );
        strays.retain(|path| stayed.contains(path));
        pruned = moved.failure();
        say(&text);
    }
    verify(folder, &entries, &mut found, &strays, language).and(pruned)
}

/// The entries that hold, of several lines the last.
fn last(entries: &[Entry]) -> Last<'_> {
    Last(entries.iter().map(|entry| (entry.identity(), entry)).collect())
}

struct Last<'e>(BTreeMap<(&'e str, Option<u32>), &'e Entry>);

impl Last<'_> {
    /// The files that they name.
    fn outputs(&self) -> BTreeSet<Short> {
        self.0.values().flat_map(|entry| &entry.outputs).map(|written| short_path(&written.path)).collect()
    }
}

/// See [`Entry::identity`].
type Identity = (String, Option<u32>);

fn identity(entry: &Entry) -> Identity {
    let (key, row) = entry.identity();
    (key.to_owned(), row)
}

/// The share that has a record of this name.
fn share(name: &str) -> Option<Shard> {
    let share = name.strip_prefix("manifest-")?.strip_suffix(".jsonl")?;
    share.replacen("-of-", "/", 1).parse().ok()
}

fn read(path: &Path, language: Language) -> Result<Vec<Entry>, Failure> {
    let text = open_plain(path).and_then(std::io::read_to_string).map_err(Failure::reading(path))?;
    Manifest::read(&text).map(|manifest| manifest.entries).map_err(|found| {
        Show { language, name: &path.display().to_string(), text: "", templates: None }.all(&found.0);
        Failure::Input
    })
}

/// Says which files are not as the record says, after what was found before.
fn verify(
    folder: &Path,
    entries: &[Entry],
    found: &mut Vec<String>,
    strays: &[String],
    language: Language,
) -> Result<(), Failure> {
    let Last(last) = last(entries);
    let (mut files, mut hint) = (0, String::new());
    for entry in last.values() {
        let (row, key) = (entry.row, &entry.key);
        if entry.outputs.is_empty() {
            let why = entry.diagnostics.iter().find(|remark| remark.severity == "error");
            let why = why.map(|remark| {
                language.pick(format!("：{}", remark.message), format!(": {}", remark.message_en))
            });
            let why = why.unwrap_or_default();
            found.push(language.pick(
                format!("第 {row} 行（{key}）没有做成{why}"),
                format!("row {row} ({key}) was not made{why}"),
            ));
        }
        for written in &entry.outputs {
            files += 1;
            if !is_whole(folder, written) {
                let path = &written.path;
                found.push(language.pick(
                    format!("{path} 少了，或者与记录不符"),
                    format!("{path} is missing or not as recorded"),
                ));
            }
        }
    }
    found.extend(strays.iter().map(|path| {
        language.pick(
            format!("{path} 是以前的运行做的，不在记录里"),
            format!("{path} is of an earlier run and not in the record"),
        )
    }));
    if !strays.is_empty() {
        let (zh, en) = (
            "（不在记录里的：gongwen batch 运行时加 --prune，分片的合成时 gongwen manifest merge 加 --prune，移到旁边的文件夹）",
            "(what is not in the record: --prune of gongwen batch, or of gongwen manifest merge, moves it into a folder beside)",
        );
        hint.push_str(language.pick(zh, en));
        hint.push('\n');
    }
    let (documents, faults) = (last.len(), found.len());
    let mut text: String = found.iter().map(|line| format!("{line}\n")).collect();
    text.push_str(&hint);
    text.push_str(&language.pick(
        format!("{documents} 份、{files} 个文件，{faults} 处不符\n"),
        format!("{documents} documents, {files} files, {faults} faults\n"),
    ));
    say(&text);
    if found.is_empty() { Ok(()) } else { Err(Failure::Input) }
}
