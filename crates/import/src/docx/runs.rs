//! What stands in a paragraph: runs through every wrapper, boxes, notes, signs, changes as accepted.

use super::fields::{Kind, formula};
use super::walker::{CONTENTS, Line, Walker, chosen};
use super::xml::{Element, Space};
use crate::draft::{Fate, NOTE_END, NOTE_START};

/// Elements that stand between runs and say nothing.
const SILENT: [&str; 22] = [
    "pPr",
    "rPr",
    "bookmarkStart",
    "bookmarkEnd",
    "proofErr",
    "permStart",
    "permEnd",
    "commentRangeStart",
    "commentRangeEnd",
    "moveFromRangeStart",
    "moveFromRangeEnd",
    "moveToRangeStart",
    "moveToRangeEnd",
    "customXmlInsRangeStart",
    "customXmlInsRangeEnd",
    "customXmlDelRangeStart",
    "customXmlDelRangeEnd",
    "sdtPr",
    "sdtEndPr",
    "smartTagPr",
    "customXmlPr",
    "sectPr",
];

/// Elements in runs that say nothing.
const SILENT_IN_RUNS: [&str; 14] = [
    "rPr",
    "lastRenderedPageBreak",
    "softHyphen",
    "annotationRef",
    "footnoteRef",
    "endnoteRef",
    "separator",
    "continuationSeparator",
    "pgNum",
    "dayShort",
    "commentReference",
    "contentPart",
    "monthShort",
    "yearShort",
];

/// Signs of the fonts of symbols that have a character of their own.
const SIGNS: [(u32, char); 14] = [
    (0xF0FE, '☑'),
    (0xF052, '☑'),
    (0xF053, '☑'),
    (0xF054, '☒'),
    (0xF0FD, '☒'),
    (0xF0A3, '□'),
    (0xF06F, '□'),
    (0xF0A8, '□'),
    (0xF0FC, '√'),
    (0xF0FB, '×'),
    (0xF0B7, '·'),
    (0xF06C, '●'),
    (0xF06E, '■'),
    (0xF0D8, '➢'),
];

impl<'t> Walker<'t> {
    /// Reads what stands in a paragraph or in a wrapper of runs.
    pub(super) fn inline(&mut self, parent: Element<'t>, line: &mut Line<'t>) {
        for child in parent.children() {
            match (child.space(), child.name()) {
                (Space::Word, "r") => self.run(child, line),
                (Space::Word, "hyperlink" | "smartTag" | "customXml" | "dir" | "bdo" | "sdtContent") => {
                    self.inline(child, line);
                }
                (Space::Word, "sdt") => {
                    if let Some(content) = child.child("sdtContent") {
                        self.inline(content, line)
                    }
                }
                (Space::Word, "ins") => {
                    self.changed(("修订：插入的文字，按接受处理", "tracked insertions, accepted"));
                    self.inline(child, line);
                }
                (Space::Word, "moveTo") => {
                    self.changed(("修订：移动的文字，按接受处理", "tracked moves, accepted"));
                    self.inline(child, line);
                }
                (Space::Word, "del") => {
                    self.lost(("修订：删除的文字，按接受处理", "tracked deletions, accepted"));
                }
                (Space::Word, "moveFrom") => {}
                (Space::Word, "fldSimple") => self.simple_field(child, line),
                (Space::Word, "ruby") => self.ruby(child, line),
                (Space::Math, _) => {
                    let text = formula(child);
                    let what = ("公式，只留下其中的字符", "formulas, of which the characters stay");
                    self.losses.add_with(Fate::Changed, what, self.number, &text);
                    self.push(line, &text, child, false);
                }
                (Space::Compatibility, "AlternateContent") => {
                    if let Some(chosen) = chosen(child) {
                        self.inline(chosen, line);
                    }
                }
                (Space::Word, name) if SILENT.contains(&name) => {}
                (Space::Word | Space::Compatibility, name) => self.unknown(name),
                (Space::Other, _) => self.drawn(child, line),
            }
        }
    }

    fn run(&mut self, run: Element<'t>, line: &mut Line<'t>) {
        let properties = run.child("rPr");
        if properties.is_some_and(|it| it.child("rPrChange").is_some()) {
            self.changed(("修订：格式，不管", "tracked changes of form, which do not matter"));
        }
        let own = properties.and_then(|it| it.on("vanish"));
        let style = properties.and_then(|it| it.value("rStyle"));
        let hidden = own.or_else(|| self.styles.hides(style)).unwrap_or(line.hidden);
        if hidden {
            let text: String = run.below("t").into_iter().map(Element::text).collect();
            if !text.is_empty() {
                let what = ("隐藏的文字", "hidden text");
                self.losses.add_with(Fate::LeftOut, what, self.number, &text);
            }
            // Fields go on in hidden runs.
            self.marks_of_fields(run, line);
            return;
        }
        if let Some(properties) = properties {
            self.looks(properties, run);
        }
        let start = line.text.text.len();
        for child in run.children() {
            self.in_run(child, line);
        }
        let bold = properties.and_then(|it| it.on("b")).unwrap_or(style == Some("Strong"));
        if bold && line.text.text.len() > start {
            line.bold.push(start..line.text.text.len());
        }
    }

    fn in_run(&mut self, child: Element<'t>, line: &mut Line<'t>) {
        match (child.space(), child.name()) {
            (Space::Word, "t") => self.push(line, child.text(), child, true),
            (Space::Word, "tab" | "ptab") => self.push(line, "\t", child, false),
            (Space::Word, "noBreakHyphen") => self.push(line, "-", child, false),
            (Space::Word, "cr") => self.push(line, "\n", child, false),
            (Space::Word, "br") => match child.attribute("type") {
                Some("page" | "column") if line.text.text.trim().is_empty() => line.new_page = true,
                Some("page" | "column") => self.next_page = true,
                _ => self.push(line, "\n", child, false),
            },
            (Space::Word, "sym") => self.sign(child, line),
            (Space::Word, "fldChar") => self.mark_of_field(child, line),
            (Space::Word, "instrText") => self.fields.instruct(child.text()),
            (Space::Word, "delText" | "delInstrText") => {}
            (Space::Word, "footnoteReference" | "endnoteReference") => self.note(child, line),
            (Space::Word, "ruby") => self.ruby(child, line),
            (Space::Word, "drawing" | "pict" | "object") => self.drawn(child, line),
            (Space::Compatibility, "AlternateContent") => {
                for inner in chosen(child).into_iter().flat_map(Element::children) {
                    self.in_run(inner, line);
                }
            }
            (Space::Word, name) if SILENT_IN_RUNS.contains(&name) => {}
            (Space::Word | Space::Compatibility, name) => self.unknown(name),
            (Space::Math | Space::Other, _) => self.drawn(child, line),
        }
    }

    /// Adds text of this element, unless it belongs to a field that shows none; `plain` when these are the characters in
    /// the element.
    fn push(&mut self, line: &mut Line<'_>, text: &str, element: Element<'_>, plain: bool) {
        if !text.is_empty() && self.fields.shows() {
            self.characters += text.len() / 2;
            // The marks of notes are this reader's own.
            if text.contains([NOTE_START, NOTE_END]) {
                line.text.push_of(&text.replace([NOTE_START, NOTE_END], ""), element.at(), false);
            } else {
                line.text.push_of(text, element.at(), plain);
            }
        }
    }

    fn marks_of_fields(&mut self, run: Element<'t>, line: &mut Line<'t>) {
        for child in run.children() {
            match child.name() {
                "fldChar" => self.mark_of_field(child, line),
                "instrText" => self.fields.instruct(child.text()),
                _ => {}
            }
        }
    }

    fn mark_of_field(&mut self, mark: Element<'t>, line: &mut Line<'t>) {
        match mark.attribute("fldCharType") {
            Some("begin") => self.fields.begin(),
            Some("separate") => match self.fields.separate() {
                Some(Kind::Contents) => self.lost(CONTENTS),
                Some(Kind::Page) => self.lost(PAGE_NUMBERS),
                _ => {}
            },
            Some("end") => {
                if let Some(text) = self.fields.end() {
                    self.push(line, &text, mark, false);
                }
            }
            _ => {}
        }
    }

    fn simple_field(&mut self, field: Element<'t>, line: &mut Line<'t>) {
        match super::fields::kind(field.attribute("instr").unwrap_or_default()) {
            Kind::Text => self.inline(field, line),
            Kind::Contents => self.lost(CONTENTS),
            Kind::Page => self.lost(PAGE_NUMBERS),
        }
    }

    fn ruby(&mut self, ruby: Element<'t>, line: &mut Line<'t>) {
        self.lost(("注音，只留下正文", "phonetic guides, of which the text stays"));
        if let Some(base) = ruby.child("rubyBase") {
            self.inline(base, line);
        }
    }

    fn sign(&mut self, sign: Element<'_>, line: &mut Line<'_>) {
        let code = sign.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok()).unwrap_or(0);
        // Some programs leave out the F0 of the private area.
        let private = if code < 0x100 { code + 0xF000 } else { code };
        match SIGNS.iter().find(|(known, _)| *known == private).map(|(_, character)| *character) {
            Some(character) => self.push(line, character.encode_utf8(&mut [0; 4]), sign, false),
            None => {
                let font = sign.attribute("font").unwrap_or_default();
                let what = ("符号字体里的符号", "signs of symbol fonts");
                self.losses.add_with(Fate::LeftOut, what, self.number, &format!("{font} {code:04X}"));
            }
        }
    }

    fn note(&mut self, reference: Element<'_>, line: &mut Line<'_>) {
        let id = reference.attribute("id").unwrap_or_default();
        let end = reference.name() == "endnoteReference";
        let notes = if end { &self.endnotes } else { &self.footnotes };
        let text = notes.get(id).cloned().unwrap_or_default();
        if text.trim().is_empty() || self.note_depth > 0 {
            self.lost(("没有内容的注", "notes without text"));
            return;
        }
        if end {
            self.changed(("尾注，改成脚注", "endnotes, which become footnotes"));
        }
        if self.fields.shows() {
            line.text.push_of(&format!("{NOTE_START}{}{NOTE_END}", text.trim()), reference.at(), false);
        }
    }

    /// A picture, a shape or an embedded object; text boxes in it are read.
    fn drawn(&mut self, element: Element<'t>, line: &mut Line<'t>) {
        let boxes = element.below("txbxContent");
        for _ in &boxes {
            self.changed((
                "文本框，文字放在所在段落的后面",
                "text boxes, whose text stands behind their paragraphs",
            ));
        }
        let holds = !boxes.is_empty();
        line.boxes.extend(boxes);
        let has = |name: &str| !element.below(name).is_empty();
        let what = if element.name() == "object" || has("OLEObject") {
            ("嵌入的对象（如 Excel 表格、Visio 图）", "embedded objects, as of Excel or Visio")
        } else if has("chart") {
            ("图表", "charts")
        } else if has("pic") || has("imagedata") || has("blip") {
            ("图片", "pictures")
        } else if has("relIds") {
            ("智能图形（SmartArt）", "SmartArt")
        } else if holds || element.name() == "pict" && element.children().next().is_none() {
            return;
        } else {
            ("图形、线条", "shapes and lines")
        };
        self.lost(what);
    }

    /// How text looks is the form's; what may be a message to its author is told.
    fn looks(&mut self, properties: Element<'_>, run: Element<'_>) {
        let text = || run.below("t").into_iter().map(Element::text).collect::<String>();
        let marked = properties.value("highlight").is_some_and(|color| color != "none")
            || properties.value("color").is_some_and(|color| color.eq_ignore_ascii_case("FF0000"));
        if marked && !text().trim().is_empty() {
            let what = (
                "红字和突出显示，文字留下，多半是待填待改的地方",
                "red or highlighted text, whose look is dropped",
            );
            self.losses.add_with(Fate::Changed, what, self.number, &text());
        }
        let under = properties.value("u").is_some_and(|line| line != "none");
        let text = if under { text() } else { String::new() };
        if under && !text.is_empty() && text.trim_matches([' ', '\u{3000}', '\u{A0}']).is_empty() {
            self.lost(("下划线画的空（填空处），空格留下", "underlined blanks, of which the spaces stay"));
        }
    }
}

const PAGE_NUMBERS: (&str, &str) = ("页码，由版式编", "page numbers, which the form has");
