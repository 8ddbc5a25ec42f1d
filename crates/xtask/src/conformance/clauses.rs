//! The clause list: how many rules are enforced by a test, how many are the caller's duty, and that none is open.

use std::fs;

use crate::run::{Failure, root};

/// States of the list, and what they are called here.
const STATES: [(&str, &str); 3] = [("enforced", "enforced"), ("caller's duty", "duty"), ("not yet", "open")];

/// Counts the clauses by state. A clause that is neither enforced nor the caller's is a fault.
#[allow(clippy::print_stdout)]
pub(crate) fn count(faults: &mut Vec<String>) -> Result<(), Failure> {
    let list = fs::read_to_string(root().join("docs/standards/gbt9704.md"))?;
    let states: Vec<&str> = list
        .lines()
        .filter(|line| {
            line.starts_with("| ") && !line.starts_with("| clause") && line.matches('|').count() == 6
        })
        .filter_map(|line| line.split('|').nth(4).map(str::trim))
        .collect();
    let count = |wanted: &str| states.iter().filter(|state| **state == wanted).count();
    let counts: Vec<String> = STATES.iter().map(|(state, name)| format!("{} {name}", count(state))).collect();
    println!("clauses of GB/T 9704-2012: {}", counts.join(", "));
    let known: usize = STATES.iter().map(|(state, _)| count(state)).sum();
    let open = count("not yet") + states.len() - known;
    if open > 0 || states.is_empty() {
        faults.push(format!("docs/standards/gbt9704.md: {open} of {} clauses are open", states.len()));
    }
    Ok(())
}
