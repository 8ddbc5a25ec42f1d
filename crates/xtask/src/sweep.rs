//! The closing at every height of the page, all of its cases: in the pages and in the model of Word.

use crate::run::{Failure, root, run};

/// Runs the cases that the tests leave out, optimised; they print how many documents and faults there are.
pub(crate) fn all() -> Result<(), Failure> {
    let words =
        ["cargo", "test", "--release", "--workspace", "--test", "sweep", "--", "--ignored", "--nocapture"];
    run(&root(), &words)
}
