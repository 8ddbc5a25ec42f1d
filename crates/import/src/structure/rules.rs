//! Rules 规章: 第一章, 第一条, as levels of a general document.

use gongwen_core::report::{LevelWord, SectionFile, Texts};
use gongwen_document::chinese_number;

use crate::draft::Block;
use crate::ordinal::ordinal;
use crate::prose::notation;

/// Rules that were recognised.
pub(super) struct Rules {
    pub(super) opening: Vec<String>,
    pub(super) levels: Vec<LevelWord>,
    pub(super) sections: Vec<SectionFile>,
    pub(super) chapters: usize,
    pub(super) articles: usize,
}

/// The ordinal 第…章 or 第…条 before a text, with the spaces behind it.
pub(crate) fn marked(text: &str) -> Option<(LevelWord, u64, &str)> {
    let behind = text.strip_prefix('第')?;
    let at = behind.find(['章', '条']).filter(|at| *at > 0 && *at <= 15)?;
    let number = chinese_number(behind.get(..at)?.chars())?;
    let rest = behind.get(at..)?;
    let word = if rest.starts_with('章') { LevelWord::Chapter } else { LevelWord::Article };
    Some((word, number, rest.get('章'.len_utf8()..)?))
}

/// Reads rules whose chapters and articles run on from one; `None` of any other draft, and of articles with more than
/// paragraphs and one list （一）.
pub(super) fn rules(blocks: &[Block], range: std::ops::Range<usize>) -> Option<Rules> {
    let mut rules =
        Rules { opening: Vec::new(), levels: Vec::new(), sections: Vec::new(), chapters: 0, articles: 0 };
    let mut items: Vec<String> = Vec::new();
    let mut texts: Vec<String> = Vec::new();
    let mut open = false;
    for block in blocks.get(range)? {
        let Block::Paragraph(paragraph) = block else { return None };
        let text = paragraph.text.as_str();
        match marked(text).filter(|(_, _, rest)| rest.starts_with(['\u{3000}', ' '])) {
            Some((word, number, rest)) => {
                if open {
                    rules.close(&mut texts, &mut items)?;
                }
                let rest = notation(rest.trim_start());
                open = word == LevelWord::Article;
                if open {
                    rules.articles += 1;
                    texts.push(rest);
                } else {
                    rules.chapters += 1;
                    rules.sections.push(SectionFile { heading: Some(rest), ..SectionFile::default() });
                }
                let own = if open { rules.articles } else { rules.chapters };
                if number != own as u64 || (!open && rules.articles > 0 && rules.chapters == 1) {
                    return None;
                }
            }
            None if !open && rules.chapters == 0 => rules.opening.push(notation(text)),
            None if !open => return None,
            None => match ordinal(text) {
                Some(found) if found.form.0 == "（一）" && found.number as usize == items.len() + 1 => {
                    items.push(notation(text.get(found.length..)?));
                }
                _ if items.is_empty() => texts.push(notation(text)),
                _ => return None,
            },
        }
    }
    if open {
        rules.close(&mut texts, &mut items)?;
    }
    if rules.chapters > 0 {
        rules.levels.push(LevelWord::Chapter);
    }
    rules.levels.push(LevelWord::Article);
    (rules.articles > 1).then_some(rules)
}

impl Rules {
    /// Ends an article.
    fn close(&mut self, texts: &mut Vec<String>, items: &mut Vec<String>) -> Option<()> {
        let many = |all: &mut Vec<String>| Texts::Many(std::mem::take(all));
        let mut article = SectionFile { text: many(texts), ..SectionFile::default() };
        match items.len() {
            0 => {}
            // A lone item has no ordinal.
            1 => return None,
            _ => (article.items, article.item_ordinal) = (many(items), Some("（一）".to_owned())),
        }
        match self.sections.last_mut() {
            Some(chapter) if self.chapters > 0 => chapter.sections.push(article),
            _ => self.sections.push(article),
        }
        Some(())
    }
}
