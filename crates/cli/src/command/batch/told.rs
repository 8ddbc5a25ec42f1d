//! What a run says when it is at its end, or when it makes nothing.

use std::collections::BTreeMap;
use std::path::PathBuf;

use gongwen::Diagnostics;
use gongwen::batch::{Binding, DataRow, DataTable, Entry, Gate, NamePattern};

use super::about::About;
use super::findings;
use super::left::{self, Left};
use super::progress::Progress;
use super::record::Finished;
use super::rows::{self, Chosen};
use super::store::{self, Store};
use super::unmade::Unmade;
use crate::arguments::Batch;
use crate::failure::Failure;

/// What a run is of.
pub(super) struct Run<'a> {
    pub(super) options: &'a Batch,
    pub(super) names: &'a NamePattern,
    pub(super) binding: &'a Binding,
    pub(super) chosen: &'a Chosen,
    pub(super) gate: &'a Gate,
    pub(super) about: &'a About<'a>,
}

impl Run<'_> {
    /// Lists the names of the rows that are right; writes no document.
    pub(super) fn dry(&self, table: &mut DataTable, progress: &mut Progress) -> Result<(), Failure> {
        for row in rows::chosen(table, self.binding, self.chosen).map_err(|found| self.about.told(found))? {
            let row = row.map_err(|fault| self.about.told(Diagnostics(vec![fault])))?;
            if self.gate.bad.binary_search(&row.number).is_err() {
                let bound = self.binding.bind(&row).map_err(|found| self.about.told(found))?;
                let name = self.names.name(&bound.fields);
                let name = name.map_err(|fault| self.about.told(Diagnostics(vec![fault])))?;
                progress.name(&bound.key, &name);
            }
        }
        let (gate, language) = (self.gate, self.about.language);
        let unmade = self.unmade(table, progress)?;
        if gate.bad.is_empty() && gate.rows > 0 {
            return Ok(());
        }
        let (ready, unmade) = (gate.ready, unmade.told(language));
        progress
            .say(&language.pick(format!("可以做 {ready} 份{unmade}\n"), format!("{ready} ready{unmade}\n")));
        Err(Failure::Input)
    }

    /// What nothing is made of, when nothing is made: the rows that are wrong, and the table of all that was found.
    pub(super) fn unmade(&self, table: &mut DataTable, progress: &Progress) -> Result<Unmade, Failure> {
        let mut unmade = Unmade::default();
        let folder = PathBuf::from(self.names.folder());
        let mark = store::mark(self.chosen.shard);
        let path = findings::place(&folder, &mark);
        let mut said = Vec::new();
        for row in self.rows(table)? {
            if self.gate.bad.binary_search(&row.number).is_ok() {
                unmade.add(row.number, self.binding.village(&row));
            }
            if !self.gate.found_of(row.number).is_empty() {
                said.push(Ok(self.named(&row)));
            }
        }
        match findings::write(self.gate, said.into_iter(), &path, ".gongwen-findings~") {
            Ok(true) => unmade.found = Some(path),
            Ok(false) => {}
            // The check is what was asked for, and no run is stopped by this.
            Err(Failure::Stopped { path, source, .. }) => {
                let _ = Failure::writing(&path)(source).report(self.about.language);
            }
            Err(failure) => return Err(failure),
        }
        self.say_found(&unmade.found, progress);
        Ok(unmade)
    }

    /// Writes what was found beside the record, and says where that is.
    pub(super) fn found(
        &self,
        rows: impl Iterator<Item = Result<Entry, Failure>>,
        store: &Store,
        progress: &Progress,
    ) -> Result<Option<PathBuf>, Failure> {
        let table = findings::place(&store.folder, &store::mark(self.chosen.shard));
        let found = findings::write(self.gate, rows, &table, &store.prefix)?.then_some(table);
        self.say_found(&found, progress);
        Ok(found)
    }

    /// The same for a run that was interrupted: of the rows that it did not come to there is what the gate found.
    pub(super) fn found_so_far(
        &self,
        table: &mut DataTable,
        store: &Store,
        finished: &Finished,
        progress: &Progress,
    ) -> Result<Option<PathBuf>, Failure> {
        let mut said = BTreeMap::new();
        for entry in store.record.of_this_run(&finished.kept) {
            let entry = entry?;
            if !entry.diagnostics.is_empty() {
                said.insert(entry.row, entry);
            }
        }
        let rows =
            self.rows(table)?.map(|row| Ok(said.remove(&row.number).unwrap_or_else(|| self.named(&row))));
        self.found(rows, store, progress)
    }

    /// The rows that are chosen, once more. What cannot be read was told, and what comes behind it cannot be told apart.
    fn rows<'t>(&'t self, table: &'t mut DataTable) -> Result<impl Iterator<Item = DataRow> + 't, Failure> {
        let rows = rows::chosen(table, self.binding, self.chosen).map_err(|found| self.about.told(found))?;
        Ok(rows.map_while(Result::ok))
    }

    /// A row of which nothing is said but its key.
    fn named(&self, row: &DataRow) -> Entry {
        Entry::new(self.binding.shown(row, "key").unwrap_or_default(), row.number, "")
    }

    fn say_found(&self, found: &Option<PathBuf>, progress: &Progress) {
        if let Some(table) = found.as_deref() {
            progress.found(table);
        }
    }

    /// Tells of the files of earlier runs, and moves them when that is asked for; what cannot be moved is the failure that
    /// the run ends with.
    pub(super) fn left(
        &self,
        store: &Store,
        finished: &Finished,
        progress: &Progress,
    ) -> Result<Result<(), Failure>, Failure> {
        let depth = (self.chosen.shard.is_none() && self.options.only.is_empty()).then(|| self.names.depth());
        let (record, shard) = (&store.record, self.chosen.shard);
        let place = left::SearchPlace { folder: &store.folder, record, shard, depth };
        let left = Left::find(&place, finished)?;
        if !self.options.prune || left.files.is_empty() {
            progress.left(&left, None);
            return Ok(Ok(()));
        }
        let files: Vec<String> = left.files.iter().map(|(path, _)| path.clone()).collect();
        let mut pruned = left::prune(&store.folder, &files)?;
        let (stayed, failure) = (pruned.stayed(&store.folder), pruned.failure());
        let moved = Left {
            files: left.files.into_iter().filter(|(path, _)| !stayed.contains(path)).collect(),
            revised: left.revised,
        };
        progress.left(&moved, Some(&pruned.name));
        Ok(failure)
    }
}
