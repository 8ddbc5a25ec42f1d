//! Developers' commands.

mod bench;
mod ci;
mod conformance;
mod engines;
mod fonts;
mod kills;
mod run;
mod sheet;
mod villages;

use std::process::ExitCode;

const USAGE: &str = "usage: cargo xtask ci | bench [--peers | --batch | --build] | bless | engines | kills [SEED] | conformance | measure | sheet | fonts | villages [N FILE]";

#[allow(clippy::print_stderr)]
fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["bench", words @ ..] => bench::bench(words),
        ["ci"] => ci::all(),
        ["bless"] => ci::bless(),
        ["conformance"] => conformance::run(true),
        ["measure"] => conformance::run(false),
        ["sheet"] => sheet::draw(),
        ["engines"] => engines::check(),
        ["kills"] => kills::check(0x5EED),
        ["kills", seed] => kills::check(seed.parse().unwrap_or(0x5EED).max(1)),
        ["fonts"] => fonts::make(),
        ["villages"] => villages::fixtures(),
        ["villages", count, path] => villages::many(count, path),
        _ => Err(USAGE.into()),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}
