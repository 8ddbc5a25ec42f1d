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

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};
    use std::sync::Arc;

    use gongwen::{Fonts, Language, Press};

    use super::*;
    use crate::make::{Made, make, take};
    use crate::options::Options;

    const REPORT: &str = include_str!("../../../fixtures/reports/jinjiang-2024.toml");

    fn options(folder: &Path) -> Options {
        Options {
            report: folder.join("报告.toml"),
            rows: None,
            sheet: None,
            accepted: PathBuf::new(),
            press: Box::new(|| Some(Press::new(Fonts::embedded()))),
            tools: Vec::new(),
            check: false,
            port: 0,
            poll: false,
            editor: None,
            language: Language::Chinese,
        }
    }

    fn made(options: &Options, press: &Press, last: &Last) -> Made {
        match make(options, press, &take(options), None, last) {
            Ok(made) => made,
            Err(unmade) => panic!("{:?}", unmade.findings),
        }
    }

    /// A report after an edit of this kind: a longer sentence, a paragraph more, an item less (so that the same texts
    /// stand under other fields), a sentence shorter, another title, other dates.
    fn edited(report: &str, kind: usize, at: usize) -> String {
        let ends: Vec<usize> = report.match_indices("。\"").map(|(at, _)| at).collect();
        let end = ends.get(at % ends.len()).copied().unwrap_or_default();
        let (before, behind) = report.split_at(end);
        match kind {
            0 => format!("{before}，又改了一处{behind}"),
            1 => format!("{before}{}{behind}", "。这一句加在后面，话很长很长".repeat(20)),
            2 => {
                let mut items: Vec<&str> = report.split_inclusive("[[achievements.areas.items]]\n").collect();
                let inner = |item: &str| item.lines().filter(|line| line.starts_with('[')).count() == 1;
                let inner: Vec<usize> = (1..items.len()).filter(|index| inner(items[*index])).collect();
                if let Some(index) = inner.get(at % inner.len().max(1)) {
                    items.remove(*index);
                }
                items.concat()
            }
            3 => report.replacen("，又改了一处", "", 1),
            4 => report.replacen("title = \"", "title = \"新", 1),
            _ => report.replace("2025年", "明年"),
        }
    }

    #[test]
    fn pages_that_are_kept_are_those_that_would_be_drawn() {
        let folder = tempfile::tempdir().expect("a folder");
        let options = options(folder.path());
        let press = Press::new(Fonts::embedded());
        let (mut report, mut last, mut kept) = (REPORT.to_owned(), Last::default(), 0);
        for step in 0..40 {
            report = edited(&report, step * 7 % 6, step * 31 + 5);
            fs::write(&options.report, &report).expect("a report");
            let (now, anew) = (made(&options, &press, &last), made(&options, &press, &Last::default()));
            let json = |made: &Made| serde_json::to_string(&made.shown).expect("JSON");
            assert_eq!(json(&now), json(&anew), "after step {step}");
            for (one, other) in now.shown.pages.iter().zip(&anew.shown.pages) {
                assert_eq!(one.svg, other.svg, "a page after step {step}");
            }
            let is_kept = |page: &&PageShown| last.shown.iter().any(|it| Arc::ptr_eq(&it.svg, &page.svg));
            kept += now.shown.pages.iter().filter(is_kept).count();
            last = Last { pages: now.pages, shown: now.shown.pages };
        }
        // Else the test shows nothing.
        assert!(kept > 100, "{kept} pages were kept");
    }

    #[test]
    fn the_same_words_of_another_field_are_drawn_anew() {
        let one = "title = \"某某镇情况\"\nissuer = \"某某镇人民政府\"\nopening = [\"甲。\", \"乙。\"]\n\
            [[general.sections]]\ntext = [\"丙。\"]\n";
        let other = one.replace("\"甲。\", \"乙。\"", "\"甲。\"").replace("\"丙。\"", "\"乙。\", \"丙。\"");
        let folder = tempfile::tempdir().expect("a folder");
        let options = options(folder.path());
        let press = Press::new(Fonts::embedded());
        fs::write(&options.report, one).expect("a report");
        let before = made(&options, &press, &Last::default());
        let last = Last { pages: before.pages, shown: before.shown.pages };
        fs::write(&options.report, other).expect("a report");
        let [now, anew] = [&last, &Last::default()].map(|last| made(&options, &press, last));
        assert_eq!(now.pages[0].pages, last.pages[0].pages, "the pages are the same");
        assert_eq!(now.shown.pages[0].svg, anew.shown.pages[0].svg);
        assert_ne!(now.shown.pages[0].svg, last.shown[0].svg);
    }
}
