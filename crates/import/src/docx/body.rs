//! The walk through the body: paragraphs with their numbers, tables, what wraps them.

use gongwen_document::Diagnostic;

use super::numbering::Number;
use super::styles::Properties;
use super::walker::{CONTENTS, Line, Walker, chosen};
use super::xml::{Element, Space};
use crate::draft::{Align, Block, Fate, Paragraph};
use crate::sniff::too_large;
use crate::strong;
use crate::traced::Traced;

/// Characters of a draft.
const MAX_CHARACTERS: usize = 4_000_000;

impl<'t> Walker<'t> {
    /// Reads paragraphs and tables, and what wraps them.
    ///
    /// # Errors
    /// A draft that is too long.
    pub(super) fn blocks(&mut self, parent: Element<'t>) -> Result<(), Diagnostic> {
        for child in parent.children() {
            match (child.space(), child.name()) {
                (Space::Word, "p") => self.paragraph(child)?,
                (Space::Word, "tbl") => self.table(child)?,
                (Space::Word, "sdt") => self.control(child)?,
                (Space::Word, "customXml" | "smartTag" | "sdtContent") => self.blocks(child)?,
                (Space::Word, "ins") => {
                    self.changed(("修订：插入的文字，按接受处理", "tracked insertions, accepted"));
                    self.blocks(child)?;
                }
                (Space::Word, "moveTo") => {
                    self.changed(("修订：移动的文字，按接受处理", "tracked moves, accepted"));
                    self.blocks(child)?;
                }
                (Space::Word, "del") => {
                    self.lost(("修订：删除的文字，按接受处理", "tracked deletions, accepted"));
                }
                (Space::Word, "moveFrom") => {}
                (Space::Word, "altChunk") => self.lost(("插入的其他文件", "other files put in")),
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = chosen(child) {
                        self.blocks(chosen)?;
                    }
                }
                (Space::Word, "sectPr") => self.section(),
                (Space::Math, _) => {
                    // A formula of its own stands in a paragraph in all but broken files.
                    self.lost(("公式", "formulas"));
                }
                (Space::Word | Space::Compatibility, name) if !silent(name) => self.unknown(name),
                _ => {}
            }
            if self.characters > MAX_CHARACTERS {
                return Err(too_long());
            }
        }
        Ok(())
    }

    /// Gives out a paragraph that waits for the next.
    pub(super) fn finish(&mut self) {
        if let Some(paragraph) = self.joined.take() {
            self.emit(paragraph);
        }
    }

    fn section(&mut self) {
        self.sections += 1;
        if self.sections > 1 {
            self.lost(("分节（纸张方向、页眉页脚的变化）", "sections: changes of paper and page headers"));
        }
    }

    /// A content control 内容控件; that of a table of contents is left out.
    fn control(&mut self, control: Element<'t>) -> Result<(), Diagnostic> {
        let gallery = control.child("sdtPr").and_then(|it| it.child("docPartObj"));
        if gallery.and_then(|it| it.value("docPartGallery")) == Some("Table of Contents") {
            self.lost(CONTENTS);
            return Ok(());
        }
        control.child("sdtContent").map_or(Ok(()), |content| self.blocks(content))
    }

    fn paragraph(&mut self, element: Element<'t>) -> Result<(), Diagnostic> {
        self.number += 1;
        let own = element.child("pPr");
        let style = own.and_then(|own| own.value("pStyle"));
        let said = own.map(Properties::of_paragraph).unwrap_or_default();
        let properties = self.styles.paragraph(style, said);
        let in_contents = self.fields.in_contents();
        let mut line = Line { hidden: properties.hidden == Some(true), ..Line::default() };
        self.inline(element, &mut line);

        let mark = own.and_then(|own| own.child("rPr"));
        let deleted = mark.is_some_and(|mark| mark.child("del").is_some());
        let moved = mark.is_some_and(|mark| mark.child("moveFrom").is_some());
        if own.is_some_and(|own| own.child("pPrChange").is_some()) {
            self.changed(("修订：格式，不管", "tracked changes of form, which do not matter"));
        }
        let text_of_contents =
            self.styles.is_contents(style) || (in_contents && line.text.text.trim().is_empty());
        if text_of_contents {
            self.losses.add_with(
                Fate::LeftOut,
                ("目录的各行", "lines of tables of contents"),
                self.number,
                &line.text.text,
            );
            line.text = Traced::default();
        }
        let breaks = own.and_then(|own| own.on("pageBreakBefore")) == Some(true);
        let mut paragraph = Paragraph {
            number: self.number,
            text: String::new(),
            level: properties.level.filter(|level| *level > 0),
            align: properties.align.unwrap_or(Align::Left),
            title: self.styles.is_title(style),
            new_page: breaks || line.new_page || std::mem::take(&mut self.next_page),
            origins: Vec::new(),
        };
        let mut said = Traced::default();
        let says = !line.text.text.trim().is_empty();
        // Word counts an empty paragraph as well, and prints its number.
        if let Some(reference) = properties.number.filter(|_| !text_of_contents && (says || !moved)) {
            match self.numbering.next(reference) {
                Some(Number::Text(number)) if says => said.push(&number),
                Some(Number::Bullet) if says => {
                    self.lost(("项目符号（•、➢ 等）", "bullets of lists"));
                }
                _ => {}
            }
        }
        let numbered = !said.text.is_empty();
        if numbered {
            self.changed(("自动编号，改成文字里的序号", "automatic numbers, which become text"));
        }
        strong::of(&line.text.text, &line.bold, &mut self.strong);
        let body = line.text.text.trim_start_matches(['\t', ' ', '\u{3000}', '\u{A0}']);
        // 1. and 2024年 must not run together.
        if numbered && said.text.ends_with('.') && body.starts_with(|c: char| c.is_ascii_digit()) {
            said.push(" ");
        }
        let from = if numbered { line.text.text.len() - body.len() } else { 0 };
        said.append(line.text.part(from..line.text.text.len()));
        if let Some(before) = self.joined.take() {
            self.changed((
                "修订：删除的段落标记，两段合成一段",
                "deleted paragraph marks, which join two paragraphs",
            ));
            let mut both = Traced { text: before.text, origins: before.origins };
            both.append(std::mem::take(&mut said));
            said = both;
            paragraph = Paragraph { text: String::new(), origins: Vec::new(), ..before };
        }
        let paragraph = Paragraph { text: said.text, origins: said.origins, ..paragraph };
        if deleted {
            self.joined = Some(paragraph);
        } else {
            self.emit(paragraph);
        }
        if own.is_some_and(|own| own.child("sectPr").is_some()) {
            self.section();
            self.next_page = true;
        }
        for content in std::mem::take(&mut line.boxes) {
            self.blocks(content)?;
        }
        Ok(())
    }

    /// Gives out a paragraph; a break that somebody typed makes two of it.
    fn emit(&mut self, paragraph: Paragraph) {
        let said = Traced { text: paragraph.text, origins: paragraph.origins };
        let lines = said.lines();
        if lines.is_empty() {
            if paragraph.new_page {
                self.next_page = true;
            }
            // A blank cell has to have one.
            if self.cell_depth == 0 {
                self.lost(("空段落", "empty paragraphs"));
            }
            return;
        }
        if lines.len() > 1 && self.cell_depth == 0 {
            self.changed((
                "段落里的手动换行，分成两段",
                "line breaks inside paragraphs, which make two of them",
            ));
        }
        for (index, Traced { text, origins }) in lines.into_iter().enumerate() {
            let new_page = paragraph.new_page && index == 0;
            self.blocks.push(Block::Paragraph(Paragraph { text, origins, new_page, ..paragraph }));
        }
    }
}

/// What stands between paragraphs and says nothing.
fn silent(name: &str) -> bool {
    const SILENT: [&str; 8] =
        ["bookmarkStart", "bookmarkEnd", "proofErr", "permStart", "permEnd", "sdtPr", "sdtEndPr", "pPr"];
    SILENT.contains(&name)
        || name.ends_with("RangeStart")
        || name.ends_with("RangeEnd")
        || name.ends_with("Pr")
}

/// The draft is longer than any.
fn too_long() -> Diagnostic {
    too_large(
        format!("文档超过 {} 万字，没有读", MAX_CHARACTERS / 10_000),
        format!("the document has more than {MAX_CHARACTERS} characters and was not read"),
    )
}
