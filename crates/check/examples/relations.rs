//! Prints what is found in text files: `cargo run -p gongwen-check --example relations FILE…`.

use gongwen_check::{Options, Text, check};

#[allow(clippy::print_stdout)]
fn main() -> Result<(), std::io::Error> {
    let all = std::env::args().any(|argument| argument == "--relations");
    for path in std::env::args().skip(1).filter(|path| path != "--relations") {
        let source = std::fs::read_to_string(&path)?;
        let markdown = path.ends_with(".md");
        let text = if markdown { Text::from_markdown(&source) } else { Text::from_plain(&source) };
        let outcome = check(&text, &Options::default());
        let tally = outcome.tally();
        println!("{path}: {} holds, {} fails, {} open", tally.holds, tally.fails, tally.open);
        let places = text.places(outcome.findings.iter().map(|it| it.span));
        for (finding, place) in outcome.findings.iter().zip(places) {
            let line = place.line;
            println!(
                "{line}:{} {:?} {} {}",
                place.column, finding.severity, finding.code, finding.message.zh
            );
            println!("    {} | {}", finding.quote, finding.reason);
        }
        for relation in outcome.relations.iter().filter(|_| all) {
            println!(
                "  {:?} {} {} | {}",
                relation.verdict,
                relation.kind,
                text.quote(&relation.span),
                relation.reason
            );
        }
    }
    Ok(())
}
