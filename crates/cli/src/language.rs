use clap::ValueEnum;
use gongwen::Message;

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    /// 中文
    #[default]
    Zh,
    /// English
    En,
}

impl Language {
    /// The wording in this language.
    pub(crate) fn of(self, message: &Message) -> &str {
        match self {
            Language::Zh => &message.zh,
            Language::En => &message.en,
        }
    }

    /// One of two wordings.
    pub(crate) fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Language::Zh => zh,
            Language::En => en,
        }
    }
}
