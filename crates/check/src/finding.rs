//! What is wrong with a text.

use gongwen_document::{Diagnostic, Message, Severity};

use crate::{Span, Text};

/// Something that is wrong, or worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Stable code, `area/rule`: `figures/parts-sum`.
    pub code: &'static str,
    /// Error: provably wrong; warning: a clause or a sure slip; hint: worth a look.
    pub severity: Severity,
    /// What is wrong with the text, said in both languages.
    pub message: Message,
    /// The arithmetic behind it, as `9 + 12 = 21`; empty when there is none.
    pub reason: String,
    /// Where the finding stands in the text, as bytes of a paragraph.
    pub span: Span,
    /// The text there, never shortened. Filled in by [`check`](crate::check).
    pub quote: String,
    /// What else has to do with it, each with a label.
    pub related: Vec<Related>,
    /// What could stand there instead.
    pub fix: Option<Fix>,
    /// Clause or list that says so, as `GB/T 15835-2011 5.1.3`; empty for arithmetic.
    pub source: String,
    /// Names this finding 指纹, whatever changes elsewhere in the text. Filled in by [`check`](crate::check).
    pub fingerprint: String,
}

/// A place that has to do with a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What it is, as `合计`.
    pub label: Message,
    /// Where it stands in the text.
    pub span: Span,
}

/// What could stand in the place of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// The new text of the finding's span.
    pub replacement: String,
    /// Whether nothing else can have been meant, so that a program may write it.
    pub sure: bool,
}

impl Finding {
    /// An error of this code at this place, with its Chinese and its English message.
    pub fn error(code: &'static str, span: Span, zh: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding {
            code,
            severity: Severity::Error,
            message: Message::new(zh, en),
            reason: String::new(),
            span,
            quote: String::new(),
            related: Vec::new(),
            fix: None,
            source: String::new(),
            fingerprint: String::new(),
        }
    }

    /// The same as a warning.
    pub fn warning(code: &'static str, span: Span, zh: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding { severity: Severity::Warning, ..Finding::error(code, span, zh, en) }
    }

    /// The same as a hint.
    pub fn hint(code: &'static str, span: Span, zh: impl Into<String>, en: impl Into<String>) -> Finding {
        Finding { severity: Severity::Hint, ..Finding::error(code, span, zh, en) }
    }

    /// The same with its arithmetic.
    #[must_use]
    pub fn reason(mut self, reason: impl Into<String>) -> Finding {
        self.reason = reason.into();
        self
    }

    /// The same with another place that has to do with it.
    #[must_use]
    pub fn related(mut self, zh: impl Into<String>, en: impl Into<String>, span: Span) -> Finding {
        self.related.push(Related { label: Message::new(zh, en), span });
        self
    }

    /// The same with what could stand there; `sure` when nothing else can have been meant.
    #[must_use]
    pub fn fix(mut self, replacement: impl Into<String>, sure: bool) -> Finding {
        self.fix = Some(Fix { replacement: replacement.into(), sure });
        self
    }

    /// The same as other commands tell it, with its arithmetic as help. It stops no document.
    pub fn diagnostic(&self, text: &Text) -> Diagnostic {
        let path = text.paragraphs.get(self.span.paragraph).map_or("", |it| &it.path);
        let place = gongwen_document::Place::report(path, text.source_range(self.span));
        let found = Diagnostic::warning(self.code, self.message.clone()).at(place);
        if self.reason.is_empty() {
            return found;
        }
        found.help(Message::new(
            format!("{}；看过不改的，在前一行写“# gongwen: allow {} 理由”", self.reason, self.code),
            format!(
                "{}; let it stand with `# gongwen: allow {} why` on the line before",
                self.reason, self.code
            ),
        ))
    }

    /// The same with the clause or list that says so.
    #[must_use]
    pub fn source(mut self, source: impl Into<String>) -> Finding {
        self.source = source.into();
        self
    }
}
