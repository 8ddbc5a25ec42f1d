//! What decides how text looks, as a hash: the faces of every role, byte by byte.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use sha2::{Digest, Sha256};

use crate::face::{Face, FaceOrigin};
use crate::set::{Fonts, Slot};

impl Fonts {
    /// SHA-256 of all that decides how text is set in this set: which faces serve each role and in which order, and the
    /// bytes of their files, so that a file that was replaced under its old name counts as another face. Embedded faces
    /// count by the version of this program, which they are part of. A file that cannot be read counts as none.
    ///
    /// It reads each file once, side by side; of a folder that holds all official faces, some 60 MB.
    ///
    /// ```
    /// let fonts = gongwen_fonts::Fonts::embedded();
    /// assert_eq!(fonts.digest(), gongwen_fonts::Fonts::embedded().digest());
    /// ```
    pub fn digest(&self) -> [u8; 32] {
        let files = self.files();
        let mut hash = Sha256::new();
        for (number, face) in self.numbered() {
            // A role's number cannot be taken for another's.
            hash.update([number]);
            hash.update(face.index.to_be_bytes());
            match &face.origin {
                FaceOrigin::Embedded => {
                    hash.update(b"embedded");
                    hash.update(env!("CARGO_PKG_VERSION"));
                    hash.update(&face.family);
                }
                FaceOrigin::Given => {
                    hash.update(b"given");
                    hash.update(Sha256::digest(face.read().map(Face::data).unwrap_or_default()));
                }
                FaceOrigin::File(path) => {
                    hash.update(b"file");
                    hash.update(files.get(path.as_path()).copied().flatten().unwrap_or_default());
                }
            }
        }
        hash.finalize().into()
    }

    /// All faces, each with the number of what it is for: its role, or digits and letters.
    fn numbered(&self) -> impl Iterator<Item = (u8, &Slot)> {
        let roles = self.chained().map(|(role, face)| (role as u8, face));
        roles.chain(self.latins().map(|face| (u8::MAX, face)))
    }

    /// The files of the faces, each with the hash of its bytes.
    fn files(&self) -> BTreeMap<&Path, Option<[u8; 32]>> {
        let mut paths: Vec<(&Path, &Slot)> = Vec::new();
        for (_, slot) in self.numbered() {
            if let FaceOrigin::File(path) = &slot.origin
                && !paths.iter().any(|(known, _)| *known == path)
            {
                paths.push((path, slot));
            }
        }
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(paths.len());
        let (next, files) = (Mutex::new(paths.into_iter()), Mutex::new(BTreeMap::new()));
        let work = || {
            while let Some((path, slot)) = next.lock().unwrap_or_else(PoisonError::into_inner).next() {
                // What is set with is what was read, whatever became of the file since.
                let read = slot.read().map(|face| Sha256::digest(face.data()).into());
                let digest = read.or_else(|| of_file(path));
                files.lock().unwrap_or_else(PoisonError::into_inner).insert(path, digest);
            }
        };
        std::thread::scope(|scope| {
            for _ in 1..threads {
                // Where the system starts no more, fewer do the same.
                let _ = std::thread::Builder::new().spawn_scoped(scope, work);
            }
            work();
        });
        files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

fn of_file(path: &Path) -> Option<[u8; 32]> {
    let (mut file, mut hash) = (File::open(path).ok()?, Sha256::new());
    let mut piece = vec![0; 1 << 18];
    loop {
        match file.read(&mut piece).ok()? {
            0 => return Some(hash.finalize().into()),
            length => hash.update(piece.get(..length)?),
        }
    }
}
