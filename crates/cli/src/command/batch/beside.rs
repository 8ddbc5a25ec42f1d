//! The files beside the report that all rows share: part of what decides a document; pictures are read once.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use gongwen::{Diagnostics, Picture, Report};
use sha2::{Digest, Sha256};

/// Pictures and digests of files, by their paths in the report.
pub(super) struct Beside<'r> {
    folder: Option<&'r Path>,
    pictures: Mutex<BTreeMap<String, Picture>>,
    digests: Mutex<BTreeMap<String, [u8; 32]>>,
}

impl<'r> Beside<'r> {
    pub(super) fn new(folder: Option<&'r Path>) -> Beside<'r> {
        Beside { folder, pictures: Mutex::default(), digests: Mutex::default() }
    }

    /// Hands in the files that a report names, and puts what stands in them into the hash of its row.
    pub(super) fn read(&self, report: &mut Report, hash: &mut Sha256) -> Result<(), Diagnostics> {
        let named = report.files();
        for file in &named {
            if let Some(picture) = lock(&self.pictures).get(&file.path) {
                report.give_picture(&file.path, picture.clone());
            }
        }
        gongwen::read_files(report, self.folder)?;
        for file in named {
            if let Some(picture) = report.pictures.get(file.path.as_str()) {
                lock(&self.pictures).entry(file.path.clone()).or_insert_with(|| picture.clone());
            }
            hash.update(file.path.as_bytes());
            hash.update(self.digest(&file.path));
        }
        Ok(())
    }

    fn digest(&self, path: &str) -> [u8; 32] {
        let Some(folder) = self.folder else { return [0; 32] };
        *lock(&self.digests).entry(path.to_owned()).or_insert_with(|| {
            // It was read a moment ago; what cannot be read now makes another digest, which is all that is asked.
            Sha256::digest(std::fs::read(folder.join(path)).unwrap_or_default()).into()
        })
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
