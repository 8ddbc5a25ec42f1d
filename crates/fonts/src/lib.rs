//! A face for each role (仿宋 楷体 黑体 小标宋 宋体): system fonts by name chain, the embedded set, coverage.

use std::borrow::Cow;
use std::path::Path;

use gongwen_core::FaceRole;

/// Index of a face in a [`Fonts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FaceId(pub u16);

/// Loaded and parsed faces, a chain of them for each role. Shared by threads.
pub struct Fonts {
    faces: Vec<Face>,
}

/// One parsed face.
pub struct Face {
    /// Family name.
    pub family: String,
    /// PostScript name.
    pub postscript_name: String,
    /// Units per em.
    pub units_per_em: u16,
    /// Ascender in font units.
    pub ascender: i16,
    /// Descender in font units, negative.
    pub descender: i16,
    data: Cow<'static, [u8]>,
    index: u32,
}

/// Where a face came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Part of this library.
    Embedded,
    /// A file on this machine.
    File(std::path::PathBuf),
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

impl Fonts {
    /// The embedded set: the same on every machine.
    pub fn embedded() -> Fonts {
        Fonts { faces: Vec::new() }
    }

    /// The faces installed on this machine by name chain, the embedded set for what is missing.
    pub fn discover() -> Fonts {
        Fonts::embedded()
    }

    /// The faces in this folder by name chain, the embedded set for what is missing.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn from_dir(_folder: &Path) -> Result<Fonts, std::io::Error> {
        Ok(Fonts::embedded())
    }

    /// A face by id.
    pub fn face(&self, id: FaceId) -> &Face {
        &self.faces[usize::from(id.0)]
    }

    /// The face and glyph for a character in this role, falling back along the chain; `None` when no face has ink for it.
    pub fn resolve(&self, _role: FaceRole, _character: char) -> Option<(FaceId, u16)> {
        None
    }

    /// Which face serves each role.
    pub fn assignments(&self) -> Vec<Assignment> {
        Vec::new()
    }
}

impl Face {
    /// The font file.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Index in a collection (ttc).
    pub fn index(&self) -> u32 {
        self.index
    }

    /// Advance width of a glyph in font units.
    pub fn advance(&self, _glyph: u16) -> u16 {
        0
    }

    /// Ink box of a glyph in font units: x min, y min, x max, y max; `None` when blank.
    pub fn ink(&self, _glyph: u16) -> Option<[i16; 4]> {
        None
    }
}
