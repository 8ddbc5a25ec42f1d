//! All faces of a run, and a chain of them for each role.

use std::path::Path;

use gongwen_core::FaceRole;

use crate::discover::{self, Error};
use crate::embedded;
use crate::face::{Face, FaceId, Origin};

const ROLES: usize = FaceRole::ALL.len();

/// Loaded and parsed faces, a chain of them for each role. Shared by threads.
pub struct Fonts {
    faces: Vec<Face>,
    chains: [Vec<FaceId>; ROLES],
    official: [bool; ROLES],
}

/// Which face serves a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The role.
    pub role: FaceRole,
    /// The face.
    pub face: FaceId,
    /// Family of the face.
    pub family: String,
    /// Where it came from.
    pub origin: Origin,
    /// Whether it is the official face itself, not a stand-in.
    pub official: bool,
}

/// How many of the 8,105 characters of the 通用规范汉字表 a face shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// So many it has ink for.
    pub covered: usize,
    /// Of so many.
    pub of: usize,
}

impl Fonts {
    /// The embedded set: the same on every machine.
    pub fn embedded() -> Fonts {
        Fonts::from_database(None)
    }

    /// The faces installed on this machine by name chain, the embedded set for what is missing.
    ///
    /// ```no_run
    /// for assignment in gongwen_fonts::Fonts::discover().assignments() {
    ///     println!("{}: {}", assignment.role.label(), assignment.family);
    /// }
    /// ```
    pub fn discover() -> Fonts {
        Fonts::from_database(Some(&discover::system()))
    }

    /// The faces in this folder by name chain, the embedded set for what is missing.
    ///
    /// # Errors
    /// The folder cannot be read, or holds no readable font.
    pub fn from_dir(folder: &Path) -> Result<Fonts, Error> {
        Ok(Fonts::from_database(Some(&discover::folder(folder)?)))
    }

    fn from_database(database: Option<&fontdb::Database>) -> Fonts {
        let mut fonts = Fonts { faces: Vec::new(), chains: Default::default(), official: [false; ROLES] };
        for role in FaceRole::ALL {
            let found = database.and_then(|database| discover::find(database, role));
            if let Some((face, official)) = found {
                let id = fonts.add(face);
                fonts.chains[role as usize].push(id);
                fonts.official[role as usize] = official;
            }
        }
        let embedded: Vec<FaceId> = FaceRole::ALL
            .into_iter()
            .filter_map(|role| Face::parse(embedded::data(role), 0, Origin::Embedded))
            .map(|face| fonts.add(face))
            .collect();
        for role in FaceRole::ALL {
            let chain = &mut fonts.chains[role as usize];
            chain.extend(embedded.get(role as usize));
            chain.extend(embedded.iter().filter(|id| embedded.get(role as usize) != Some(id)));
        }
        fonts
    }

    fn add(&mut self, face: Face) -> FaceId {
        let same = |known: &Face| {
            known.origin != Origin::Embedded && known.origin == face.origin && known.index() == face.index()
        };
        let position = self.faces.iter().position(same).unwrap_or_else(|| {
            self.faces.push(face);
            self.faces.len() - 1
        });
        // Five roles with two faces each at the most.
        FaceId(position as u16)
    }

    /// A face by id.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// All faces with their ids.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.faces.iter().enumerate().map(|(position, face)| (FaceId(position as u16), face))
    }

    /// The face and glyph for a character in this role, falling back along the chain; `None` when no face has ink for it.
    pub fn resolve(&self, role: FaceRole, character: char) -> Option<(FaceId, u16)> {
        self.chains[role as usize].iter().find_map(|id| Some((*id, self.face(*id).glyph(character)?)))
    }

    /// The first face of a role.
    pub fn primary(&self, role: FaceRole) -> FaceId {
        self.chains[role as usize].first().copied().unwrap_or(FaceId(0))
    }

    /// Which face serves each role.
    pub fn assignments(&self) -> Vec<Assignment> {
        FaceRole::ALL
            .into_iter()
            .map(|role| {
                let id = self.primary(role);
                let face = self.face(id);
                Assignment {
                    role,
                    face: id,
                    family: face.family.clone(),
                    origin: face.origin.clone(),
                    official: self.official[role as usize],
                }
            })
            .collect()
    }

    /// How much of the 通用规范汉字表 the first face of a role shows; what it lacks falls back.
    pub fn coverage(&self, role: FaceRole) -> Coverage {
        let face = self.face(self.primary(role));
        let covered = standard_characters().filter(|character| face.glyph(*character).is_some()).count();
        Coverage { covered, of: standard_characters().count() }
    }
}

/// The 8,105 characters of the 通用规范汉字表, in its order.
///
/// ```
/// assert_eq!(gongwen_fonts::standard_characters().count(), 8105);
/// ```
pub fn standard_characters() -> impl Iterator<Item = char> {
    include_str!("../data/tongyong-8105.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::chars)
}
