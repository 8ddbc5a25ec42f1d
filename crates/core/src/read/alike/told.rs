//! What is said of characters that look like others.

use super::{Hit, Kind, narrow};
use gongwen_document::{Diagnostic, Message};

/// So many characters of a kind are named.
const NAMED: usize = 5;

impl Kind {
    pub(super) fn is_replaced(self) -> bool {
        !matches!(self, Kind::Letter | Kind::Wide | Kind::Private)
    }

    /// What it is called, in both languages.
    fn name(self) -> (&'static str, &'static str) {
        match self {
            Kind::Radical => ("部首（康熙部首等），不是汉字", "a radical and no character"),
            Kind::Compatibility => ("兼容汉字", "a compatibility ideograph"),
            Kind::Ligature => ("连字", "a ligature"),
            Kind::Combining => ("分开的字母和符号", "a letter and an accent apart"),
            Kind::Space => ("特殊宽度的空格", "a space of another width"),
            Kind::Letter => {
                ("俄文或者希腊文字母，不是英文字母", "a Cyrillic or Greek letter, not a Latin one")
            }
            Kind::Wide => ("全角的数字、字母", "full-width"),
            Kind::Private => {
                ("私用区的字符，别的电脑上看不到", "for private use and shown on no other computer")
            }
        }
    }

    pub(super) fn tell(self, text: &str, hits: &[&Hit]) -> Diagnostic {
        let (zh, en) = self.name();
        let shown = |hit: &&&Hit| text.get(hit.at.clone()).unwrap_or_default();
        if self == Kind::Wide {
            let mut wide = String::new();
            let mut end = None;
            for hit in hits {
                if !wide.is_empty() && end != Some(hit.at.start) {
                    break;
                }
                wide.push_str(shown(&hit));
                end = Some(hit.at.end);
            }
            let narrow: String = wide.chars().map(narrow).collect();
            let message = Message::new(format!("“{wide}”是{zh}"), format!("`{wide}` is {en}"));
            return Diagnostic::warning("text/full-width", message).help(Message::new(
                format!("公文里的数字用半角，写成 {narrow}"),
                format!("documents have half-width digits: write {narrow}"),
            ));
        }
        let coded = |shown: &str| {
            let codes: Vec<String> = shown.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
            format!("“{shown}”（{}）", codes.join(" "))
        };
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        for hit in hits {
            let pair = (shown(&hit), hit.right.as_str());
            if pairs.len() < NAMED && !pairs.contains(&pair) {
                pairs.push(pair);
            }
        }
        let wrong = pairs.iter().map(|(wrong, _)| coded(wrong)).collect::<Vec<_>>().join("、");
        let right = pairs.iter().map(|(_, right)| coded(right)).collect::<Vec<_>>().join("、");
        match self {
            Kind::Private => Diagnostic::error(
                "text/private-use",
                Message::new(format!("{wrong}是{zh}"), format!("{wrong} is {en}")),
            )
            .help(Message::new(
                "换成正式编码的字；是生僻字的，用 Unicode 里的字和有这个字的字体",
                "use the character of Unicode and a font that has it",
            )),
            kind if kind.is_replaced() => Diagnostic::warning(
                "text/look-alike",
                Message::new(
                    format!("{wrong}是{zh}，已经换成{right}"),
                    format!("{wrong} is {en}; {right} is printed instead"),
                ),
            )
            .help(Message::new(
                format!("写成{right}；从 PDF、网页粘贴时常会带进来"),
                format!("write {right}; it comes with text pasted from PDF files and web pages"),
            )),
            _ => Diagnostic::warning(
                "text/look-alike",
                Message::new(
                    format!("{wrong}是{zh}，看起来像{right}"),
                    format!("{wrong} is {en} and looks like {right}"),
                ),
            )
            .help(Message::new(format!("写成{right}"), format!("write {right}"))),
        }
    }
}
