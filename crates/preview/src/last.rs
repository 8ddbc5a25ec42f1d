//! The pages that were made last, with which the next ones are compared.

use gongwen::Pages;

use crate::shown::PageShown;

/// The pages that were made last, and how they were drawn.
#[derive(Default)]
pub(crate) struct Last {
    pub(crate) pages: Vec<Pages>,
    pub(crate) shown: Vec<PageShown>,
}

impl Last {
    /// The pages of the document with this index that are as they were, by their numbers: they show the same places, and what
    /// they show is the same in the report. Of a hundred pages mostly one is another, and to draw all takes as long as to lay
    /// them out.
    pub(crate) fn same(&self, index: usize, pages: &Pages) -> Vec<(usize, &PageShown)> {
        let Some(before) = self.pages.get(index).filter(|before| alike(before, pages)) else {
            return Vec::new();
        };
        let shown = self.shown.iter().filter(|page| page.document == index);
        let same = before.pages.iter().zip(&pages.pages).zip(shown).enumerate();
        same.filter(|(_, ((before, now), _))| before == now)
            .map(|(number, (_, shown))| (number, shown))
            .collect()
    }
}

/// Whether what pages point at is the same: pictures, and the fields and kinds of what stands on them.
fn alike(before: &Pages, now: &Pages) -> bool {
    let nodes = |pages: &Pages| pages.structure.len();
    let mut both = before.structure.iter().zip(&now.structure);
    before.pictures == now.pictures
        && nodes(before) == nodes(now)
        && both.all(|(one, other)| one.origin.path == other.origin.path && one.kind == other.kind)
}
