//! The structure of a draft: which report file prints it.

mod annual;
mod bodies;
mod head;
mod outline;
mod place;
mod rules;
mod sections;
mod tail;

use gongwen_core::report::{
    AttachmentFile, FormatWord, GeneralFile, Groups, ISSUER_TO_BE_WRITTEN, LocalityFile, ReportFile,
    SectionFile, TITLE_TO_BE_WRITTEN, Texts,
};
use gongwen_document::Message;

use crate::draft::{Block, Draft};
use crate::prose::notation;
use head::Head;
pub(crate) use rules::marked;
use sections::Body;
use tail::Tail;

/// How much of a draft becomes structure; each is tried when the one before does not print the draft's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// An annual work report 年度工作报告.
    Annual,
    /// Rules 规章 with chapters and articles.
    Rules,
    /// A general document with all that stands around its body.
    General,
    /// The same, with attachments as text of the body.
    WithoutAttachments,
    /// Head and end stay text as well; headings and lists are structure.
    Outline,
    /// Title and paragraphs.
    Plain,
}

impl Attempt {
    /// All of them, the richest first.
    pub(crate) const ALL: [Attempt; 6] = [
        Attempt::Annual,
        Attempt::Rules,
        Attempt::General,
        Attempt::WithoutAttachments,
        Attempt::Outline,
        Attempt::Plain,
    ];
}

/// Something that was recognised in a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// What it became: 标题, 主要工作.
    pub what: Message,
    /// Its first and its last paragraph.
    pub paragraphs: (u32, u32),
}

/// A paragraph that stays as text, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Which paragraph.
    pub paragraph: u32,
    /// Why.
    pub why: Message,
    /// How it begins.
    pub quote: String,
}

/// A report file and how it came about.
#[derive(Clone)]
pub(crate) struct Found {
    pub(crate) file: ReportFile,
    pub(crate) recognised: Vec<Recognised>,
    pub(crate) kept: Vec<Kept>,
    /// What the draft does not say and the file must: each for the summary and as a comment at its field.
    pub(crate) assumed: Vec<(&'static str, Message)>,
    /// The text that the finished document is to have.
    pub(crate) expected: String,
}

/// The report file of a draft by this attempt; `None` when the draft is nothing of the kind.
pub(crate) fn structure(draft: &Draft, attempt: Attempt) -> Option<Found> {
    let elements = attempt != Attempt::Outline && attempt != Attempt::Plain;
    let blocks = draft.blocks.as_slice();
    let mut head = head::head(draft, blocks, elements);
    if !elements {
        head.addressees = Groups::None;
        head.taken = head.title.len();
        // A title alone says nothing.
        if attempt == Attempt::Plain && head.taken == blocks.len() {
            (head.title, head.taken) = (Vec::new(), 0);
        }
    }
    let attached = match attempt {
        Attempt::General | Attempt::Annual | Attempt::Rules => tail::attachments(blocks, head.taken),
        _ => Vec::new(),
    };
    let main = blocks.get(..attached.first().copied().unwrap_or(blocks.len()))?;
    let tail = match elements {
        true => tail::tail(main, head.taken),
        false => Tail { from: main.len(), ..Tail::default() },
    };
    let mut builder = Builder {
        draft,
        blocks,
        file: ReportFile::default(),
        recognised: Vec::new(),
        kept: Vec::new(),
        assumed: Vec::new(),
    };
    let range = head.taken..tail.from;
    if range.is_empty() {
        return None;
    }
    match attempt {
        Attempt::Annual => builder.annual(&head, &tail, range)?,
        Attempt::Rules => builder.rules(&head, &tail, range)?,
        _ => builder.general(&head, &tail, range, attempt != Attempt::Plain)?,
    }
    builder.around(&head, &tail);
    builder.attachments(&attached)?;
    let expected = builder.expected(&head, &tail);
    let Builder { file, mut recognised, kept, assumed, .. } = builder;
    recognised.sort_by_key(|it| it.paragraphs);
    Some(Found { file, recognised, kept, assumed, expected })
}

struct Builder<'d> {
    draft: &'d Draft,
    blocks: &'d [Block],
    file: ReportFile,
    recognised: Vec<Recognised>,
    kept: Vec<Kept>,
    assumed: Vec<(&'static str, Message)>,
}

impl Builder<'_> {
    fn number(&self, block: usize) -> u32 {
        match self.blocks.get(block) {
            Some(Block::Paragraph(paragraph)) => paragraph.number,
            Some(Block::Table(table)) => table.number,
            None => 0,
        }
    }

    fn recognise(&mut self, blocks: std::ops::Range<usize>, zh: impl Into<String>, en: impl Into<String>) {
        if !blocks.is_empty() {
            let paragraphs = (self.number(blocks.start), self.number(blocks.end - 1));
            self.recognised.push(Recognised { what: Message::new(zh, en), paragraphs });
        }
    }

    fn keep(&mut self, block: usize, zh: &str, en: &str) {
        let quote = match self.blocks.get(block) {
            Some(Block::Paragraph(paragraph)) => paragraph.text.chars().take(20).collect(),
            _ => String::new(),
        };
        let paragraph = self.number(block);
        self.kept.push(Kept { paragraph, why: Message::new(zh, en), quote });
    }

    fn annual(&mut self, head: &Head, tail: &Tail, range: std::ops::Range<usize>) -> Option<()> {
        let title = head.title.concat();
        let place = place::place(&title)
            .or_else(|| tail.signatures.iter().find_map(|body| place::place(body)))
            .or_else(|| place::spoken_of(self.blocks))?;
        let found = annual::annual(self.blocks, range.clone(), &place)?;
        let planned = found.plan.as_ref().and_then(|plan| plan.year);
        let year =
            annual::year(&title).or(planned.map(|year| year - 1)).or_else(|| self.most_named_year())?;
        let (areas, items) = (
            found.achievements.areas.len(),
            found.achievements.areas.iter().map(|it| it.items.len()).sum::<usize>(),
        );
        self.recognise(
            range.start..found.areas.start,
            format!("开头，{} 段", found.opening.len()),
            format!("opening, {} paragraphs", found.opening.len()),
        );
        self.recognise(
            found.areas.clone(),
            format!("主要工作：{areas} 个领域，{items} 项"),
            format!("achievements: {areas} areas, {items} items"),
        );
        if let (Some(part), Some(at)) = (&found.shortcomings, found.short) {
            let count = part.items.len();
            self.recognise(at..at + 1, format!("存在不足：{count} 条"), format!("shortcomings: {count}"));
        }
        if let (Some(plan), Some(blocks)) = (&found.plan, found.planned.clone()) {
            let (levers, measures) =
                (plan.levers.len(), plan.levers.iter().map(|it| it.measures.len()).sum::<usize>());
            self.recognise(
                blocks,
                format!("下步打算：{levers} 个抓手，{measures} 条措施"),
                format!("plan: {levers} levers, {measures} measures"),
            );
        }
        self.assumed.push((
            "achievements.areas",
            Message::new(
                "领域的名称 name 是从领句里取的，正文里不印，可以改",
                "names of areas are taken from their leading sentences; they are not printed",
            ),
        ));
        let file = &mut self.file;
        file.year = Some(year);
        file.opening = many(found.opening);
        file.achievements = Some(found.achievements);
        file.shortcomings = found.shortcomings;
        file.plan = found.plan;
        file.closing = many(found.closing);
        let short_name = found.short_name;
        file.locality = Some(LocalityFile { name: place.clone(), short_name, code: None });
        if title.is_empty() {
            let next = planned.map(|next| format!("和{next}年工作打算")).unwrap_or_default();
            self.invent_title(format!("{place}{year}年工作总结{next}"));
        }
        self.issuer(&title, tail, Some(&place));
        Some(())
    }

    fn rules(&mut self, head: &Head, tail: &Tail, range: std::ops::Range<usize>) -> Option<()> {
        let found = rules::rules(self.blocks, range.clone())?;
        let (chapters, articles) = (found.chapters, found.articles);
        self.recognise(
            range,
            format!("规章：{chapters} 章，{articles} 条"),
            format!("rules: {chapters} chapters, {articles} articles"),
        );
        self.file.opening = many(found.opening);
        let (levels, sections) = (found.levels, found.sections);
        self.file.general = Some(GeneralFile { levels, sections, ..GeneralFile::default() });
        let title = head.title.concat();
        if title.is_empty() {
            self.invent_title(TITLE_TO_BE_WRITTEN.to_owned());
        }
        self.issuer(&title, tail, None);
        Some(())
    }

    fn general(
        &mut self,
        head: &Head,
        tail: &Tail,
        range: std::ops::Range<usize>,
        lists: bool,
    ) -> Option<()> {
        let body = Body::of(self.blocks, range.clone(), lists);
        if body.fails {
            return None;
        }
        let (headings, items, tables) = (body.headings, body.items, body.tables);
        self.recognise(
            range,
            format!("正文：{headings} 个标题，{items} 条列表，{tables} 张表格"),
            format!("body: {headings} headings, {items} items of lists, {tables} tables"),
        );
        for block in body.kept.clone() {
            self.keep(
                block,
                "序号不能自动编（不连续、层次不合，或者同一级有的是标题、有的是段落），照原文留在文字里",
                "its ordinal cannot be counted (it does not run on, or its level does not fit) and stays in the text",
            );
        }
        for (at, block) in self.blocks.iter().enumerate().take(tail.from).skip(head.taken) {
            if let Block::Paragraph(paragraph) = block
                && paragraph.level.is_some()
                && crate::ordinal::ordinal(&paragraph.text).is_none()
                && (!lists || outline::heading(paragraph).is_none())
            {
                self.keep(
                    at,
                    "样式是标题，文字像一段话，当作段落",
                    "its style is that of a heading and its text is that of a paragraph, which it becomes",
                );
            }
        }
        self.file.opening = many(body.opening);
        let (mut sections, closing) = closing(body.sections);
        self.file.closing = many(closing);
        // Said once where it holds for all.
        let numbered = (body.headings > 0 && sections::unnumbered(&sections)).then_some(false);
        if numbered.is_some() {
            sections::say_nothing_of_numbers(&mut sections);
        }
        self.file.general = Some(GeneralFile { sections, numbered, ..GeneralFile::default() });
        let title = head.title.concat();
        if title.is_empty() {
            self.invent_title(TITLE_TO_BE_WRITTEN.to_owned());
        }
        self.issuer(&title, tail, None);
        Some(())
    }

    /// A title that the draft does not have.
    fn invent_title(&mut self, title: String) {
        let zh = format!("草稿没有标题，“{title}”是起的，请改");
        self.assumed
            .push(("title", Message::new(zh, format!("the draft has no title; `{title}` was made up"))));
        self.file.title = Texts::One(title);
    }

    fn issuer(&mut self, title: &str, tail: &Tail, place: Option<&str>) {
        if let Some(signature) = tail.signatures.first() {
            self.file.issuer = notation(signature);
            return;
        }
        if let Some(issuer) = place::issuer_of(title) {
            self.file.issuer = notation(&issuer);
            return;
        }
        let before = title.find(|c: char| c.is_ascii_digit()).and_then(|at| title.get(..at));
        let chain = before.filter(|chain| place::place(&format!("{chain}2024")).is_some());
        let guess =
            chain.map(str::to_owned).or_else(|| place.map(str::to_owned)).or_else(|| place::place(title));
        let (issuer, zh) = match guess {
            Some(place) if place.ends_with('村') || place.ends_with("社区") => {
                (format!("{place}民委员会"), "草稿没有署名，发文机关是按地名推的，请核对")
            }
            Some(place) => (format!("{place}人民政府"), "草稿没有署名，发文机关是按地名推的，请核对"),
            None => (ISSUER_TO_BE_WRITTEN.to_owned(), "草稿没有写发文机关，请补上"),
        };
        let en = "the draft is not signed; the issuing body is a guess";
        self.assumed.push(("issuer", Message::new(zh, en)));
        self.file.issuer = notation(&issuer);
    }

    /// What stands around the body.
    fn around(&mut self, head: &Head, tail: &Tail) {
        if !head.title.is_empty() {
            self.recognise(head.above..head.above + head.title.len(), "标题", "title");
            let lines: Vec<String> = head.title.iter().map(|line| notation(line)).collect();
            self.file.title = many(lines);
        }
        if let Some(letterhead) = &head.letterhead {
            self.recognise(0..head.above, "版头", "letterhead");
            self.file.format = Some(FormatWord::Document);
            self.file.letterhead = Some(letterhead.clone());
        }
        if !head.addressees.is_empty() {
            self.recognise(head.taken - 1..head.taken, "主送机关", "addressees");
            self.file.addressees = head.addressees.clone();
        }
        let file = &mut self.file;
        file.attachment_notes = many(tail.notes.iter().map(|note| notation(note)).collect());
        file.signatures = many(tail.signatures.iter().map(|body| notation(body)).collect());
        file.issue_date.clone_from(&tail.date);
        file.note = tail.note.as_ref().map(|note| notation(note));
        file.imprint.clone_from(&tail.imprint);
        let mut at = tail.from;
        for (count, zh, en) in [
            (tail.notes.len(), "附件说明", "list of attachments"),
            (tail.signatures.len(), "署名", "signature"),
            (usize::from(tail.date.is_some()), "成文日期", "date of issue"),
            (usize::from(tail.note.is_some()), "附注", "note"),
            (tail.imprinted.len(), "版记", "imprint"),
        ] {
            self.recognise(at..at + count, zh, en);
            at += count;
        }
    }

    /// The attachments, each from its label on.
    fn attachments(&mut self, labels: &[usize]) -> Option<()> {
        for (index, from) in labels.iter().enumerate() {
            let end = labels.get(index + 1).copied().unwrap_or(self.blocks.len());
            let Some(Block::Paragraph(title)) = self.blocks.get(from + 1).filter(|_| from + 1 < end) else {
                return None;
            };
            let body = Body::of(self.blocks, from + 2..end, true);
            if body.fails {
                return None;
            }
            for block in body.kept.clone() {
                self.keep(
                    block,
                    "序号不能自动编，照原文留在文字里",
                    "its ordinal cannot be counted and stays in the text",
                );
            }
            let mut file = AttachmentFile {
                title: Texts::One(notation(&title.text)),
                text: many(body.opening),
                sections: body.sections,
                ..AttachmentFile::default()
            };
            // A table alone is that of the attachment.
            if let [only] = file.sections.as_mut_slice()
                && *only == (SectionFile { table: only.table.clone(), ..SectionFile::default() })
            {
                file.table = only.table.take();
                file.sections.clear();
            }
            self.recognise(
                *from..end,
                format!("附件：{}", title.text),
                format!("attachment: {}", title.text),
            );
            self.file.attachments.push(file);
        }
        Some(())
    }

    /// The year that is named most often.
    fn most_named_year(&self) -> Option<i16> {
        let mut counted: Vec<(i16, usize)> = Vec::new();
        for block in self.blocks {
            let Block::Paragraph(paragraph) = block else { continue };
            for clause in paragraph.text.split(['，', '。', '、']) {
                let Some(year) = annual::year(clause) else { continue };
                match counted.iter_mut().find(|(known, _)| *known == year) {
                    Some((_, count)) => *count += 1,
                    None => counted.push((year, 1)),
                }
            }
        }
        counted.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
    }

    /// The text of the finished document: that of the draft without what stands in letterhead and imprint.
    fn expected(&self, head: &Head, tail: &Tail) -> String {
        let printed = |(at, _): &(usize, &Block)| *at >= head.above && !tail.imprinted.contains(at);
        let blocks = self.blocks.iter().enumerate().filter(printed).map(|(_, block)| block.clone());
        let text = Draft {
            kind: self.draft.kind,
            blocks: blocks.collect(),
            losses: Default::default(),
            strong: Vec::new(),
        }
        .text();
        match (&self.file.title, head.title.is_empty()) {
            (Texts::One(title), true) => format!("{title}\n{text}"),
            _ => text,
        }
    }
}

/// One string, or several.
fn many(texts: Vec<String>) -> Texts {
    match <[String; 1]>::try_from(texts) {
        Ok([one]) => Texts::One(one),
        Err(all) if all.is_empty() => Texts::None,
        Err(all) => Texts::Many(all),
    }
}

/// The last paragraphs of the last section, when they close the whole document: 特此报告。
fn closing(mut sections: Vec<SectionFile>) -> (Vec<SectionFile>, Vec<String>) {
    const CLOSES: [&str; 12] = [
        "特此",
        "以上",
        "专此",
        "妥否",
        "当否",
        "请予",
        "请认真",
        "请遵照",
        "本通知自",
        "此复",
        "请各",
        "现予",
    ];
    let mut closing = Vec::new();
    if let Some(last) = sections.last_mut().and_then(deepest)
        && last.items.is_empty()
        && last.table.is_none()
    {
        let mut texts = match std::mem::take(&mut last.text) {
            Texts::None => Vec::new(),
            Texts::One(one) => vec![one],
            Texts::Many(all) => all,
        };
        let closes =
            |text: &String| CLOSES.iter().any(|word| text.starts_with(word)) && text.chars().count() < 60;
        if texts.len() > usize::from(last.heading.is_some()) && texts.last().is_some_and(closes) {
            closing.extend(texts.pop());
        }
        last.text = many(texts);
    }
    if sections.last().is_some_and(|last| *last == SectionFile::default()) {
        sections.pop();
    }
    (sections, closing)
}

/// The section that stands last in this one.
fn deepest(section: &mut SectionFile) -> Option<&mut SectionFile> {
    if section.sections.is_empty() { Some(section) } else { section.sections.last_mut().and_then(deepest) }
}
