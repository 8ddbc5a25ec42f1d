//! What a report file says for the rows of a table that fill it: text fields, conditions, single lines with gaps.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Checker;
use super::text::enumerated;
use crate::report::form::{Condition, Field, can_wait};
use crate::report::{FigurePart, Texts, prose};
use gongwen_document::{Diagnostic, Message};

impl Checker<'_, '_> {
    /// When the part at `path`, whose heading is at `heading`, stands.
    pub(super) fn condition(&mut self, heading: &Arc<str>, when: Texts, unless: Texts, path: &str) {
        if when.is_empty() && unless.is_empty() {
            return;
        }
        let when = self.names(when, &format!("{path}.when"));
        let unless = self.names(unless, &format!("{path}.unless"));
        self.conditions.insert(Arc::clone(heading), Condition { when, unless });
    }

    fn names(&mut self, texts: Texts, path: &str) -> Vec<String> {
        let names: Vec<(String, Arc<str>)> = match texts {
            Texts::None => Vec::new(),
            Texts::One(name) => vec![(name, Arc::from(path))],
            Texts::Many(names) => enumerated(names, path, |name, path| (name, Arc::from(path))),
        };
        // Whoever writes {{name}} as in prose means the name.
        let bare = |name: String| name.trim_matches(['{', '}', ' ']).to_owned();
        let names: Vec<(String, Arc<str>)> =
            names.into_iter().map(|(name, path)| (bare(name), path)).collect();
        for (name, path) in &names {
            self.named.insert(path.clone());
            self.uses.add(name, FigurePart::Whole, path, 0..name.len());
        }
        names.into_iter().map(|(name, _)| name).collect()
    }

    /// The text fields 文字栏 of a report that the rows of a table fill.
    pub(super) fn fields(&mut self, fields: BTreeMap<String, String>) -> Vec<Field> {
        if !self.by_rows && !fields.is_empty() {
            self.found.push(
                Diagnostic::error(
                    "report/fields",
                    Message::new("文字栏 [fields] 要由表格填", "[fields] are filled by a table"),
                )
                .at(self.located.place("fields"))
                .help(Message::new(
                    "在文件里加上 [batch]，用 gongwen batch 做；只做一份的，直接把文字写进正文",
                    "add [batch] to the file and use gongwen batch; for a single document write the text itself",
                )),
            );
        }
        let field = |(id, label): (String, String)| {
            let path = format!("fields.{id}");
            if !prose::is_identifier(&id) {
                self.found.push(
                    Diagnostic::error(
                        "report/fields",
                        Message::new(
                            format!("“{id}”不能做文字栏的名字"),
                            format!("`{id}` cannot name a field"),
                        ),
                    )
                    .at(self.located.place(&path))
                    .help(Message::new(
                        "名字用字母、数字、_ 和 -，也可以用汉字",
                        "a name is letters, digits, _ and -, Chinese allowed",
                    )),
                );
            }
            Field { label: self.required(label, &path), id }
        };
        fields.into_iter().map(field).collect()
    }

    /// Whether a single line names figures or texts of rows; it is then filled with them, and checked with its row. Lines
    /// by which something is looked up may name none: what stands in them in braces is told with all other braces.
    pub(super) fn waits(&mut self, text: &str, path: &str) -> bool {
        if !(text.contains("{{") || prose::has_escape(text)) || !can_wait(path) {
            return false;
        }
        let template = self.prose_line(text, 0, path);
        self.templates.push(template);
        true
    }
}
