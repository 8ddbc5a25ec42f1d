//! The program for Windows under Wine 10, in a Debian of its own. Wine is not Windows: what it shows is that the program
//! starts, makes the same bytes, and does with names, locks and open files what it is meant to do.

mod cut;
mod installer;
mod machine;
mod trials;

use std::fs;
use std::path::Path;

use super::place::native;
use super::same;
use crate::run::Failure;
use machine::{Machine, Windows};

/// Runs every trial; stops at the first that fails.
#[allow(clippy::print_stdout)]
pub(super) fn check(program: &Path, setup: &Path) -> Result<(), Failure> {
    let machine = Machine::made()?;
    fs::copy(program, machine.folder().join("gongwen.exe"))?;
    machine.helper(include_str!("helper.rs"))?;
    let windows = Windows { machine: &machine };
    let (made, wanted) = (same::made(&windows)?, same::made(&same::Native(native()?))?);
    same::check(&made, &wanted)?;
    println!("Wine: {} files, the bytes of this machine", made.len());
    for (what, trial) in trials::TRIALS {
        machine.cleared()?;
        trial(&machine).map_err(|error| format!("Wine: {what}: {error}"))?;
        println!("Wine: {what}");
    }
    installer::check(&machine, setup)?;
    println!("Wine: installed, in the path and in the menu of reports, removed");
    Ok(())
}
