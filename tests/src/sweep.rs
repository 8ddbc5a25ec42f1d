//! Documents of every kind of closing, with every length of text: what no fixture combines.

use std::fmt::Write;
use std::path::Path;

use gongwen::Report;

/// A kind of closing 落款.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One seal.
    Seal,
    /// Three seals in a row.
    Seals,
    /// Without a seal.
    Unsealed,
    /// A signature stamp.
    Stamp,
    /// A letter with a seal.
    Letter,
    /// A seal, and 附注 on the line after the date.
    Note,
    /// A seal below 附件说明 of two attachments.
    Attachments,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 7] =
        [Kind::Seal, Kind::Seals, Kind::Unsealed, Kind::Stamp, Kind::Letter, Kind::Note, Kind::Attachments];

    /// How many seals and stamps it has.
    pub fn seals(self) -> usize {
        match self {
            Kind::Seals => 3,
            Kind::Unsealed => 0,
            _ => 1,
        }
    }
}

/// One document of the sweep.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Case {
    /// How it ends.
    pub kind: Kind,
    /// Lines of text.
    pub lines: usize,
    /// Whether each line is a paragraph of its own.
    pub many: bool,
    /// Whether the names of the bodies are long.
    pub long: bool,
}

/// As many lines as three pages hold.
pub const LINES: usize = 66;
/// The date of every case.
pub const DATE: &str = "2025年11月28日";
/// 附注 of the cases that have one.
pub const NOTE: &str = "（此件公开发布）";
const SHORT: [&str; 3] = ["某某县财政局", "某某县水利局", "某某县民政局"];
const LONG: [&str; 3] = [
    "中共某某县委农业和农村工作领导小组办公室某某县乡村振兴服务中心",
    "某某县人民政府防汛抗旱指挥部办公室",
    "某某县发展和改革委员会",
];

/// All cases, in order.
pub fn cases() -> impl Iterator<Item = Case> {
    Kind::ALL.into_iter().flat_map(|kind| {
        [(false, false), (false, true), (true, false), (true, true)]
            .into_iter()
            .flat_map(move |(many, long)| (1..=LINES).map(move |lines| Case { kind, lines, many, long }))
    })
}

impl Case {
    /// The names that sign.
    pub fn names(&self) -> &'static [&'static str] {
        let names = if self.long { &LONG } else { &SHORT };
        match self.kind {
            Kind::Stamp => &[],
            Kind::Seals => names,
            _ => &names[..1],
        }
    }

    /// The report file.
    pub fn source(&self) -> String {
        let mut text = String::new();
        if self.many {
            let line = format!("\"{}。\",", "禾".repeat(19));
            text.push_str(&line.repeat(self.lines));
        } else {
            // 26 characters beside the indent, then 28 a line.
            let _ = write!(text, "\"{}。\"", "禾".repeat(self.lines * 28 - 3));
        }
        let quoted: Vec<String> = self.names().iter().map(|name| format!("\"{name}\"")).collect();
        let letter = self.kind == Kind::Letter;
        let mut source = format!(
            "title = \"某某县财政局关于春耕备耕工作的{kind}\"\n{format}issuer = \"某某县财政局\"\n\
             addressees = [\"各乡镇人民政府\"]\nopening = [{text}]\nsignatures = [{}]\nissue_date = 2025-11-28\n",
            quoted.join(", "),
            kind = if letter { "函" } else { "通知" },
            format = if letter { "format = \"信函\"\n" } else { "" },
        );
        if self.kind == Kind::Note {
            source.push_str("note = \"此件公开发布\"\n");
        }
        source.push_str(
            "[letterhead]\nissuer_mark = \"某某县财政局\"\ndocument_number = \"某财发〔2025〕9号\"\n\
             [imprint]\ncopy_recipients = [\"县委办公室\", \"县政协办公室\"]\n\
             printing_office = \"某某县财政局办公室\"\nprinting_date = 2025-11-28\n[general]\n",
        );
        let seals = if self.kind == Kind::Stamp { 0 } else { self.kind.seals() };
        for _ in 0..seals {
            source.push_str("[[seals]]\ndiameter = 42\npicture = \"files/seal.png\"\n");
        }
        if self.kind == Kind::Stamp {
            source.push_str("[[signature_stamps]]\npost = \"局　长\"\npicture = \"files/stamp.png\"\n");
        }
        if self.kind == Kind::Attachments {
            for title in ["春耕备耕任务分解表", "农资储备调度安排"] {
                let _ = write!(
                    source,
                    "[[attachments]]\ntitle = \"{title}\"\n[[attachments.sections]]\ntext = \"见附表。\"\n"
                );
            }
        }
        source
    }

    /// The report, its pictures those of the fixtures.
    ///
    /// # Panics
    /// When there is a mistake in it or in the fixtures.
    pub fn report(&self, root: &Path) -> Report {
        let mut report =
            Report::from_toml(&self.source()).unwrap_or_else(|error| panic!("{self:?}: {error}"));
        gongwen::read_files(&mut report, Some(&root.join("fixtures/forms")))
            .unwrap_or_else(|error| panic!("{self:?}: {error}"));
        report
    }
}
