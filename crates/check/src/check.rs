//! The way through all rules.

use crate::{Findings, Options, Outcome, Text, rules};

/// Goes over a text with all rules that the options ask for; linear in its length.
///
/// Hints 提示 are in the outcome only when [`Options::advice`] asks for them.
pub fn check(text: &Text, options: &Options) -> Outcome {
    let mut out = Findings::default();
    rules::run(text, options, &mut out);
    out.finish(text, options)
}
