//! What GB/T 9704-2012 says of the words of the elements. A plain "must" is an error; what is usual, and what can only
//! be guessed from the words, is a warning.

use super::Checker;
use super::words::{
    Fault, attachment_name, classification, document_number, ends_in_mark, last_text, open, ordinal,
};
use crate::report::{Elements, Report, Section};
use gongwen_document::{Diagnostic, Format, Message, Validation};

/// From so many joint bodies on the mark of the lead body alone is better (7.2.4 allows it).
const MANY_BODIES: usize = 10;

impl Checker<'_, '_> {
    /// Holds the words of a report against the standard.
    pub(super) fn form(&mut self, report: &Report) {
        let elements = &report.elements;
        self.head(elements);
        self.special_format(elements);
        if report.contents.is_some() && elements.has_letterhead() {
            let fault = Fault::must(
                "gbt9704/7.1",
                "有版头的文件，首页是印红头的那一页，正文前面不能再有目录",
                "page 1 of a document with a letterhead is the one that bears it: no contents before the text",
                (
                    "删去 [contents]；附件很长的，在那个 [[attachments]] 里写 contents = true，目录排在附件前面",
                    "drop [contents]; a long attachment may have its own: contents = true in its [[attachments]]",
                ),
            );
            self.told(Some(fault), "contents");
        }
        let titles = report
            .attachments
            .iter()
            .map(|attachment| (attachment.title.as_str(), format!("{}.title", attachment.path)));
        let notes = elements.attachment_notes.iter().enumerate();
        let notes = notes.map(|(index, note)| (note.as_str(), format!("attachment_notes[{index}]")));
        if let Some(alone) = report.detached().next()
            && elements.document_number.is_none()
            && !self.by_rows
        {
            let fault = Fault::usual(
                "gbt9704/7.3.7",
                "附件不与正文一起装订，首行要有发文字号，这里没有",
                "an attachment that is not bound with its document begins with the document's number; there is none",
                (
                    "在 [letterhead] 里写 document_number；与正文一起装订的删去 detached",
                    "write document_number in [letterhead], or drop detached",
                ),
            );
            self.told(Some(fault), &format!("{}.detached", alone.path));
        }
        for (name, path) in notes.chain(titles).collect::<Vec<_>>() {
            self.told(attachment_name(name), &path);
        }
        for (index, name) in elements.addressees.iter().enumerate() {
            self.told(ends_in_mark("gbt9704/7.3.2", name, "：:。"), &format!("addressees[{index}]"));
        }
        for (index, name) in elements.copy_recipients.iter().enumerate() {
            self.told(
                ends_in_mark("gbt9704/7.4.2", name, "。，、"),
                &format!("imprint.copy_recipients[{index}]"),
            );
        }
        if let Some(note) = &elements.note
            && let Some(crate::report::Segment::Text(text)) = note.segments.first()
            && text.starts_with(['（', '('])
        {
            let fault = Fault::usual(
                "gbt9704/7.3.6",
                "附注自己写了括号，印出来会有两层",
                "the note has brackets of its own and gets another pair",
                ("删去括号，括号由版式加", "drop the brackets: the form has them"),
            );
            self.told(Some(fault), "note");
        }
        self.printing_line(elements);
        if let Some(general) = report.general() {
            self.headings(&general.sections);
        }
    }

    fn told(&mut self, fault: Option<Fault>, path: &str) {
        let Some(Fault { code, error, message, help }) = fault else { return };
        let message = Message::new(message.0, message.1);
        let found = match error {
            true => Diagnostic::error(code, message),
            false => Diagnostic::warning(code, message),
        };
        // One of a list may have been written without brackets around it.
        let whole = path.split('[').next().unwrap_or(path);
        let place = match self.located.span(path) {
            None if path.ends_with(']') && self.located.span(whole).is_some() => self.located.place(whole),
            _ => self.located.place(path),
        };
        self.found.push(found.at(place).help(Message::new(help.0, help.1)));
    }

    fn head(&mut self, elements: &Elements) {
        if let Some(number) = &elements.document_number {
            self.told(document_number(number, elements.format), "letterhead.document_number");
        }
        if let Some(text) = &elements.classification {
            self.told(classification(text), "letterhead.classification");
        }
        if elements.classification.is_some() && elements.copy_number.is_none() && !self.by_rows {
            let fault = Fault::usual(
                "gbt9704/7.2.1",
                "有密级，没有份号：涉密公文要标注份号",
                "it is classified and has no copy number; classified documents are numbered copy by copy",
                (
                    "在 [letterhead] 里写 copy_number = 1，每份各不相同；不涉密的删去 classification",
                    "write copy_number in [letterhead], another one for each copy",
                ),
            );
            self.told(Some(fault), "letterhead.classification");
        }
        if let Some(text) = elements.urgency.as_ref().filter(|text| !open(text))
            && !["特提", "特急", "加急", "平急", "急件"].contains(&text.as_str())
        {
            let fault = Fault::usual(
                "gbt9704/7.2.3",
                format!("紧急程度写的是“{text}”"),
                format!("the urgency is `{text}`"),
                ("紧急公文写“特急”或者“加急”", "urgent documents say 特急 or 加急"),
            );
            self.told(Some(fault), "letterhead.urgency");
        }
        let marks = &elements.issuer_marks;
        if marks.len() > 1 && marks.iter().any(|mark| mark.contains('\n')) {
            let fault = Fault::usual(
                "gbt9704/7.2.4",
                "联合行文的发文机关标志一个机关一行，写的分行不起作用",
                "in a joint mark each body has one line; the lines written are not used",
                (
                    "每个机关写一个字符串，如 [\"某某县财政局\", \"某某县水利局\"]",
                    "write each body as one string",
                ),
            );
            self.told(Some(fault), "letterhead.issuer_mark");
        }
        if marks.len() >= MANY_BODIES && elements.format != Format::Letter {
            let fault = Fault::usual(
                "gbt9704/7.2.4",
                format!("发文机关标志上有{}个机关，字会很小，版头会占去首页大半", marks.len()),
                format!("the mark names {} bodies: its type is small and it fills page 1", marks.len()),
                (
                    "联合行文机关多的，标志可以只写主办机关，各机关在署名处写全",
                    "with so many bodies the mark may name the lead body alone; all of them sign",
                ),
            );
            self.told(Some(fault), "letterhead.issuer_mark");
        }
        let title = last_text(elements);
        let has = |words: &[&str]| words.iter().any(|word| title.ends_with(word));
        let marked = !elements.issuer_marks.is_empty() && elements.format == Format::Document;
        if !elements.approvers.is_empty()
            && (elements.format != Format::Document
                || has(&["通知", "通报", "决定", "批复", "公告", "通告", "公报", "函"]))
        {
            let fault = Fault::usual(
                "gbt9704/7.2.6",
                "只有上行文标注签发人，这份看起来不是上行文",
                "only upward documents name approvers, and this does not look like one",
                ("删去 approvers；是请示、报告等上行文的，检查标题", "drop approvers, or look at the title"),
            );
            self.told(Some(fault), "letterhead.approvers");
        }
        if elements.approvers.is_empty() && marked && title.ends_with("请示") {
            let fault = Fault::usual(
                "gbt9704/7.2.6",
                "请示是上行文，要标注签发人",
                "a request goes upward and names its approver",
                ("在 [letterhead] 里写 approvers = [\"某某某\"]", "write approvers in [letterhead]"),
            );
            self.told(Some(fault), "letterhead");
        }
    }

    fn special_format(&mut self, elements: &Elements) {
        let attended = &elements.attendance;
        let attendance =
            !(attended.present.is_empty() && attended.absent.is_empty() && attended.observers.is_empty());
        if attendance && elements.format != Format::Minutes {
            let fault = Fault::usual(
                "gbt9704/10.3",
                "只有纪要印出席、请假和列席人员，这里的不会印出来",
                "only minutes print who was present; this is not printed",
                (
                    "写 format = \"纪要\"，或者删去 [attendance]",
                    "write format = \"纪要\", or drop [attendance]",
                ),
            );
            self.told(Some(fault), "attendance");
        }
        match elements.format {
            Format::Document => {}
            Format::Letter => self.letter(elements),
            Format::Order => self.order(elements),
            Format::Minutes => {
                if let Some(mark) =
                    elements.issuer_marks.last().filter(|mark| !mark.contains("纪要") && !open(mark))
                {
                    let fault = Fault::usual(
                        "gbt9704/10.3",
                        format!("纪要的标志由“×××××纪要”组成，写的是“{mark}”"),
                        format!("the mark of minutes ends in 纪要; it is `{mark}`"),
                        ("写成“某某镇人民政府专题会议纪要”这样", "write it as 某某镇人民政府专题会议纪要"),
                    );
                    self.told(Some(fault), "letterhead.issuer_mark");
                }
            }
        }
    }

    fn letter(&mut self, elements: &Elements) {
        let has_suffix = elements.mark_suffix.as_ref().is_some_and(|suffix| !suffix.is_empty());
        if has_suffix || elements.issuer_marks.iter().any(|mark| mark.ends_with("文件")) {
            let fault = Fault::must(
                "gbt9704/10.1",
                "信函的标志是机关全称或者规范化简称，不加“文件”",
                "the mark of a letter is the name of the body, without 文件",
                ("删去“文件”", "drop 文件"),
            );
            self.told(Some(fault), "letterhead.issuer_mark");
        }
        for (present, path) in [
            (elements.printing_office.is_some(), "imprint.printing_office"),
            (elements.printing_date.is_some(), "imprint.printing_date"),
        ] {
            if present {
                let fault = Fault::usual(
                    "gbt9704/10.1",
                    "信函的版记不加印发机关和印发日期，这里的不会印出来",
                    "the imprint of a letter has no printing office and no date; this is not printed",
                    ("删去这一行", "delete the line"),
                );
                self.told(Some(fault), path);
            }
        }
    }

    fn order(&mut self, elements: &Elements) {
        if !matches!(elements.validation, Validation::Stamps(_)) {
            let fault = Fault::must(
                "gbt9704/10.2",
                "命令（令）要加盖签发人签名章，没有写",
                "an order is signed with a signature stamp, and there is none",
                (
                    "写上 [[signature_stamps]] 和 post = \"县　长\"；图片可以不写，只留出位置",
                    "write [[signature_stamps]] with the post; without a picture it leaves room for it",
                ),
            );
            self.told(Some(fault), "signature_stamps");
        }
        if !elements.addressees.is_empty() {
            let fault = Fault::usual(
                "gbt9704/10.2",
                "命令（令）的令号下面就是正文，主送机关不会印出来",
                "the text of an order follows its number; addressees are not printed",
                ("删去 addressees；要送达的机关写进 [imprint]", "drop addressees"),
            );
            self.told(Some(fault), "addressees");
        }
    }

    fn printing_line(&mut self, elements: &Elements) {
        if elements.format == Format::Letter {
            return;
        }
        let (missing, path) = match (&elements.printing_office, elements.printing_date) {
            (Some(_), None) => ("印发日期 printing_date", "imprint.printing_office"),
            (None, Some(_)) => ("印发机关 printing_office", "imprint.printing_date"),
            _ => ("", ""),
        };
        // The rows of a table may bring what is missing here.
        if !missing.is_empty() && !self.by_rows {
            let fault = Fault::usual(
                "gbt9704/7.4.3",
                format!("印发机关和印发日期印在同一行，缺少{missing}"),
                "printing office and printing date stand in one line; one is missing",
                ("在 [imprint] 里把两样都写上", "write both in [imprint]"),
            );
            self.told(Some(fault), path);
        }
        if let (Some(issued), Some(printed)) = (elements.issue_date, elements.printing_date)
            && printed < issued
        {
            let fault = Fault::usual(
                "gbt9704/7.4.3",
                "印发日期比成文日期早",
                "it is printed before its date of issue",
                ("印发日期是送印的日期，检查两个日期", "look at both dates"),
            );
            self.told(Some(fault), "imprint.printing_date");
        }
    }

    fn headings(&mut self, sections: &[Section]) {
        for section in sections {
            if let Some(heading) = &section.heading
                && let Some(crate::report::Segment::Text(text)) = heading.segments.first()
                && !section.unnumbered
                && let Some(ordinal) = ordinal(text)
            {
                let fault = Fault::usual(
                    "gbt9704/7.3.3",
                    format!("标题自己写了序号“{ordinal}”，印出来会有两个"),
                    format!("the heading has the ordinal `{ordinal}` of its own and gets another"),
                    match ordinal.starts_with('第') {
                        true => (
                            "分章、条的，在 [general] 里写 levels = [\"章\", \"条\"]，标题里不写“第X章”；自己编号的，这一部分写 numbered = false",
                            "write levels = [\"章\", \"条\"] in [general] and drop it here; with ordinals of your own write numbered = false",
                        ),
                        false => (
                            "删去序号，序号由层次决定；要用自己的序号，这一部分写 numbered = false",
                            "drop it: the level gives the ordinal; with ordinals of your own write numbered = false",
                        ),
                    },
                );
                self.told(Some(fault), &heading.path.clone());
            }
            self.headings(&section.sections);
        }
    }
}
