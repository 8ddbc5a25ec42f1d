//! The faces that pages use, cut down to their glyphs.

use std::collections::BTreeMap;

use gongwen_fonts::{FaceId, Fonts};
use gongwen_layout::Pages;

use crate::error::Fault;
use crate::shared::SharedSubsets;
use crate::subset::{Part, Subsets, Used, cut, runs};

/// Cuts every face that the pages use; glyphs that are shared are taken from there.
pub(crate) fn subset<'a>(
    pages: &'a Pages,
    fonts: &'a Fonts,
    shared: &'a SharedSubsets,
) -> Result<Subsets<'a>, Fault> {
    let mut used: BTreeMap<FaceId, Used<'a>> = BTreeMap::new();
    for run in runs(pages) {
        used.entry(run.face).or_default().add(run, shared.codes(run.face));
    }
    let mut subsets = Subsets::default();
    for (id, used) in used {
        let number = subsets.0.len() + 1;
        if let Some(subset) = shared.subset(id, fonts.face(id)) {
            subsets.0.insert((id, Part::Shared), subset);
            if used.glyphs.is_empty() {
                continue;
            }
        }
        let own = cut(fonts.face(id), used, Part::Own, format!("F{number}"))?;
        subsets.0.insert((id, Part::Own), own);
    }
    Ok(subsets)
}
