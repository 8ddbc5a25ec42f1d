//! What is built: the version, the commit, and the moment that all dates in archives are.

use std::collections::BTreeMap;
use std::fs;
use std::time::UNIX_EPOCH;

use crate::run::{Failure, root, text};

/// What the files that go out are made from.
#[derive(Clone, Debug)]
pub(super) struct Source {
    /// The version, `0.1.0`; `0.1.0-dirty` where the tree has changes.
    pub(super) version: String,
    /// The commit, short; with `-dirty` behind it where the tree has changes.
    pub(super) commit: String,
    /// `SOURCE_DATE_EPOCH`: seconds since 1970, by default those of the commit.
    pub(super) epoch: u64,
    /// Who answers for the packages: `GONGWEN_MAINTAINER`, a name and an address.
    pub(super) maintainer: String,
}

/// An address that nobody has: whoever hands packages out names his own.
const NOBODY: &str = "gongwen maintainers <maintainers@gongwen.invalid>";

impl Source {
    /// Asks git, and the environment for `SOURCE_DATE_EPOCH` and `GONGWEN_MAINTAINER`. Sources that came without their
    /// history have a commit `unknown`, and the date when they were unpacked where none is given.
    pub(super) fn read(environment: BTreeMap<String, String>) -> Result<Source, Failure> {
        let root = root();
        let folder = root.display().to_string();
        // Git reads no repository of another user otherwise, as in a container.
        let git = |words: &[&str]| text(&[&["git", "-c", "safe.directory=*", "-C", &folder], words].concat());
        let mut version = env!("CARGO_PKG_VERSION").to_owned();
        let (commit, date) = match git(&["log", "-1", "--abbrev=12", "--format=%h %ct"]) {
            Ok(line) => {
                let (commit, date) = line.trim().split_once(' ').ok_or("git names no commit")?;
                let clean = git(&["status", "--porcelain", "--untracked-files=no"])?.trim().is_empty();
                version.push_str(if clean { "" } else { "-dirty" });
                (format!("{commit}{}", if clean { "" } else { "-dirty" }), date.to_owned())
            }
            Err(_) => {
                let unpacked = fs::metadata(root.join("Cargo.lock"))?.modified()?;
                ("unknown".to_owned(), unpacked.duration_since(UNIX_EPOCH)?.as_secs().to_string())
            }
        };
        let epoch = epoch(environment.get("SOURCE_DATE_EPOCH").unwrap_or(&date))?;
        let maintainer = environment.get("GONGWEN_MAINTAINER").map_or(NOBODY, String::as_str).to_owned();
        Ok(Source { version, commit, epoch, maintainer })
    }

    /// Whether the tree has changes that no commit has.
    pub(super) fn is_dirty(&self) -> bool {
        self.commit.ends_with("-dirty")
    }

    /// The version as packages want it, without a hyphen.
    pub(super) fn package_version(&self) -> String {
        self.version.replace('-', "~")
    }
}

/// A zip can tell nothing before 1980, and nobody means a year beyond 2100.
const DATES: std::ops::Range<u64> = 315_532_800..4_102_444_800;

fn epoch(text: &str) -> Result<u64, Failure> {
    let epoch = text.parse().ok().filter(|epoch| DATES.contains(epoch));
    epoch.ok_or_else(|| {
        format!("SOURCE_DATE_EPOCH is {text:?}: it has to be a number of seconds since 1970, from 1980 on")
            .into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_that_is_no_number_is_refused() {
        assert_eq!(epoch("1700000000").expect("a date"), 1_700_000_000);
        for wrong in ["", "yesterday", "-1", "1.5", "0", "17000000000000"] {
            let said = epoch(wrong).expect_err(wrong).to_string();
            assert!(said.contains("SOURCE_DATE_EPOCH") && said.contains(wrong), "{said}");
        }
    }
}
