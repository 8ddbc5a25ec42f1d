//! A document that would be wrong on paper is refused whichever file is asked for; one that is merely tight is made, and
//! somebody is told.

#![cfg(all(feature = "docx", feature = "pdf"))]

use gongwen::{Diagnostics, Error, Fonts, Press, Report};

/// 示例数据
fn report(letterhead: &str, opening: &str) -> Report {
    let text = format!(
        "title = \"关于某某工作的请示\"\nissuer = \"某某县人民政府\"\naddressees = \"某某市人民政府\"\nopening = \"{opening}\"\n\
         [letterhead]\nissuer_mark = \"某某县人民政府\"\ndocument_number = \"某政发〔2026〕1号\"\n{letterhead}\n\
         [[general.sections]]\ntext = \"请批示。\"\n"
    );
    Report::from_toml(&text).expect("a sound report")
}

fn refused<T>(made: Result<T, Error>) -> Vec<(&'static str, String)> {
    match made {
        Err(Error::Input(Diagnostics(found))) => {
            found.into_iter().map(|fault| (fault.code, fault.place.path)).collect()
        }
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it was made"),
    }
}

#[test]
fn both_files_are_refused_for_the_same_reason() {
    let press = Press::new(Fonts::embedded());
    let names = vec!["\"张某某\""; 60].join(", ");
    let report = report(&format!("approvers = [{names}]"), "现请示如下。");
    let found = refused(press.pdf(&report));
    assert!(found.contains(&("fit/off-paper", "letterhead.approvers".to_owned())), "{found:?}");
    assert!(found.contains(&("gbt9704/7.3.3", "letterhead.approvers".to_owned())), "{found:?}");
    assert_eq!(refused(press.docx(&report)), found);
    assert_eq!(refused(press.print(&report)), found);
}

#[test]
fn what_is_merely_tight_is_made_and_told() {
    let press = Press::new(Fonts::embedded());
    let report = report("", &format!("编号{}。", "1234567890".repeat(6)));
    let printed = press.print(&report).expect("it is made");
    let told = |found: &[gongwen::Diagnostic]| {
        found.iter().map(|found| (found.code, found.place.path.clone())).collect::<Vec<_>>()
    };
    assert_eq!(told(&printed.warnings), [("fit/number-cut", "opening".to_owned())]);
    assert_eq!(told(&press.word(&report).expect("it is made").warnings), told(&printed.warnings));
    assert!(printed.pdf().is_ok());
}
