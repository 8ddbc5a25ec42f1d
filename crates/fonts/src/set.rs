//! All faces of a run, and a chain of them for each role.

use std::borrow::Cow;
use std::collections::BTreeSet;
#[cfg(feature = "system-fonts")]
use std::path::Path;
use std::sync::OnceLock;

use gongwen_document::FaceRole;
use gongwen_document::style::LatinFace;

#[cfg(feature = "system-fonts")]
use crate::discover::{Catalogue, Error, FoundFace, Skipped};
use crate::face::{Face, FaceId, FaceOrigin};

const ROLES: usize = FaceRole::ALL.len();

/// Faces and a chain of them for each role. Shared by threads.
///
/// A file is read when a character first needs it, so a set of all that is installed costs little.
pub struct Fonts {
    slots: Vec<Slot>,
    chains: [Vec<FaceId>; ROLES],
    /// Faces of digits and letters, and whether the first is the one itself.
    latin: Vec<FaceId>,
    latin_official: bool,
    official: [bool; ROLES],
    #[cfg(feature = "system-fonts")]
    skipped: Vec<Skipped>,
    empty: Face,
}

/// A face, read or not yet.
pub(crate) struct Slot {
    pub(crate) family: String,
    pub(crate) origin: FaceOrigin,
    pub(crate) index: u32,
    /// `None` inside: the file was there when it was found and cannot be read now.
    face: OnceLock<Option<Face>>,
}

impl Slot {
    fn face(&self) -> Option<&Face> {
        let read = || match &self.origin {
            FaceOrigin::Embedded | FaceOrigin::Given => None,
            FaceOrigin::File(path) => {
                let data = std::fs::read(path).ok()?;
                Face::parse(Cow::Owned(data), self.index, self.origin.clone()).ok()
            }
        };
        self.face.get_or_init(read).as_ref()
    }

    /// The face, if it was read already.
    pub(crate) fn read(&self) -> Option<&Face> {
        self.face.get()?.as_ref()
    }
}

/// Which face serves a role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The role 字体 that the face serves.
    pub role: FaceRole,
    /// Name of the official face, which was looked for first.
    pub asked: &'static str,
    /// The face that serves it first.
    pub face: FaceId,
    /// Family of the face.
    pub family: String,
    /// Where it came from.
    pub origin: FaceOrigin,
    /// Whether it is the official face itself, not a stand-in.
    pub official: bool,
}

/// How many of the 8,105 characters of the 通用规范汉字表 a face shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// How many of them the face has ink for.
    pub covered: usize,
    /// How many characters were asked for.
    pub of: usize,
}

impl Fonts {
    /// The embedded set 内置字体: the same on every machine. Feature `embedded-fonts`.
    #[cfg(feature = "embedded-fonts")]
    pub fn embedded() -> Fonts {
        let mut fonts = Fonts::empty();
        fonts.fall_back();
        fonts
    }

    /// The faces installed on this machine by name chain, the embedded set for what is missing. Feature `system-fonts`.
    ///
    /// ```no_run
    /// for assignment in gongwen_fonts::Fonts::discover().assignments() {
    ///     println!("{}: {}", assignment.role.label(), assignment.family);
    /// }
    /// ```
    #[cfg(feature = "system-fonts")]
    pub fn discover() -> Fonts {
        Fonts::of(Catalogue::system())
    }

    /// The faces in this folder and the folders in it by name chain, the embedded set for what is missing.
    /// Fonts that cannot be used are passed over; see [`Fonts::skipped`].
    ///
    /// ```
    /// let error = gongwen_fonts::Fonts::from_dir("no/such/folder".as_ref()).err();
    /// assert!(matches!(error, Some(gongwen_fonts::Error::Folder { .. })));
    /// ```
    ///
    /// # Errors
    /// [`Error::Folder`]: the folder cannot be read. [`Error::NoFont`]: it holds no readable font.
    #[cfg(feature = "system-fonts")]
    pub fn from_dir(folder: &Path) -> Result<Fonts, Error> {
        Ok(Fonts::of(Catalogue::folder(folder)?))
    }

    #[cfg(feature = "system-fonts")]
    fn of(mut catalogue: Catalogue) -> Fonts {
        let mut fonts = Fonts::empty();
        for role in FaceRole::ALL {
            let found = catalogue.find(role);
            fonts.official[role as usize] = found.first().is_some_and(|first| first.official);
            for face in found {
                let id = fonts.add_file(face);
                fonts.chains[role as usize].push(id);
            }
        }
        let latin = catalogue.find_latin(LatinFace::TimesNewRoman);
        fonts.latin_official = latin.first().is_some_and(|first| first.official);
        fonts.latin = latin.into_iter().map(|face| fonts.add_file(face)).collect();
        fonts.fall_back();
        fonts.skipped = catalogue.skipped();
        fonts
    }

    /// A set without a face.
    pub(crate) fn empty() -> Fonts {
        Fonts {
            slots: Vec::new(),
            chains: Default::default(),
            latin: Vec::new(),
            latin_official: false,
            official: [false; ROLES],
            #[cfg(feature = "system-fonts")]
            skipped: Vec::new(),
            empty: Face::empty(),
        }
    }

    /// Puts the embedded faces at the end of every chain: first the role's own, then the others.
    pub(crate) fn fall_back(&mut self) {
        #[cfg(feature = "embedded-fonts")]
        {
            let embedded: Vec<(FaceRole, FaceId)> =
                FaceRole::ALL.into_iter().filter_map(|role| Some((role, self.add_embedded(role)?))).collect();
            self.lead_chains(&embedded);
            self.trail_chains(&embedded);
        }
    }

    /// Puts each of these faces at the end of the chain of its own role.
    pub(crate) fn lead_chains(&mut self, faces: &[(FaceRole, FaceId)]) {
        for (role, id) in faces {
            self.chains[*role as usize].push(*id);
        }
    }

    /// Puts each of these faces at the end of the chains of all other roles.
    pub(crate) fn trail_chains(&mut self, faces: &[(FaceRole, FaceId)]) {
        for role in FaceRole::ALL {
            let others = faces.iter().filter(|(own, _)| *own != role);
            self.chains[role as usize].extend(others.map(|(_, id)| id));
        }
    }

    /// One face may serve two roles.
    #[cfg(feature = "system-fonts")]
    fn add_file(&mut self, found: FoundFace) -> FaceId {
        let origin = FaceOrigin::File(found.path);
        let known = self.slots.iter().position(|slot| slot.origin == origin && slot.index == found.index);
        let slot = Slot { family: found.family, origin, index: found.index, face: OnceLock::new() };
        known.map_or_else(|| self.push(slot), id)
    }

    #[cfg(feature = "embedded-fonts")]
    fn add_embedded(&mut self, role: FaceRole) -> Option<FaceId> {
        Some(self.add(Face::parse(crate::embedded::data(role), 0, FaceOrigin::Embedded).ok()?))
    }

    /// Takes a face that is read.
    pub(crate) fn add(&mut self, face: Face) -> FaceId {
        let (family, origin) = (face.family.clone(), face.origin.clone());
        let index = face.index();
        self.push(Slot { family, origin, index, face: OnceLock::from(Some(face)) })
    }

    fn push(&mut self, slot: Slot) -> FaceId {
        self.slots.push(slot);
        id(self.slots.len() - 1)
    }

    /// The faces of all roles in their order, read or not.
    pub(crate) fn chained(&self) -> impl Iterator<Item = (FaceRole, &Slot)> {
        let chain = |role: FaceRole| self.chains[role as usize].iter().map(move |id| (role, *id));
        FaceRole::ALL.into_iter().flat_map(chain).filter_map(|(role, id)| Some((role, self.slot(id)?)))
    }

    /// The faces of digits and letters in their order, read or not.
    pub(crate) fn latins(&self) -> impl Iterator<Item = &Slot> {
        self.latin.iter().filter_map(|id| self.slot(*id))
    }

    fn slot(&self, id: FaceId) -> Option<&Slot> {
        self.slots.get(usize::from(id.0))
    }

    /// A face by id. One without any glyph for an id that this set did not give.
    pub fn face(&self, id: FaceId) -> &Face {
        self.slot(id).and_then(Slot::face).unwrap_or(&self.empty)
    }

    /// All faces with their ids; reads every file.
    pub fn faces(&self) -> impl Iterator<Item = (FaceId, &Face)> {
        self.slots.iter().enumerate().filter_map(|(position, slot)| Some((id(position), slot.face()?)))
    }

    /// The face and glyph for a character in this role, falling back along the chain: what is installed under the
    /// role's names, the embedded face of the role, the other embedded ones. `None` when no face has ink for it.
    ///
    /// ```
    /// # use gongwen_document::FaceRole;
    /// let fonts = gongwen_fonts::Fonts::embedded();
    /// let (face, glyph) = fonts.resolve(FaceRole::HeiTi, '“').expect("in every face");
    /// assert_eq!(fonts.face(face).advance(glyph), fonts.face(face).units_per_em);
    /// ```
    pub fn resolve(&self, role: FaceRole, character: char) -> Option<(FaceId, u16)> {
        self.chains[role as usize].iter().find_map(|id| Some((*id, self.face(*id).glyph(character)?)))
    }

    /// The same in a document whose digits and letters have a face of their own 西文字体: what that shows is taken from it
    /// when it, or one as wide, is installed; else, and all other characters, from the role's.
    ///
    /// ```
    /// # use gongwen_document::{FaceRole, style::LatinFace};
    /// let fonts = gongwen_fonts::Fonts::embedded();
    /// let own = fonts.resolve(FaceRole::FangSong, '5');
    /// assert_eq!(fonts.resolve_with(Some(LatinFace::TimesNewRoman), FaceRole::FangSong, '5'), own);
    /// ```
    pub fn resolve_with(
        &self,
        latin: Option<LatinFace>,
        role: FaceRole,
        character: char,
    ) -> Option<(FaceId, u16)> {
        let own = latin.filter(|_| LatinFace::shows(character)).and_then(|LatinFace::TimesNewRoman| {
            self.latin.iter().find_map(|id| Some((*id, self.face(*id).glyph(character)?)))
        });
        own.or_else(|| self.resolve(role, character))
    }

    /// The family that digits and letters are taken from when a document asks for this face, and whether it is the face
    /// itself; `None` when neither it nor one as wide is installed.
    ///
    /// ```
    /// use gongwen_document::style::LatinFace;
    /// assert_eq!(gongwen_fonts::Fonts::embedded().latin(LatinFace::TimesNewRoman), None);
    /// ```
    pub fn latin(&self, face: LatinFace) -> Option<(&str, bool)> {
        let LatinFace::TimesNewRoman = face;
        Some((&self.slot(*self.latin.first()?)?.family, self.latin_official))
    }

    /// The first face of a role.
    pub fn primary(&self, role: FaceRole) -> FaceId {
        let chain = &self.chains[role as usize];
        chain.iter().copied().find(|id| self.slot(*id).and_then(Slot::face).is_some()).unwrap_or(FaceId(0))
    }

    /// Which face serves each role. Reads no file.
    ///
    /// ```
    /// # use gongwen_document::FaceRole;
    /// let body = &gongwen_fonts::Fonts::embedded().assignments()[FaceRole::FangSong as usize];
    /// assert_eq!((body.asked, body.family.as_str(), body.official), ("仿宋_GB2312", "Gongwen FangSong", false));
    /// ```
    pub fn assignments(&self) -> Vec<Assignment> {
        FaceRole::ALL
            .into_iter()
            .filter_map(|role| {
                let face = *self.chains[role as usize].first()?;
                let slot = self.slot(face)?;
                Some(Assignment {
                    role,
                    asked: role.official_name(),
                    face,
                    family: slot.family.clone(),
                    origin: slot.origin.clone(),
                    official: self.official[role as usize],
                })
            })
            .collect()
    }

    /// How much of the 通用规范汉字表 the first face of a role shows; what it lacks falls back.
    pub fn coverage(&self, role: FaceRole) -> Coverage {
        let face = self.face(self.primary(role));
        let covered = standard_characters().filter(|character| face.glyph(*character).is_some()).count();
        Coverage { covered, of: standard_characters().count() }
    }

    /// The characters of a text that no face has ink for in this role, each once, in order of code point.
    /// Control characters, line ends among them, are not drawn and not counted.
    ///
    /// ```
    /// # use gongwen_document::FaceRole;
    /// let fonts = gongwen_fonts::Fonts::embedded();
    /// assert_eq!(fonts.missing(FaceRole::FangSong, "晋江\u{E000}市\n"), ['\u{E000}']);
    /// ```
    pub fn missing(&self, role: FaceRole, text: &str) -> Vec<char> {
        let drawn: BTreeSet<char> = text.chars().filter(|character| !character.is_control()).collect();
        drawn.into_iter().filter(|character| self.resolve(role, *character).is_none()).collect()
    }

    /// Fonts that were passed over: broken files of the folder, and fonts of a role's chain that cannot be embedded.
    #[cfg(feature = "system-fonts")]
    pub fn skipped(&self) -> &[Skipped] {
        &self.skipped
    }
}

/// A chain has some thirty names, so the five of them stay far below 65,536 faces.
fn id(position: usize) -> FaceId {
    FaceId(u16::try_from(position).unwrap_or(u16::MAX))
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
