//! The thread that reads, makes pages and waits for changes.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use gongwen::fonts::FaceId;
use gongwen::{Language, Press};
use tokio::sync::watch::Sender;

use crate::last::Last;
use crate::make::{Made, Taken, Unmade, checked, hash, make, take};
use crate::options::Options;
use crate::published::{Good, Published};
use crate::shown::{FindingShown, Shown};
use crate::watch::{Watch, Woken};

/// A file with faults may be half written: it is read again after this, and called wrong when it stayed as it is.
const PATIENCE: Duration = Duration::from_millis(60);
/// As often as this, for a file that is written for a second and longer.
const TIMES: usize = 20;

/// Fonts of a press, read once: their bytes by address, and the address of each face.
#[derive(Default)]
struct Faces {
    files: Arc<BTreeMap<String, Bytes>>,
    addresses: BTreeMap<FaceId, String>,
    style: Arc<str>,
}

/// Makes pages until it is told to stop.
pub(crate) struct Work {
    options: Options,
    watch: Watch,
    outbox: Sender<Published>,
    press: Option<Arc<Press>>,
    faces: Faces,
    row: Option<u32>,
    /// The files that the report names.
    named: Vec<PathBuf>,
    /// What the check said of the last good pages.
    checked: Vec<FindingShown>,
    /// The last good pages, by the press that there is.
    last: Last,
}

impl Work {
    pub(crate) fn new(options: Options, watch: Watch, outbox: Sender<Published>) -> Work {
        let mut work = Work {
            options,
            watch,
            outbox,
            press: None,
            faces: Faces::default(),
            row: None,
            named: Vec::new(),
            checked: Vec::new(),
            last: Last::default(),
        };
        work.look();
        work.press = (work.options.press)().map(Arc::new);
        work.renew();
        work
    }

    /// Waits for changes and shows them.
    pub(crate) fn run(mut self) {
        loop {
            match self.watch.wait() {
                Woken::Stopped => return,
                Woken::Row(row) => self.row = Some(row),
                Woken::Changed { tools } => {
                    if tools {
                        // What cannot be read now has been told in the terminal; the last good ones go on.
                        match (self.options.press)() {
                            Some(press) => {
                                self.press = Some(Arc::new(press));
                                self.faces = Faces::default();
                                self.last = Last::default();
                            }
                            None => {
                                self.fail(Unmade {
                                    findings: vec![self.no_press()],
                                    rows: None,
                                    files: None,
                                });
                                continue;
                            }
                        }
                    }
                }
            }
            self.renew();
        }
    }

    fn look(&mut self) {
        let mut files = vec![self.options.report.clone(), self.options.accepted.clone()];
        files.extend(self.options.rows.clone());
        files.extend(self.named.iter().cloned());
        self.watch.look_at(&files, &self.options.tools);
    }

    /// Reads and makes everything anew.
    fn renew(&mut self) {
        loop {
            let Some(press) = self.press.clone() else {
                return self.fail(Unmade { findings: vec![self.no_press()], rows: None, files: None });
            };
            let (taken, made) = self.make(&press);
            let files = match &made {
                Ok(made) => Some(&made.files),
                Err(unmade) => unmade.files.as_ref(),
            };
            // What is named for the first time may have changed before it was watched.
            if let Some(files) = files.filter(|files| **files != self.named) {
                self.named.clone_from(files);
                self.look();
                if take(&self.options) != taken {
                    continue;
                }
            }
            return match made {
                Ok(made) => self.show(press, made, &taken),
                Err(unmade) => self.fail(unmade),
            };
        }
    }

    /// Pages of the files as they are, once their writer is done.
    fn make(&self, press: &Press) -> (Taken, Result<Made, Unmade>) {
        let mut taken = take(&self.options);
        for _ in 0..TIMES {
            match make(&self.options, press, &taken, self.row, &self.last) {
                Ok(made) => return (taken, Ok(made)),
                Err(unmade) => {
                    std::thread::sleep(PATIENCE);
                    let again = take(&self.options);
                    if again == taken {
                        return (taken, Err(unmade));
                    }
                    taken = again;
                }
            }
        }
        let made = make(&self.options, press, &taken, self.row, &self.last);
        (taken, made)
    }

    /// The pages at once, with what the check said of the last ones; and then what it says of these, which takes longer
    /// than to make them.
    fn show(&mut self, press: Arc<Press>, mut made: Made, taken: &Taken) {
        self.add_faces(&press, &made.faces);
        self.last = Last { pages: std::mem::take(&mut made.pages), shown: made.shown.pages.clone() };
        made.shown.faces = format!("/faces.css?{}", hash(self.faces.style.as_bytes()));
        let good = Arc::new(Good { press: press.clone(), report: made.report.clone() });
        // Nobody is told that nothing is wrong before it was looked at.
        let shown_before = self.outbox.borrow().good.is_some();
        if self.options.check && shown_before {
            self.publish(made.with(&self.checked), Some(good.clone()));
        }
        if self.options.check {
            self.checked = checked(&self.options, &press, taken, &made.report);
        }
        self.publish(made.with(&self.checked), Some(good));
    }

    /// The last good pages, and what is wrong beside them.
    fn fail(&self, unmade: Unmade) {
        let last = self.outbox.borrow().clone();
        let mut shown = Shown::clone(&last.shown);
        shown.name = crate::make::name(&self.options);
        shown.english = self.options.language == Language::English;
        shown.stale = true;
        shown.findings = unmade.findings;
        shown.rows = unmade.rows.or(shown.rows);
        self.publish(shown, last.good);
    }

    /// Tells all who look, unless nothing is new.
    fn publish(&self, mut shown: Shown, good: Option<Arc<Good>>) {
        self.outbox.send_if_modified(|last| {
            if good.is_some() {
                last.good = good;
            }
            // Its number is put before it: a state is written out once, however long.
            shown.version = last.shown.version + 1;
            let json = serde_json::to_string(&shown).unwrap_or_default();
            if json.split_once(',').map(|(_, rest)| rest) == last.json.split_once(',').map(|(_, rest)| rest) {
                return false;
            }
            last.json = json.into();
            last.shown = Arc::new(shown);
            last.faces = self.faces.files.clone();
            last.style = self.faces.style.clone();
            true
        });
    }

    /// Readies the faces that are shown for the first time.
    fn add_faces(&mut self, press: &Press, faces: &[FaceId]) {
        if faces.iter().all(|face| self.faces.addresses.contains_key(face)) {
            return;
        }
        let mut files = BTreeMap::clone(&self.faces.files);
        for face in faces {
            if self.faces.addresses.contains_key(face) {
                continue;
            }
            let bytes =
                gongwen::pages_svg::web_font(press.fonts().face(*face)).unwrap_or_default().into_owned();
            let address = hash(&bytes);
            files.insert(address.clone(), Bytes::from(bytes));
            self.faces.addresses.insert(*face, address);
        }
        let address = |face| format!("/face/{}", self.faces.addresses.get(&face).map_or("", String::as_str));
        let all = self.faces.addresses.keys().copied();
        self.faces.style = gongwen::pages_svg::style_sheet(all, address).into();
        self.faces.files = Arc::new(files);
    }

    fn no_press(&self) -> FindingShown {
        let english = self.options.language == Language::English;
        FindingShown {
            code: "preview/tools",
            error: true,
            message: match english {
                false => "字体、模板或者本地格式读不了，毛病说在终端里",
                true => "fonts, templates or the profile cannot be read; the terminal says why",
            }
            .to_owned(),
            help: None,
            place: String::new(),
            path: String::new(),
            page: None,
        }
    }
}
