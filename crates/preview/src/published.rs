//! What the thread that makes pages hands to the server.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::body::Bytes;
use gongwen::{Press, Report};

use crate::shown::Shown;

/// One state of the preview; cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Published {
    pub(crate) shown: Arc<Shown>,
    /// The same as JSON.
    pub(crate) json: Arc<str>,
    /// What the pages were made of; none when there never were any.
    pub(crate) good: Option<Arc<Good>>,
    /// Fonts by their addresses.
    pub(crate) faces: Arc<BTreeMap<String, Bytes>>,
    /// The style sheet that names them.
    pub(crate) style: Arc<str>,
    /// A place to show, with a number that rises: `--at` asked for it.
    pub(crate) go: Option<(u64, Arc<str>)>,
}

/// A report and the press that makes its files.
pub(crate) struct Good {
    pub(crate) press: Arc<Press>,
    pub(crate) report: Arc<Report>,
}
