//! Faces of this machine or of a folder, found by their names.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use fontdb::{Database, FaceInfo, Style};
use gongwen_core::FaceRole;

use crate::chains::{Candidate, chain};
use crate::face::{Face, Origin};

/// Why a folder of fonts is of no use.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The folder cannot be read.
    #[error("cannot read the folder {folder:?}")]
    Folder {
        /// Which.
        folder: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It holds no font that can be read.
    #[error("no readable font in the folder {folder:?}")]
    NoFont {
        /// Which.
        folder: PathBuf,
    },
}

/// The fonts installed on this machine.
pub(crate) fn system() -> Database {
    let mut database = Database::new();
    database.load_system_fonts();
    database
}

/// The fonts in a folder and its folders.
pub(crate) fn folder(folder: &Path) -> Result<Database, Error> {
    std::fs::read_dir(folder).map_err(|source| Error::Folder { folder: folder.to_owned(), source })?;
    let mut database = Database::new();
    database.load_fonts_dir(folder);
    if database.is_empty() {
        return Err(Error::NoFont { folder: folder.to_owned() });
    }
    Ok(database)
}

/// The first face of the role's chain that is there and can be used, and whether it is the official one.
pub(crate) fn find(database: &Database, role: FaceRole) -> Option<(Face, bool)> {
    chain(role).iter().find_map(|candidate| {
        let mut named: Vec<&FaceInfo> = database.faces().filter(|info| is_named(info, candidate)).collect();
        named.sort_by_key(|info| (info.weight.0.abs_diff(candidate.weight), info.post_script_name.clone()));
        named.into_iter().find_map(|info| load(database, info)).map(|face| (face, candidate.official))
    })
}

fn is_named(info: &FaceInfo, candidate: &Candidate) -> bool {
    let wanted = fold(candidate.name);
    info.style == Style::Normal
        && (info.families.iter().any(|(family, _)| fold(family) == wanted)
            || fold(&info.post_script_name) == wanted)
}

/// Names differ between systems in case and spaces.
fn fold(name: &str) -> String {
    name.chars().filter(|character| !character.is_whitespace()).flat_map(char::to_lowercase).collect()
}

fn load(database: &Database, info: &FaceInfo) -> Option<Face> {
    let (source, index) = database.face_source(info.id)?;
    let path = match source {
        fontdb::Source::File(path) | fontdb::Source::SharedFile(path, _) => path,
        fontdb::Source::Binary(_) => return None,
    };
    let data = std::fs::read(&path).ok()?;
    Face::parse(Cow::Owned(data), index, Origin::File(path))
}
