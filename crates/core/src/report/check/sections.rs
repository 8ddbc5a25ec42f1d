//! Sections, pictures and attachments.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Checker;
use super::text::enumerated;
use crate::report::{
    Attachment, AttachmentFile, Contents, ContentsFile, General, GeneralFile, LevelWord, LineAlign,
    LineAlignWord, PictureFile, PictureUse, Section, SectionFile, SectionLevel,
};
use gongwen_document::{Diagnostic, Length, Message};

/// 一、（一）1.（1）: four levels of headings (7.3.3).
const MAX_LEVELS: usize = 4;

/// Characters of the sample of an ordinal, as `（一）`.
const MAX_ORDINAL: usize = 6;

impl Checker<'_, '_> {
    pub(super) fn general(&mut self, file: GeneralFile) -> General {
        General {
            levels: self.levels(&file.levels, "general.levels"),
            sections: self.sections(file.sections, "general.sections", 1, file.numbered != Some(false)),
        }
    }

    pub(super) fn attachments(&mut self, files: Vec<AttachmentFile>) -> Vec<Attachment> {
        let mut titles = BTreeSet::new();
        enumerated(files, "attachments", |file, path| {
            let attachment = self.attachment(file, path);
            if !titles.insert(attachment.title.replace('\n', "")) {
                self.same_title(&attachment.title.replace('\n', ""), &format!("{path}.title"));
            }
            attachment
        })
    }

    /// 附件说明 and labels know attachments by their titles.
    fn same_title(&mut self, title: &str, path: &str) {
        let message = Message::new(
            format!("前面已经有一个附件叫“{title}”，分不清是附件几"),
            format!("there is another attachment `{title}`, and nothing tells the two apart"),
        );
        let help = Message::new("改成不同的名称，如加上（一）（二）", "give them different titles");
        self.found.push(
            Diagnostic::error("report/attachment-twice", message).at(self.located.place(path)).help(help),
        );
    }

    fn attachment(&mut self, file: AttachmentFile, path: &str) -> Attachment {
        let title = self.title_lines(file.title, &format!("{path}.title")).join("\n");
        let heading = Some(title.replace('\n', ""));
        Attachment {
            title,
            text: self.paragraphs(file.text, &format!("{path}.text")),
            levels: self.levels(&file.levels, &format!("{path}.levels")),
            sections: self.sections(
                file.sections,
                &format!("{path}.sections"),
                1,
                file.numbered != Some(false),
            ),
            table: file.table.map(|table| self.table(table, heading, &format!("{path}.table"))),
            landscape: file.landscape,
            contents: file.contents,
            detached: file.detached,
            path: Arc::from(path),
        }
    }

    pub(super) fn contents(&mut self, file: ContentsFile) -> Contents {
        let title = self.label(file.title, "contents.title");
        Contents {
            title: title.unwrap_or_else(|| "目　录".to_owned()),
            levels: file.levels.unwrap_or(2).clamp(1, 4),
        }
    }

    /// 章 above 条, each once.
    fn levels(&mut self, words: &[LevelWord], path: &str) -> Vec<SectionLevel> {
        let right = matches!(words, [] | [LevelWord::Chapter | LevelWord::Article])
            || matches!(words, [LevelWord::Chapter, LevelWord::Article]);
        if !right {
            let message =
                Message::new("levels 里章在前，条在后，各写一次", "levels are 章, then 条, each once");
            let help = Message::new(
                "写成 levels = [\"章\", \"条\"]；没有章的写 levels = [\"条\"]",
                "write levels = [\"章\", \"条\"], or [\"条\"] without chapters",
            );
            self.found
                .push(Diagnostic::error("report/levels", message).at(self.located.place(path)).help(help));
            return Vec::new();
        }
        let level = |word: &LevelWord| match word {
            LevelWord::Chapter => SectionLevel::Chapter,
            LevelWord::Article => SectionLevel::Article,
        };
        words.iter().map(level).collect()
    }

    fn sections(
        &mut self,
        files: Vec<SectionFile>,
        path: &str,
        level: usize,
        numbered: bool,
    ) -> Vec<Section> {
        if level > MAX_LEVELS && !files.is_empty() {
            self.found.push(
                Diagnostic::error(
                    "report/too-deep",
                    Message::new("标题最多四层：一、（一）1.（1）", "headings have four levels"),
                )
                .at(self.located.place(path))
                .help(Message::new("把这一层写成 items 或者 text", "write this level as items or text")),
            );
            return Vec::new();
        }
        enumerated(files, path, |file, path| Section {
            table: file.table.map(|table| self.table(table, file.heading.clone(), &format!("{path}.table"))),
            heading: self.optional(file.heading, &format!("{path}.heading")),
            unnumbered: !file.numbered.unwrap_or(numbered),
            align: file.align.map(|align| match align {
                LineAlignWord::Center => LineAlign::Center,
                LineAlignWord::Right => LineAlign::Right,
            }),
            text: self.paragraphs(file.text, &format!("{path}.text")),
            items: self.paragraphs(file.items, &format!("{path}.items")),
            item_ordinal: self.item_ordinal(file.item_ordinal, &format!("{path}.item_ordinal")),
            figure: file.figure.map(|figure| self.figure(figure, &format!("{path}.figure"))),
            chart: file.chart.map(|chart| self.chart(chart, &format!("{path}.chart"))),
            sections: self.sections(file.sections, &format!("{path}.sections"), level + 1, numbered),
            path: Arc::from(path),
        })
    }

    /// A sample of ordinals: one 一, 1 or ①, with the marks around it. Empty for a list without.
    fn item_ordinal(&mut self, sample: Option<String>, path: &str) -> Option<String> {
        let sample = sample?.trim().to_owned();
        let signs = sample.chars().filter(|sign| matches!(sign, '一' | '1' | '①')).count();
        if sample.is_empty() || (signs == 1 && sample.chars().count() <= MAX_ORDINAL) {
            return Some(sample);
        }
        self.found.push(
            Diagnostic::error(
                "report/item-ordinal",
                Message::new(
                    format!("序号的样子“{sample}”里要有一个 一、1 或者 ①，前后的标点不能太长"),
                    format!("the ordinal `{sample}` must hold one 一, 1 or ①, with short marks around it"),
                ),
            )
            .at(self.located.place(path))
            .help(Message::new(
                "写成 \"（一）\"、\"1.\"、\"（1）\"、\"①\"、\"一是\" 这样；不编号写 \"\"",
                "write it as \"（一）\", \"1.\", \"（1）\", \"①\" or \"一是\"; \"\" for none",
            )),
        );
        None
    }

    fn figure(&mut self, file: PictureFile, path: &str) -> PictureUse {
        PictureUse {
            picture: self.required(file.picture, &format!("{path}.picture")).into(),
            width: file.width.map(Length::mm),
            caption: self.optional(file.caption, &format!("{path}.caption")),
            alternative: self.label(file.alternative, &format!("{path}.alternative")),
            path: Arc::from(path),
        }
    }
}
