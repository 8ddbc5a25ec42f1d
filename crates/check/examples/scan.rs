//! scratch
use gongwen_check::{Options, Text, check};
fn main() {
    let mut args: Vec<String> = std::env::args().skip(1).collect();
    let lines = args.first().is_some_and(|a| a == "--lines");
    if lines {
        args.remove(0);
    }
    for f in args {
        let src = std::fs::read_to_string(&f).unwrap();
        let docs: Vec<String> =
            if lines { src.lines().map(|l| l.replace("\\n", "\n")).collect() } else { vec![src] };
        for d in docs {
            let text = Text::from_plain(&d);
            let out =
                check(&text, &Options { advice: std::env::var("ADVICE").is_ok(), ..Options::default() });
            if lines {
                println!("## {d}");
            }
            for x in &out.findings {
                let p = &text.paragraphs[x.span.paragraph].text;
                let a = p[..x.span.start].char_indices().rev().nth(14).map_or(0, |(i, _)| i);
                let b = p[x.span.end..].char_indices().nth(14).map_or(p.len(), |(i, _)| x.span.end + i);
                let name = f.rsplit('/').next().unwrap();
                println!(
                    "{:?} {} {} «{}» {} => {} | {}",
                    x.severity,
                    if lines { "" } else { name },
                    x.code,
                    x.quote,
                    &p[a..b],
                    x.message.zh,
                    x.fix.as_ref().map_or("", |f| f.replacement.as_str())
                );
            }
        }
    }
}
