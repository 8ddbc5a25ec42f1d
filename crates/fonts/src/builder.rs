//! Sets of faces made of bytes: for a program that brings its fonts along.

use std::borrow::Cow;

use gongwen_document::FaceRole;

use crate::face::{Face, FaceOrigin, Unusable};
use crate::set::Fonts;

/// A set of faces in the making; [`Fonts::builder`] begins one.
#[derive(Default)]
pub struct Builder {
    faces: Vec<(FaceRole, Cow<'static, [u8]>, u32)>,
}

/// Why a [`Builder`] makes no set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotBuilt {
    /// The font given for this role cannot be used.
    #[error("the font for {} cannot be used: {reason:?}", role.label())]
    Face {
        /// The role 字体 that it was given for.
        role: FaceRole,
        /// What is wrong with it.
        reason: Unusable,
    },
    /// No face was given, and none is embedded in this build.
    #[error("no face was given, and this build embeds none (feature embedded-fonts)")]
    Empty,
}

impl Fonts {
    /// A set of faces that the embedding program has as bytes, for one that finds and installs none.
    ///
    /// ```
    /// # #[cfg(feature = "embedded-fonts")] {
    /// use gongwen_document::FaceRole;
    /// let song = gongwen_fonts::Fonts::embedded().face(gongwen_fonts::FaceId(0)).data().to_vec();
    /// let fonts = gongwen_fonts::Fonts::builder().face(FaceRole::FangSong, song).build()?;
    /// assert_eq!(fonts.assignments()[0].origin, gongwen_fonts::FaceOrigin::Given);
    /// # }
    /// # Ok::<(), gongwen_fonts::NotBuilt>(())
    /// ```
    pub fn builder() -> Builder {
        Builder::default()
    }
}

impl Builder {
    /// Adds a face for a role 字体: a whole TrueType or OpenType file as bytes. A second one for a role has the characters
    /// that the first lacks.
    #[must_use]
    pub fn face(self, role: FaceRole, font: impl Into<Cow<'static, [u8]>>) -> Builder {
        self.face_of_collection(role, font, 0)
    }

    /// Adds a face of a collection (ttc) for a role; faces of a collection are counted from 0.
    #[must_use]
    pub fn face_of_collection(
        mut self,
        role: FaceRole,
        font: impl Into<Cow<'static, [u8]>>,
        index: u32,
    ) -> Builder {
        self.faces.push((role, font.into(), index));
        self
    }

    /// The set. A role without a face of its own takes the embedded one where the feature `embedded-fonts` is on, else the
    /// faces given for other roles, in the order in which they were given.
    ///
    /// # Errors
    /// [`NotBuilt::Face`]: a font that cannot be read or may not be embedded. [`NotBuilt::Empty`]: no face at all.
    pub fn build(self) -> Result<Fonts, NotBuilt> {
        let mut fonts = Fonts::empty();
        let mut given = Vec::new();
        for (role, font, index) in self.faces {
            let face = Face::parse(font, index, FaceOrigin::Given);
            given.push((role, fonts.add(face.map_err(|reason| NotBuilt::Face { role, reason })?)));
        }
        fonts.lead_chains(&given);
        fonts.fall_back();
        fonts.trail_chains(&given);
        match given.is_empty() && cfg!(not(feature = "embedded-fonts")) {
            true => Err(NotBuilt::Empty),
            false => Ok(fonts),
        }
    }
}
