//! What a page in a browser is told: plain data, written as JSON.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

/// All that is shown at one moment.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Shown {
    /// Rises with each change. It stands first, so that states are the same when what follows it is.
    pub(crate) version: u64,
    /// Name of the report file.
    pub(crate) name: String,
    /// Whether the file has faults and the pages are those from before them.
    pub(crate) stale: bool,
    pub(crate) documents: Vec<DocumentShown>,
    pub(crate) pages: Vec<PageShown>,
    pub(crate) outline: Vec<OutlineShown>,
    pub(crate) findings: Vec<FindingShown>,
    /// Where each field stands in the report file.
    pub(crate) places: BTreeMap<String, PlaceShown>,
    pub(crate) figures: BTreeMap<String, FigureShown>,
    /// Address of the style sheet with the faces.
    pub(crate) faces: String,
    pub(crate) rows: Option<RowsShown>,
    /// Whether there is an editor to open places with.
    pub(crate) editor: bool,
    pub(crate) english: bool,
}

/// A document: the report, or an attachment that is not bound with it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct DocumentShown {
    /// `附件2`; empty for the report.
    pub(crate) label: String,
    /// Names of its files to download.
    pub(crate) files: [String; 2],
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct PageShown {
    pub(crate) hash: String,
    #[serde(skip)]
    pub(crate) svg: Arc<str>,
    /// Its printed number, if it bears one.
    pub(crate) label: Option<String>,
    /// In points.
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Index of its document.
    pub(crate) document: usize,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct OutlineShown {
    pub(crate) level: u8,
    pub(crate) text: String,
    pub(crate) page: usize,
    /// In points from the top of the page.
    pub(crate) y: f64,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct FindingShown {
    pub(crate) code: &'static str,
    pub(crate) error: bool,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// `报告.toml:84:12`, or the cell of a table.
    pub(crate) place: String,
    pub(crate) path: String,
    /// Index of the page that it is on, when it can be told.
    pub(crate) page: Option<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct PlaceShown {
    pub(crate) line: usize,
    /// In characters, from 1.
    pub(crate) column: usize,
    /// The last line.
    pub(crate) end: usize,
    /// The figures that its text names.
    pub(crate) figures: Vec<String>,
}

/// A figure 指标: where it is defined and what it says, and the lines that name it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct FigureShown {
    pub(crate) line: Option<usize>,
    pub(crate) text: String,
    pub(crate) uses: Vec<usize>,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct RowsShown {
    /// Number of the row that is shown.
    pub(crate) current: Option<u32>,
    pub(crate) rows: Vec<RowShown>,
    /// How many rows there are beyond these.
    pub(crate) more: usize,
}

#[derive(Clone, Debug, Serialize)]
pub(crate) struct RowShown {
    pub(crate) number: u32,
    pub(crate) key: String,
    /// Whether the gate refuses it.
    pub(crate) bad: bool,
}
