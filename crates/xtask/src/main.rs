//! Developers' commands.

mod bench;
mod check_report;
mod ci;
mod conformance;
mod dist;
mod engines;
mod features;
mod fonts;
mod full_disk;
mod fuzz;
mod install;
mod kills;
mod mutants;
mod run;
mod sheet;
mod sweep;
mod titles;
mod villages;
mod wasm;

use std::path::PathBuf;
use std::process::ExitCode;

use kills::Trial;

const USAGE: &str = "usage: cargo xtask ci | bench [--peers | --batch | --build] | bless | check-report | dist [--target TARGET] [--tried] [--twice] [--wine] [--all] [--quick] [--short] | engines | kills [short | SEED] | features | full-disk | install | oldest-compiler | windows | wasm | conformance | fuzz [short | SECONDS] [TARGET …] | mutants [K/N] | measure | sheet | sweep | fonts | titles | villages [N FILE]";

#[allow(clippy::print_stderr)]
fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        ["bench", words @ ..] => bench::bench(words),
        ["dist", words @ ..] => dist::dist(words),
        ["check-report"] => check_report::print(),
        ["ci"] => ci::all(),
        ["bless"] => ci::bless(),
        ["conformance"] => conformance::run(true),
        ["measure"] => conformance::run(false),
        ["sheet"] => sheet::draw(),
        ["sweep"] => sweep::all(),
        ["engines"] => engines::check(),
        ["kills", "short"] => Trial::beside().and_then(|trial| kills::check(&trial, 0x5EED)),
        ["kills", seed @ ..] => {
            let seed = seed.first().and_then(|seed| seed.parse().ok()).unwrap_or(0x5EED_u64).max(1);
            Trial::full().and_then(|trial| kills::check(&trial, seed))
        }
        ["full-disk"] => Trial::beside().and_then(|trial| full_disk::check(&trial)),
        ["full-disk", "inside", program] => full_disk::inside(PathBuf::from(program)),
        ["fuzz", "short", names @ ..] => fuzz::run(fuzz::Length::Short, names),
        ["fuzz", words @ ..] => match words.split_first().map(|(first, rest)| (first.parse(), rest)) {
            Some((Ok(seconds), names)) => fuzz::run(fuzz::Length::Seconds(seconds), names),
            _ => fuzz::run(fuzz::LONG, words),
        },
        ["mutants"] => mutants::check(None),
        ["mutants", shard] => mutants::check(Some(shard)),
        ["features"] => features::all(),
        ["oldest-compiler"] => features::oldest_compiler(),
        ["windows"] => features::windows(),
        ["install"] => run::run(&run::root(), install::PACKAGE)
            .and_then(|()| Ok(std::env::current_exe()?.with_file_name("gongwen")))
            .and_then(|program| install::check(&program)),
        ["wasm"] => wasm::check(),
        ["fonts"] => fonts::make(),
        ["titles"] => titles::make(),
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
