//! A report made in code says what a program means, digit by digit.

use gongwen_core::Report;
use gongwen_core::report::number::FloatError;
use gongwen_core::report::{FigureFile, LocalityFile, NumberText, ReportFile, Texts};
use rust_decimal::Decimal;

fn with(value: NumberText) -> ReportFile {
    ReportFile {
        title: "某某镇2024年工作总结".into(),
        year: Some(2024),
        issuer: "某某镇人民政府".into(),
        locality: Some(LocalityFile::new("某某镇")),
        opening: "全年收入{{income}}。".into(),
        figures: [("income", FigureFile::new("收入", value, "元"))].into(),
        ..ReportFile::default()
    }
}

#[test]
fn numbers_of_a_program_are_printed_as_it_means_them() -> Result<(), Box<dyn std::error::Error>> {
    for (value, printed) in [
        (NumberText::try_from(0.1 + 0.2)?, "0.3元"),
        (NumberText::try_from(236_000.0)?, "236000元"),
        (NumberText::from(i64::MAX), "9223372036854775807元"),
        (NumberText::from(-12), "-12元"),
        (NumberText::from("94.50".parse::<Decimal>()?), "94.50元"),
        (NumberText::from("1-2"), "1-2元"),
    ] {
        let report = Report::check(with(value))?.report;
        assert_eq!(report.figures[0].display(), printed);
    }
    assert_eq!(NumberText::try_from(1e18), Err(FloatError::TooLarge(1e18)));
    // A text is what somebody wrote, and is checked as such.
    assert!(Report::check(with(NumberText::from("许多"))).is_err());
    Ok(())
}

#[test]
fn texts_come_of_lists() {
    let words = vec!["甲".to_owned(), "乙".to_owned()];
    assert_eq!(Texts::from(words), Texts::from(["甲", "乙"]));
    assert_eq!(["甲"].into_iter().collect::<Texts>().len(), 1);
}
