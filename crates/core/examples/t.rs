#![allow(missing_docs)]
use gongwen_core::*;
use std::time::Instant;
fn main() {
    let source = std::fs::read_to_string(std::env::args().nth(1).unwrap()).unwrap();
    let template = std::env::args().nth(2).unwrap_or("annual-report".into());
    let checked = Report::from_toml(&source);
    let report = match checked {
        Ok(r) => r,
        Err(e) => {
            eprintln!("{e}");
            return;
        }
    };
    let templates = Templates::builtin();
    let t = Instant::now();
    let markup = templates.render(&template, &report);
    eprintln!("first render {:?}", t.elapsed());
    match &markup {
        Ok(m) => {
            if std::env::args().nth(3).is_some() {
                println!("{m}")
            }
        }
        Err(e) => println!("{e} {e:?}"),
    }
    match compose(&report, &templates, &template) {
        Ok(d) => {
            for b in &d.blocks {
                match &b.kind {
                    document::BlockKind::Paragraph { role, inlines } if *role != document::Role::Title => {
                        if std::env::args().nth(3).is_none() {
                            println!("{}", document::plain_text(inlines))
                        }
                    }
                    _ => {}
                }
            }
        }
        Err(e) => println!("{e:#?}"),
    }
    let m = markup.unwrap();
    let n = 500;
    macro_rules! time {
        ($name:expr, $e:expr) => {
            let t = Instant::now();
            for _ in 0..n {
                std::hint::black_box($e);
            }
            eprintln!("{} {:?}", $name, t.elapsed() / n);
        };
    }
    time!("view", ReportView::new(&report).unwrap());
    let v = ReportView::new(&report).unwrap();
    time!("json", serde_json::to_value(&v).unwrap());
    time!("render", templates.render(&template, &report).unwrap());
    time!("spans", view::Spans::new(&report));
    let s = view::Spans::new(&report);
    time!("parse", markup::parse(&m, &s).unwrap());
    time!("xml", roxmltree::Document::parse(&m).unwrap());
    time!("compose", compose(&report, &templates, &template).unwrap());
    time!("builtin", Templates::builtin());
}
