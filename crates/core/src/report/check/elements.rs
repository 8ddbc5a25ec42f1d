//! The elements of an official document outside its body: letterhead, closing, imprint.

use crate::report::prose::unescaped;
use crate::report::{Attendance, Elements, FormatWord, ReportFile, SealFile, SignatureStampFile, Texts};
use gongwen_document::{Diagnostic, Format, Length, Message, Seal, SignatureStamp, Validation};

use super::Checker;
use super::text::enumerated;

/// Millimetres across the seal of a town's or county's government, where the report says nothing.
const SEAL_DIAMETER: i64 = 42;
/// Millimetres of a signature stamp, where the report says nothing.
const STAMP_SIZE: (i64, i64) = (40, 20);

/// What stands for a title 标题 that is still to be written, as an import of a draft without one puts it; printing it is told
/// (`report/to-be-written`).
pub const TITLE_TO_BE_WRITTEN: &str = "（标题待补）";
/// What stands for an issuing body 发文机关 that is still to be written, told as [`TITLE_TO_BE_WRITTEN`] is.
pub const ISSUER_TO_BE_WRITTEN: &str = "（发文机关待补）";

impl Checker<'_, '_> {
    /// Tells of a title or an issuer that still is what an import put there.
    fn still_open(&mut self, file: &ReportFile) {
        let titles: &[String] = match &file.title {
            Texts::None => &[],
            Texts::One(title) => std::slice::from_ref(title),
            Texts::Many(lines) => lines,
        };
        let texts = titles.iter().map(|text| (text, "title")).chain([(&file.issuer, "issuer")]);
        let open = |text: &str| [TITLE_TO_BE_WRITTEN, ISSUER_TO_BE_WRITTEN].contains(&text.trim());
        for (text, path) in texts.filter(|(text, _)| open(text)) {
            let message = Message::new(
                format!("“{text}”还没有补上，会照样印出来"),
                format!("`{text}` is still to be written and would be printed as it is"),
            );
            let help = match path {
                "title" => Message::new("写上标题，如“关于做好防汛工作的通知”", "write the title"),
                _ => Message::new("写上发文机关，如“锦江镇人民政府”", "write the issuing body"),
            };
            let found = Diagnostic::warning("report/to-be-written", message);
            self.found.push(found.at(self.located.place(path)).help(help));
        }
    }

    pub(super) fn elements(&mut self, file: &ReportFile) -> Elements {
        self.still_open(file);
        let letterhead = file.letterhead.clone().unwrap_or_default();
        let imprint = file.imprint.clone().unwrap_or_default();
        let attendance = file.attendance.clone().unwrap_or_default();
        let (addressees, addressee_groups) = self.groups(file.addressees.clone(), "addressees");
        let (copy_recipients, copy_groups) = self.groups(imprint.copy_recipients, "imprint.copy_recipients");
        Elements {
            format: match file.format {
                None | Some(FormatWord::Document) => Format::Document,
                Some(FormatWord::Letter) => Format::Letter,
                Some(FormatWord::Order) => Format::Order,
                Some(FormatWord::Minutes) => Format::Minutes,
            },
            title: self.title(&file.title, "title"),
            subtitle: self.paragraphs(file.subtitle.clone(), "subtitle"),
            author: self.paragraphs(file.author.clone(), "author"),
            copy_number: letterhead.copy_number,
            classification: self.label(letterhead.classification, "letterhead.classification"),
            urgency: self.label(letterhead.urgency, "letterhead.urgency"),
            issuer_marks: self.marks(letterhead.issuer_mark, "letterhead.issuer_mark"),
            mark_suffix: letterhead.mark_suffix.map(|suffix| unescaped(suffix.trim())),
            preprinted: letterhead.preprinted,
            document_number: self.label(letterhead.document_number, "letterhead.document_number"),
            approvers: self.labels(letterhead.approvers, "letterhead.approvers"),
            addressees,
            addressee_groups,
            attachment_notes: self.labels(file.attachment_notes.clone(), "attachment_notes"),
            signatures: self.labels(file.signatures.clone(), "signatures"),
            validation: self.validation(file),
            issue_date: file.issue_date.as_ref().and_then(|date| self.date(&date.0, "issue_date")),
            note: file.note.as_ref().map(|note| self.prose(note, "note")),
            page_header: self.label(file.page_header.clone(), "page_header"),
            contact: self.label(file.contact.clone(), "contact"),
            phone: self.label(file.phone.clone(), "phone"),
            attendance: Attendance {
                present: self.labels(attendance.present, "attendance.present"),
                absent: self.labels(attendance.absent, "attendance.absent"),
                observers: self.labels(attendance.observers, "attendance.observers"),
            },
            copy_recipients,
            copy_groups,
            printing_office: self.label(imprint.printing_office, "imprint.printing_office"),
            printing_date: imprint.printing_date.and_then(|date| self.date(&date.0, "imprint.printing_date")),
            imprint_others: self.labels(imprint.others, "imprint.others"),
        }
    }

    fn validation(&mut self, file: &ReportFile) -> Validation {
        if !file.seals.is_empty() && !file.signature_stamps.is_empty() {
            self.found.push(
                Diagnostic::error(
                    "report/seal-and-stamp",
                    Message::new(
                        "既写了印章 [[seals]]，又写了签名章 [[signature_stamps]]",
                        "there are both [[seals]] and [[signature_stamps]]",
                    ),
                )
                .at(self.located.place("signature_stamps"))
                .help(Message::new("留一种，删去另一种", "keep one of them")),
            );
        }
        if !file.signature_stamps.is_empty() {
            let stamps = file.signature_stamps.clone();
            return Validation::Stamps(enumerated(stamps, "signature_stamps", |stamp, path| {
                self.stamp(stamp, path)
            }));
        }
        if file.seals.is_empty() {
            return Validation::Unsealed;
        }
        let signatures = file.signatures.len();
        if file.seals.len() != signatures {
            self.found.push(
                Diagnostic::error(
                    "report/seals",
                    Message::new(
                        format!("署名有 {signatures} 个，印章有 {} 枚", file.seals.len()),
                        format!("there are {signatures} signatures and {} seals", file.seals.len()),
                    ),
                )
                .at(self.located.place("seals"))
                .help(Message::new(
                    "一个署名一枚印章，顺序相同",
                    "a seal for each signature, in the same order",
                )),
            );
        }
        Validation::Seals(enumerated(file.seals.clone(), "seals", |seal, path| self.seal(seal, path)))
    }

    fn seal(&mut self, seal: SealFile, path: &str) -> Seal {
        let picture = self.label(seal.picture, &format!("{path}.picture"));
        Seal {
            diameter: Length::mm(seal.diameter.unwrap_or(SEAL_DIAMETER)),
            picture: picture.map(Into::into),
        }
    }

    fn stamp(&mut self, stamp: SignatureStampFile, path: &str) -> SignatureStamp {
        let picture = self.label(stamp.picture, &format!("{path}.picture"));
        SignatureStamp {
            post: self.required(stamp.post, &format!("{path}.post")),
            width: Length::mm(stamp.width.unwrap_or(STAMP_SIZE.0)),
            height: Length::mm(stamp.height.unwrap_or(STAMP_SIZE.1)),
            picture: picture.map(Into::into),
        }
    }
}
