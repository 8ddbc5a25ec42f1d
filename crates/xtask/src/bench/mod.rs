//! `cargo xtask bench`: what the real report costs, in CPU time and allocations; never a test.
//!
//! Plain: each station, warm, and the whole process. `--growth`: what one, two and four times as much of a thing costs.
//! `--check`: looking at texts, the real report, long ones and hostile ones.
//! `--preview`: from a save to the page painted, in a browser; `--peers` with typst, tinymist and mdbook beside it.
//! `--peers`: typst and docx beside it, at equal work.
//! `--batch`: a thousand reports in one run; `--large` with 100,000 rows as well, `--peers` with typst and docx for Node
//! making two hundred in two processes.
//! `--build`: a clean release build of the binary. Everything is measured in release, which it builds first.

mod batch;
mod build;
mod check;
mod clock;
mod growth;
mod peers;
mod preview;
mod preview_peers;
mod process;
mod split;
mod stations;

use crate::run::{Failure, root, run};

/// The command after `bench`.
pub(crate) fn bench(words: &[&str]) -> Result<(), Failure> {
    match words {
        ["--build"] => return build::measure(),
        ["--here"] => return stations::measure(),
        ["--here", "--growth"] => return growth::measure(),
        ["--here", "--check"] => return check::measure(),
        ["--here", "--batch", more @ ..] => {
            return batch::measure(more.contains(&"--large"), more.contains(&"--peers"));
        }
        ["--here", "--peers"] => return peers::measure(),
        ["--here", "--preview", more @ ..] => return preview::measure(more.contains(&"--peers")),
        [] | ["--peers" | "--growth" | "--check" | "--preview"] | ["--preview", "--peers"] => {}
        ["--batch", more @ ..] if more.iter().all(|word| ["--large", "--peers"].contains(word)) => {}
        _ => {
            return Err(
                "usage: cargo xtask bench [--growth | --check | --preview [--peers] | --peers | --batch [--large] [--peers] | --build]"
                    .into(),
            );
        }
    }
    run(&root(), &["cargo", "build", "--release", "--quiet", "-p", "gongwen-cli", "-p", "xtask"])?;
    let this = root().join("target/release/xtask");
    let mut command = vec![this.to_str().ok_or("the path is not UTF-8")?, "bench", "--here"];
    command.extend(words);
    run(&root(), &command)
}
