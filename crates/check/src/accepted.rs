//! Findings of a draft that somebody has looked at and lets stand, kept in a file beside it: `草稿.txt.check.toml`.

use gongwen_document::{Diagnostic, Message, Place};
use serde::Deserialize;

use crate::{Finding, Outcome};

/// A finding that stays as it is, and why.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// Fingerprint of the finding.
    pub fingerprint: String,
    /// Its code, for those who read the file.
    pub code: String,
    /// The text, for those who read the file.
    pub quote: String,
    /// Why the finding may stay, in the words of whoever accepted it.
    pub reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    accepted: Vec<Accepted>,
}

impl Accepted {
    /// This finding, with the reason why it stays.
    pub fn of(finding: &Finding, reason: &str) -> Accepted {
        let (fingerprint, code) = (finding.fingerprint.clone(), finding.code.to_owned());
        Accepted { fingerprint, code, quote: finding.quote.clone(), reason: reason.to_owned() }
    }

    /// What a file of them says.
    ///
    /// # Errors
    ///
    /// That it is no such file.
    pub fn parse(text: &str) -> Result<Vec<Accepted>, Diagnostic> {
        toml::from_str::<File>(text).map(|file| file.accepted).map_err(|_| {
            Diagnostic::error(
                "check/accepted",
                Message::new(
                    "这不是 gongwen check --accept 写的文件",
                    "not a file that gongwen check --accept wrote",
                ),
            )
            .help(Message::new("删去它，再用 --accept 写一次", "remove it and accept the findings again"))
        })
    }

    /// The file that says them.
    ///
    /// ```
    /// use gongwen_check::{Accepted, Options, Text, check};
    /// let text = Text::from_plain("新建20个，其中甲类9个、乙类12个。");
    /// let accepted = vec![Accepted::of(&check(&text, &Options::default()).findings[0], "“上级”口径")];
    /// assert_eq!(Accepted::parse(&Accepted::file(&accepted)), Ok(accepted));
    /// ```
    pub fn file(accepted: &[Accepted]) -> String {
        let mut text = "# 看过、不改的地方，由 gongwen check --accept 写下\n".to_owned();
        for it in accepted {
            text.push_str("\n[[accepted]]\n");
            for (name, value) in [
                ("fingerprint", &it.fingerprint),
                ("code", &it.code),
                ("quote", &it.quote),
                ("reason", &it.reason),
            ] {
                // What JSON escapes TOML does as well.
                text.push_str(&format!("{name} = {}\n", serde_json::Value::String(value.clone())));
            }
        }
        text
    }

    /// Takes these out of an outcome; gives how many there were, and what is to be told of those that fit nothing.
    pub fn take(accepted: &[Accepted], outcome: &mut Outcome) -> (usize, Vec<Diagnostic>) {
        let before = outcome.findings.len();
        let fits = |it: &Accepted, finding: &Finding| {
            it.fingerprint == finding.fingerprint && !it.reason.trim().is_empty()
        };
        let unused: Vec<&Accepted> =
            accepted.iter().filter(|it| !outcome.findings.iter().any(|finding| fits(it, finding))).collect();
        let told =
            unused.iter().map(|it| tell(it, unused.len() == accepted.len() && accepted.len() > 1)).collect();
        outcome.findings.retain(|finding| !accepted.iter().any(|it| fits(it, finding)));
        (before - outcome.findings.len(), told)
    }
}

fn tell(accepted: &Accepted, all: bool) -> Diagnostic {
    let (quote, code) = (&accepted.quote, &accepted.code);
    let message = match accepted.reason.trim().is_empty() {
        true => Message::new(
            format!("放过“{quote}”（{code}）没有写理由"),
            format!("no reason why {quote} ({code}) stays"),
        ),
        false => Message::new(
            format!("放过的“{quote}”（{code}）在文稿里已经没有了"),
            format!("{quote} ({code}), which was accepted, is not in the draft any more"),
        ),
    };
    let help = match all {
        true => Message::new(
            "没有一处对得上：这个 .check.toml 是不是别的文稿的",
            "none of them fits: is this .check.toml of another draft?",
        ),
        false => Message::new("从 .check.toml 里删去这一条", "remove it from the .check.toml"),
    };
    Diagnostic::warning("check/unused-accept", message).at(Place::default()).help(help)
}
