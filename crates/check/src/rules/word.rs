//! Words 用词.

use crate::{Findings, Options, Text};

/// Looks at the text for what this family knows.
pub(crate) fn run(_text: &Text, _options: &Options, _out: &mut Findings) {}
