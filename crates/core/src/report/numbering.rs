//! The titles and numbers of the attachments 附件 of a report: one order for 附件说明, for the heads of the attachments and for
//! the names of their files.

use std::borrow::Cow;

use super::{Attachment, Report};

impl Report {
    /// The titles of all attachments in their order: those of the 附件说明, then those attached here that it leaves out, then
    /// the table of figures. Each stands on one line.
    ///
    /// ```
    /// # use gongwen_core::Report;
    /// let report = Report::from_toml(
    ///     "title = \"关于某事的通知\"\nissuer = \"某某县人民政府\"\nopening = \"现予公布。\"\n\
    ///      attachment_notes = \"甲\"\n[general]\n[[attachments]]\ntitle = \"乙\"\n",
    /// )?;
    /// assert_eq!(report.attachment_titles(), ["甲", "乙"]);
    /// # Ok::<(), gongwen_document::Diagnostics>(())
    /// ```
    pub fn attachment_titles(&self) -> Vec<Cow<'_, str>> {
        let mut titles: Vec<Cow<'_, str>> =
            self.elements.attachment_notes.iter().map(|note| Cow::Borrowed(note.as_str())).collect();
        let attached = self.attachments.iter().map(|attachment| one_line(&attachment.title));
        let table = self.figures_table_title().map(Cow::Owned);
        for title in attached.chain(table) {
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        titles
    }

    /// The title of the table of figures 指标一览表, when the report has one: its own, or one made of place and year.
    pub fn figures_table_title(&self) -> Option<String> {
        let table = self.figures_table.as_ref()?;
        let year = if self.year > 0 { format!("{}年", self.year) } else { String::new() };
        Some(table.title.clone().unwrap_or_else(|| format!("{}{year}主要指标一览表", self.locality.name)))
    }

    /// `附件`, or with its number when there are several: what stands at the head of an attachment, and what the name of
    /// its file ends with when it is one of its own.
    pub fn attachment_label(&self, attachment: &Attachment) -> String {
        self.label_of_attachment(&attachment.title)
    }

    /// The label of the attachment with this title, as [`attachment_label`](Report::attachment_label) gives it.
    pub fn label_of_attachment(&self, title: &str) -> String {
        let titles = self.attachment_titles();
        let title = one_line(title);
        match titles.iter().position(|known| *known == title) {
            Some(place) if titles.len() > 1 => format!("附件{}", place + 1),
            _ => "附件".to_owned(),
        }
    }
}

/// A title without the new lines that its author put into it.
pub fn one_line(title: &str) -> Cow<'_, str> {
    if title.contains('\n') { Cow::Owned(title.replace('\n', "")) } else { Cow::Borrowed(title) }
}
