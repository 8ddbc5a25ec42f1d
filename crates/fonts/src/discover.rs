//! Faces of this machine or of a folder, found by their names. Files stay closed until a face is used.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use fontdb::{Database, FaceInfo, Style};
use gongwen_document::FaceRole;
use gongwen_document::style::LatinFace;

use crate::chains::{Candidate, chain, latin_chain};
use crate::face::{self, Unusable};

/// Why a folder of fonts is of no use.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder cannot be read.
    #[error("cannot read the folder {folder:?}")]
    Folder {
        /// The folder that was asked for.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It holds no font that can be read.
    #[error("no readable font in the folder {folder:?}")]
    NoFont {
        /// The folder that was looked through.
        folder: PathBuf,
    },
}

/// A font file that was passed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// Path of the font file that was left out.
    pub path: PathBuf,
    /// Why it is not used.
    pub reason: Unusable,
}

/// A face that serves a role and can be embedded.
#[derive(Clone)]
pub(crate) struct FoundFace {
    pub(crate) path: PathBuf,
    pub(crate) index: u32,
    pub(crate) family: String,
    pub(crate) official: bool,
}

/// The fonts of a machine or of a folder, found by the names of their families.
pub(crate) struct Catalogue {
    database: Database,
    /// Upright faces by folded name, in an order that does not depend on the file system.
    names: BTreeMap<String, Vec<fontdb::ID>>,
    /// What was passed over, in order of path.
    skipped: BTreeMap<PathBuf, Unusable>,
}

impl Catalogue {
    /// The fonts installed on this machine.
    pub(crate) fn system() -> Catalogue {
        let mut database = Database::new();
        database.load_system_fonts();
        Catalogue::new(database, BTreeMap::new())
    }

    /// The fonts in a folder and its folders.
    pub(crate) fn folder(folder: &Path) -> Result<Catalogue, Error> {
        let failed = |source| Error::Folder { folder: folder.to_owned(), source };
        let mut search = Search { root: folder.canonicalize().map_err(failed)?, ..Search::default() };
        search.collect(folder).map_err(failed)?;
        let (mut database, mut skipped) = (Database::new(), search.skipped);
        for path in search.files {
            let known = database.len();
            if database.load_font_file(&path).is_err() || database.len() == known {
                skipped.insert(path, Unusable::Broken);
            }
        }
        if database.is_empty() {
            return Err(Error::NoFont { folder: folder.to_owned() });
        }
        Ok(Catalogue::new(database, skipped))
    }

    fn new(database: Database, skipped: BTreeMap<PathBuf, Unusable>) -> Catalogue {
        let mut infos: Vec<&FaceInfo> =
            database.faces().filter(|info| info.style == Style::Normal && path(info).is_some()).collect();
        infos.sort_by_key(|info| (path(info), info.index));
        let mut names: BTreeMap<String, Vec<fontdb::ID>> = BTreeMap::new();
        for info in infos {
            let families = info.families.iter().map(|(family, _)| fold(family));
            let own: BTreeSet<String> = families.chain([fold(&info.post_script_name)]).collect();
            for name in own {
                names.entry(name).or_default().push(info.id);
            }
        }
        Catalogue { database, names, skipped }
    }

    /// The faces of the role's chain that are there and can be used, best first.
    pub(crate) fn find(&mut self, role: FaceRole) -> Vec<FoundFace> {
        self.find_chain(chain(role))
    }

    /// The faces for digits and letters that are there and can be used, best first.
    pub(crate) fn find_latin(&mut self, face: LatinFace) -> Vec<FoundFace> {
        self.find_chain(latin_chain(face))
    }

    fn find_chain(&mut self, chain: &[Candidate]) -> Vec<FoundFace> {
        let mut found: Vec<FoundFace> = Vec::new();
        for candidate in chain {
            let ids = self.names.get(&fold(candidate.name)).cloned().unwrap_or_default();
            let mut infos: Vec<&FaceInfo> = ids
                .into_iter()
                .filter_map(|id| self.database.face(id))
                .filter(|info| candidate.weight.is_none_or(|weight| info.weight.0.abs_diff(weight) < 100))
                .collect();
            // Of two as near the heavier: the medium cut of a family without a regular one.
            infos.sort_by_key(|info| {
                (info.weight.0.abs_diff(candidate.weight.unwrap_or(400)), !info.weight.0)
            });
            for info in infos {
                let Some(path) = path(info).map(Path::to_owned) else { continue };
                match self.database.with_face_data(info.id, inspect) {
                    Some(Ok(family)) => {
                        let (index, official) = (info.index, candidate.official);
                        if !found.iter().any(|known| known.path == path && known.index == index) {
                            found.push(FoundFace { path, index, family, official });
                        }
                        break;
                    }
                    Some(Err(reason)) => self.skipped.insert(path, reason),
                    None => self.skipped.insert(path, Unusable::Broken),
                };
            }
        }
        found
    }

    /// What was passed over so far.
    pub(crate) fn skipped(self) -> Vec<Skipped> {
        self.skipped.into_iter().map(|(path, reason)| Skipped { path, reason }).collect()
    }
}

/// The family of a face that can be embedded.
fn inspect(data: &[u8], index: u32) -> Result<String, Unusable> {
    face::check(data, index).map(|face| face::names(&face).0)
}

fn path(info: &FaceInfo) -> Option<&Path> {
    match &info.source {
        fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _) => Some(path),
        fontdb::Source::Binary(_) => None,
    }
}

/// Names differ between systems in case, spaces and joints (`FZFSJW--GB1-0`, `仿宋_GB2312`).
fn fold(name: &str) -> String {
    name.chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// The font files below a folder.
#[derive(Default)]
struct Search {
    /// Where it began, links resolved.
    root: PathBuf,
    /// Folders by their real paths: one that links to another of them is entered once.
    entered: BTreeSet<PathBuf>,
    files: BTreeSet<PathBuf>,
    skipped: BTreeMap<PathBuf, Unusable>,
}

impl Search {
    fn collect(&mut self, folder: &Path) -> std::io::Result<()> {
        let real = folder.canonicalize()?;
        if !self.entered.insert(real) {
            return Ok(());
        }
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                let inside = path.canonicalize().is_ok_and(|real| real.starts_with(&self.root));
                match inside {
                    // A folder inside that may not be read hides nothing from the others.
                    true => drop(self.collect(&path)),
                    // A link to the root of the disk would be followed all over it.
                    false => drop(self.skipped.insert(path, Unusable::Linked)),
                }
            } else if is_font(&path) {
                match path.is_file() || !path.exists() {
                    // A link to a file that is gone is told of as one that cannot be read.
                    true => drop(self.files.insert(path)),
                    // To open a pipe is to wait for who writes into it.
                    false => drop(self.skipped.insert(path, Unusable::Broken)),
                }
            }
        }
        Ok(())
    }
}

fn is_font(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| ["ttf", "otf", "ttc", "otc"].iter().any(|known| extension == *known))
}
