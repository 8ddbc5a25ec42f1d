//! Files of earlier runs that are none of this one: told of, and moved out of the way when asked for, never removed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use gongwen::MadeBy;
use gongwen::batch::{MOVED, Shard, Written, is_moved};

use super::record::{Finished, Record, UNFINISHED, read_lines};
use super::short::{short, short_path};
use super::store::is_whole;
use crate::failure::Failure;
use crate::language::Language;

/// A document is not as large as this.
const LARGEST: u64 = 1 << 28;

/// What documents are called.
const ENDINGS: [&str; 2] = ["docx", "pdf"];

/// How many files of a kind are named.
const NAMED: usize = 10;

/// Why a file is none of this run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Why {
    /// No row of the table is its.
    Gone,
    /// Its row was not made this time.
    Unmade,
    /// Its row was made in other formats.
    Format,
    /// The files of its row are called otherwise.
    Renamed,
}

impl Why {
    /// For programs.
    pub(super) fn label(self) -> &'static str {
        match self {
            Why::Gone => "gone",
            Why::Unmade => "unmade",
            Why::Format => "format",
            Why::Renamed => "renamed",
        }
    }
}

/// Files of earlier runs.
#[derive(Default)]
pub(super) struct Left {
    /// Those that are as they were written, from the folder of the run.
    pub(super) files: Vec<(String, Why)>,
    /// Those that somebody revised: they are that person's now.
    pub(super) revised: Vec<String>,
}

/// Where to look for them.
pub(super) struct SearchPlace<'a> {
    pub(super) folder: &'a Path,
    pub(super) record: &'a Record,
    pub(super) shard: Option<Shard>,
    /// How many folders stand between that one and a file; none when the run was of a part of the rows, and nothing but the
    /// record tells whose a file is.
    pub(super) depth: Option<usize>,
}

impl Left {
    /// What is there of earlier runs when a run has come to its end.
    pub(super) fn find(place: &SearchPlace<'_>, finished: &Finished) -> Result<Left, Failure> {
        let known = |path: &str| finished.kept.paths.contains(&short_path(path));
        let mut keys: BTreeMap<String, String> = BTreeMap::new();
        let mut left = Left::default();
        let mut found: BTreeSet<String> = BTreeSet::new();
        let others = match finished.dropped.is_empty() {
            true => BTreeSet::new(),
            false => of_other_shares(place)?,
        };
        for (key, written) in finished.dropped.iter().filter(|(_, it)| !others.contains(&it.path)) {
            match state(place.folder, written) {
                State::Ours => drop(found.insert(written.path.clone())),
                State::Revised => left.revised.push(written.path.clone()),
                State::Gone => {}
            }
            // Its files of other formats are of the same row.
            keys.insert(stem(&written.path).to_owned(), key.clone());
        }
        match place.depth {
            Some(depth) => found.extend(strays(place.folder, depth, &known)?),
            None => found.extend(other_formats(place, finished, &known)?),
        }
        if found.is_empty() {
            return Ok(left);
        }
        let (mut made, mut unmade, mut stems) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for entry in place.record.of_this_run(&finished.kept) {
            let entry = entry?;
            stems.extend(entry.outputs.iter().map(|written| short(stem(&written.path))));
            if entry.outputs.is_empty() {
                unmade.insert(entry.key)
            } else {
                made.insert(entry.key)
            };
        }
        let why = |path: String| {
            let key = keys.get(stem(&path));
            let why = match key {
                _ if stems.contains(&short(stem(&path))) => Why::Format,
                Some(key) if unmade.contains(key) => Why::Unmade,
                Some(key) if made.contains(key) => Why::Renamed,
                _ => Why::Gone,
            };
            (path, why)
        };
        left.files = found.into_iter().map(why).collect();
        Ok(left)
    }

    /// Lines for people; `moved` is the folder that the files were moved into.
    pub(super) fn told(&self, moved: Option<&str>, language: Language) -> String {
        let mut text = String::new();
        for why in [Why::Gone, Why::Unmade, Why::Format, Why::Renamed] {
            let files: Vec<&str> =
                self.files.iter().filter(|(_, it)| *it == why).map(|(path, _)| path.as_str()).collect();
            if files.is_empty() {
                continue;
            }
            let count = files.len();
            let (zh, en) = match why {
                Why::Gone => ("不在这次的表里", "are of no row of this table"),
                Why::Unmade => ("所在的行这次没有做成", "are of rows that were not made this time"),
                Why::Format => ("是这次没有要的格式", "are in formats not asked for this time"),
                Why::Renamed => {
                    ("所在的行这次的文件不叫这个名字", "are of rows whose files are called otherwise now")
                }
            };
            let (then_zh, then_en) = match moved {
                None => ("；加 --prune 移走".to_owned(), "; move them away with --prune".to_owned()),
                Some(name) => (format!("；移到了 {name}"), format!("; moved to {name}")),
            };
            let (list_zh, list_en) = (named(&files, "、", "……"), named(&files, ", ", " …"));
            text.push_str(&language.pick(
                format!("上一次的 {count} 份文件{zh}：{list_zh}{then_zh}\n"),
                format!("{count} files of earlier runs {en}: {list_en}{then_en}\n"),
            ));
        }
        if !self.revised.is_empty() {
            let files: Vec<&str> = self.revised.iter().map(String::as_str).collect();
            let (count, zh, en) = (files.len(), named(&files, "、", "……"), named(&files, ", ", " …"));
            text.push_str(&language.pick(
                format!("上一次的 {count} 份文件这次没有做，后来有人改过，留着没有动：{zh}\n"),
                format!(
                    "{count} files of earlier runs were revised since and are left where they are: {en}\n"
                ),
            ));
        }
        text
    }
}

fn named(files: &[&str], comma: &str, more: &str) -> String {
    let mut list = files.iter().take(NAMED).copied().collect::<Vec<_>>().join(comma);
    if files.len() > NAMED {
        list.push_str(more);
    }
    list
}

enum State {
    Gone,
    Ours,
    Revised,
}

/// What became of a file that an earlier run wrote.
fn state(folder: &Path, written: &Written) -> State {
    let path = folder.join(&written.path);
    // A link is somebody's own.
    match fs::symlink_metadata(&path) {
        Ok(data) if data.is_file() => match is_whole(folder, written) || is_ours(&path, data.len()) {
            true => State::Ours,
            false => State::Revised,
        },
        _ => State::Gone,
    }
}

/// Whether a run wrote this file, and nobody has changed it since.
fn is_ours(path: &Path, length: u64) -> bool {
    length <= LARGEST && fs::read(path).is_ok_and(|bytes| gongwen::made_by(&bytes) == Some(MadeBy::Batch))
}

/// The files that other shares of the same run have in their records.
fn of_other_shares(place: &SearchPlace<'_>) -> Result<BTreeSet<String>, Failure> {
    let mut paths = BTreeSet::new();
    let Some(Shard { number, count }) = place.shard else { return Ok(paths) };
    for other in (1..=count).filter(|other| *other != number) {
        let path = place.folder.join(format!("manifest-{other}-of-{count}.jsonl"));
        for path in [super::record::unfinished(&path), path].iter().filter(|path| path.exists()) {
            let lines = read_lines(path)?.filter_map(Result::ok);
            paths.extend(lines.flat_map(|line| line.entry.outputs).map(|written| written.path));
        }
    }
    Ok(paths)
}

/// Files beside those of this run that are called so but are in another format, and that no record names any more.
fn other_formats(
    place: &SearchPlace<'_>,
    finished: &Finished,
    known: &dyn Fn(&str) -> bool,
) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    for entry in place.record.of_this_run(&finished.kept) {
        for written in entry?.outputs {
            let named = ENDINGS.iter().map(|ending| format!("{}.{ending}", stem(&written.path)));
            found.extend(named.filter(|path| {
                let data =
                    || fs::symlink_metadata(place.folder.join(path)).ok().filter(fs::Metadata::is_file);
                !known(path) && data().is_some_and(|data| is_ours(&place.folder.join(path), data.len()))
            }));
        }
    }
    Ok(found)
}

/// Documents in this folder, and in those so far below it, that a run wrote and that are not `known`. Folders that have a
/// record of their own, and those that files were moved into, are left out.
pub(in crate::command) fn strays(
    folder: &Path,
    depth: usize,
    known: &dyn Fn(&str) -> bool,
) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let mut open = vec![(folder.to_owned(), String::new(), depth)];
    while let Some((folder, above, depth)) = open.pop() {
        for entry in fs::read_dir(&folder).map_err(Failure::reading(&folder))? {
            let entry = entry.map_err(Failure::reading(&folder))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            // What cannot be looked at is none of ours.
            let Ok(kind) = entry.file_type() else { continue };
            let (path, shown) = (entry.path(), format!("{above}{name}"));
            if kind.is_dir() {
                if depth > 0 && !is_moved(&name) && !has_record(&path) {
                    open.push((path, format!("{shown}/"), depth - 1));
                }
                continue;
            }
            let document = path
                .extension()
                .is_some_and(|ending| ["docx", "pdf"].iter().any(|known| ending.eq_ignore_ascii_case(known)));
            let unknown = document && kind.is_file() && !name.starts_with(".gongwen") && !known(&shown);
            let length = || entry.metadata().map_or(u64::MAX, |data| data.len());
            if unknown && !is_aside(&name) && is_ours(&path, length()) {
                found.push(shown);
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

/// `锦南村.改过-1.docx`: kept when another file took its place.
fn is_aside(name: &str) -> bool {
    stem(name)
        .rsplit_once(".改过-")
        .is_some_and(|(_, number)| number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn has_record(folder: &Path) -> bool {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.any(|name| {
        let name = name.strip_suffix(UNFINISHED).unwrap_or(&name);
        name.starts_with("manifest") && name.ends_with(".jsonl")
    })
}

/// A path without its ending.
fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// What became of files that were to be moved.
#[derive(Default)]
pub(in crate::command) struct Pruned {
    /// The folder that they are in now, from the one of the run.
    pub(in crate::command) name: String,
    /// Files that stayed where they are, and why.
    pub(in crate::command) failed: Vec<(PathBuf, io::Error)>,
}

/// Moves files into a new folder `移走-1` beside them, with the folders that they are in.
pub(in crate::command) fn prune(folder: &Path, files: &[String]) -> Result<Pruned, Failure> {
    let mut pruned = Pruned::default();
    for number in 1.. {
        pruned.name = format!("{MOVED}{number}");
        let target = folder.join(&pruned.name);
        match fs::create_dir(&target) {
            Ok(()) => break,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Failure::writing(&target)(error)),
        }
    }
    for file in files {
        let (from, to) = (folder.join(file), folder.join(&pruned.name).join(file));
        let above = to.parent().unwrap_or(folder);
        if let Err(error) = fs::create_dir_all(above).and_then(|()| fs::rename(&from, &to)) {
            // Only when it is empty.
            let _ = fs::remove_dir(above);
            pruned.failed.push((from, error));
        }
    }
    if pruned.failed.len() == files.len() {
        // Only when nothing is in it.
        let _ = fs::remove_dir(folder.join(&pruned.name));
    }
    Ok(pruned)
}

impl Pruned {
    /// The files that stayed where they are, from the folder of the run.
    pub(in crate::command) fn stayed(&self, folder: &Path) -> BTreeSet<String> {
        let from =
            |path: &PathBuf| path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        self.failed.iter().map(|(path, _)| from(path)).collect()
    }

    /// Why not all of them were moved.
    pub(in crate::command) fn failure(&mut self) -> Result<(), Failure> {
        let count = self.failed.len();
        let Some((path, source)) = (count > 0).then(|| self.failed.swap_remove(0)) else { return Ok(()) };
        Err(Failure::Unmoved { path, source, count })
    }
}
