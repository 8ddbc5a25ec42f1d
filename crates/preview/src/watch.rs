//! What changed on disk: events of the system where there are any, and a look each second where there are none.
//!
//! Folders are watched and not files, for editors write beside a file and rename. Network folders, and links to files that
//! are elsewhere, may send no events at all; nothing is written into the folder to find that out, but the files are
//! looked at each second anyway, which costs a `stat` of each.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// So long nothing has to happen before files are read, unless the system says that their writer is done.
const QUIET: Duration = Duration::from_millis(20);
/// Files that change all the time are read so often all the same; and what is done so soon after the last time is waited
/// for as if it were not, for more may follow.
const LONGEST: Duration = Duration::from_millis(100);
/// How often files are looked at without an event.
const LOOK: Duration = Duration::from_secs(1);
/// A folder has no more files than this that are looked at.
const MOST_ENTRIES: usize = 2_000;

/// What woke the watch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Woken {
    /// Some of the files changed; `tools` when fonts, templates or the form are among them.
    Changed {
        /// Whether what documents are made with changed, and not only what is in them.
        tools: bool,
    },
    /// Somebody asked for a row of the table, by its number.
    Row(u32),
    /// It is over.
    Stopped,
}

#[derive(Debug)]
enum Message {
    /// These changed; `done` when their writer has closed them, or they came whole by another name.
    Files {
        paths: Vec<PathBuf>,
        done: bool,
    },
    Row(u32),
    Stop,
}

/// Wakes a [`Watch`] from another thread.
#[derive(Clone, Debug)]
pub struct Waker(Sender<Message>);

impl Waker {
    /// Ends the watch.
    pub fn stop(&self) {
        // Who does not listen any more has stopped.
        let _ = self.0.send(Message::Stop);
    }

    /// Asks for a row of the table.
    pub(crate) fn row(&self, number: u32) {
        let _ = self.0.send(Message::Row(number));
    }
}

/// Waits for changes of files.
///
/// ```
/// use gongwen_preview::{Watch, Woken};
/// let folder = std::env::temp_dir();
/// let mut watch = Watch::new(false);
/// watch.look_at(&[folder.join("报告.toml")], &[]);
/// watch.waker().stop();
/// assert_eq!(watch.wait(), Woken::Stopped);
/// ```
pub struct Watch {
    inbox: Receiver<Message>,
    waker: Waker,
    system: Option<RecommendedWatcher>,
    folders: BTreeSet<(PathBuf, bool)>,
    files: Group,
    tools: Group,
    /// When something was told last.
    told: Option<Instant>,
}

/// Files and folders that belong together.
#[derive(Default)]
struct Group {
    paths: Vec<PathBuf>,
    /// The same by their real names, which some systems tell.
    real: Vec<PathBuf>,
    stamp: u64,
}

impl Watch {
    /// A watch of nothing so far. `poll` asks for no events.
    pub fn new(poll: bool) -> Watch {
        let (sender, inbox) = channel();
        let events = sender.clone();
        let told = move |event: notify::Result<notify::Event>| {
            // An error may mean that events were lost; then everything is looked at.
            let (paths, done) = match event {
                Ok(event) => match event.kind {
                    EventKind::Access(AccessKind::Close(AccessMode::Write))
                    | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => (event.paths, true),
                    EventKind::Access(_) => return,
                    _ => (event.paths, false),
                },
                Err(error) => (error.paths, false),
            };
            let _ = events.send(Message::Files { paths, done });
        };
        let system = (!poll).then(|| notify::recommended_watcher(told).ok()).flatten();
        Watch {
            inbox,
            waker: Waker(sender),
            system,
            folders: BTreeSet::new(),
            files: Group::default(),
            tools: Group::default(),
            told: None,
        }
    }

    /// Wakes it from another thread.
    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// Says what to look at: what is in the documents, and what they are made with (files, or folders with all in them).
    /// What is not there is waited for. To be called before they are read, so that no change is missed.
    pub fn look_at(&mut self, files: &[PathBuf], tools: &[PathBuf]) {
        self.files = Group::of(files);
        self.tools = Group::of(tools);
        let mut wanted = BTreeSet::new();
        for path in self.files.all().chain(self.tools.all()) {
            if path.is_dir() {
                wanted.insert((path.clone(), true));
            }
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
            wanted.insert((folder.unwrap_or(Path::new(".")).to_owned(), false));
        }
        let Some(system) = &mut self.system else { return };
        for (folder, _) in self.folders.difference(&wanted) {
            let _ = system.unwatch(folder);
        }
        for (folder, deep) in wanted.difference(&self.folders) {
            let mode = if *deep { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            // A folder that cannot be watched is looked at each second.
            let _ = system.watch(folder, mode);
        }
        self.folders = wanted;
    }

    /// Waits until something changed and its writer is done.
    pub fn wait(&mut self) -> Woken {
        let woken = self.next();
        self.told = Some(Instant::now());
        woken
    }

    fn next(&mut self) -> Woken {
        loop {
            match self.inbox.recv_timeout(LOOK) {
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return Woken::Stopped,
                Ok(Message::Row(number)) => return Woken::Row(number),
                Ok(Message::Files { paths, done }) => {
                    let mut tools = self.tools.holds(&paths);
                    if !tools && !self.files.holds(&paths) {
                        continue;
                    }
                    if let Some(other) = self.settle(&mut tools, done) {
                        return other;
                    }
                    self.files.renew();
                    self.tools.renew();
                    return Woken::Changed { tools };
                }
                Err(RecvTimeoutError::Timeout) => {
                    let (files, tools) = (self.files.renew(), self.tools.renew());
                    if files || tools {
                        return Woken::Changed { tools };
                    }
                }
            }
        }
    }

    /// Waits until the writer is done, or nothing happens any more.
    fn settle(&mut self, tools: &mut bool, mut done: bool) -> Option<Woken> {
        let begun = Instant::now();
        let burst = self.told.is_some_and(|told| told.elapsed() < LONGEST);
        while begun.elapsed() < LONGEST {
            // What has been told already belongs to the same save.
            let quiet = if done && !burst { Duration::ZERO } else { QUIET };
            match self.inbox.recv_timeout(quiet) {
                Ok(Message::Files { paths, done: this }) => {
                    let is_tool = self.tools.holds(&paths);
                    *tools |= is_tool;
                    done = if is_tool || self.files.holds(&paths) { this } else { done };
                }
                Ok(Message::Row(number)) => return Some(Woken::Row(number)),
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return Some(Woken::Stopped),
                Err(RecvTimeoutError::Timeout) => return None,
            }
        }
        None
    }
}

impl Group {
    fn of(paths: &[PathBuf]) -> Group {
        let absolute = |path: &PathBuf| std::path::absolute(path).unwrap_or_else(|_| path.clone());
        let paths: Vec<PathBuf> = paths.iter().map(absolute).collect();
        let real = paths.iter().filter_map(|path| real(path)).collect();
        let mut group = Group { paths, real, stamp: 0 };
        group.renew();
        group
    }

    fn all(&self) -> impl Iterator<Item = &PathBuf> {
        self.paths.iter().chain(&self.real)
    }

    /// Whether one of these is among them or in one of them. No path at all may be any.
    fn holds(&self, changed: &[PathBuf]) -> bool {
        changed.is_empty() || changed.iter().any(|changed| self.all().any(|path| changed.starts_with(path)))
    }

    /// Looks at all of them; whether they are others than the last time.
    fn renew(&mut self) -> bool {
        let mut hasher = DefaultHasher::new();
        let mut left = MOST_ENTRIES;
        self.paths.iter().for_each(|path| stamp(path, 4, &mut left, &mut hasher));
        let stamp = hasher.finish();
        std::mem::replace(&mut self.stamp, stamp) != stamp
    }
}

/// The real name of a file, be it there or not.
fn real(path: &Path) -> Option<PathBuf> {
    path.canonicalize().ok().or_else(|| Some(path.parent()?.canonicalize().ok()?.join(path.file_name()?)))
}

fn stamp(path: &Path, depth: usize, left: &mut usize, hasher: &mut DefaultHasher) {
    let Some(rest) = left.checked_sub(1) else { return };
    *left = rest;
    let Ok(data) = path.metadata() else { return };
    path.hash(hasher);
    (data.len(), data.modified().ok()).hash(hasher);
    if let (true, Some(depth), Ok(entries)) = (data.is_dir(), depth.checked_sub(1), path.read_dir()) {
        let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).take(*left).collect();
        entries.sort();
        entries.iter().for_each(|entry| stamp(entry, depth, left, hasher));
    }
}
