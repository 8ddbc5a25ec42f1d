//! What a person types as a number or a day: read as it is written, or refused with its code; never bent to the next best.

use gongwen_core::Report;

/// The codes of what is wrong with a report whose only figure has this value and that is issued on this day (示例数据).
fn codes(value: &str, day: &str) -> Vec<&'static str> {
    let source = format!(
        "title = '某某镇情况'\nissuer = '某某镇人民政府'\nopening = '{{{{a}}}}'\nissue_date = '{day}'\n[general]\n\
         [figures]\na = {{ label = '面积', value = '{value}', unit = '亩' }}\n"
    );
    match Report::from_toml(&source) {
        Ok(_) => Vec::new(),
        Err(found) => found.0.iter().map(|it| it.code).collect(),
    }
}

#[test]
fn a_range_rises() {
    for value in ["1-2", "1.5-1.6", "0-1", "2～3", "2至3", "9-10", "0.9-0.95"] {
        assert_eq!(codes(value, "2025-01-02"), Vec::<&str>::new(), "{value}");
    }
    for value in ["2-2", "2-2.0", "2.50-2.5", "3-2", "10-9", "0-0", "2～2", "2至2"] {
        assert_eq!(codes(value, "2025-01-02"), ["figures/range"], "{value}");
    }
}

#[test]
fn a_day_has_two_digits_at_most_for_its_month_and_itself() {
    for day in ["2024-12-05", "2024-2-5", "2024年2月5日"] {
        assert_eq!(codes("1", day), Vec::<&str>::new(), "{day}");
    }
    for day in ["2024-012-05", "2024-12-005", "2024-002-05", "2024年012月5日", "2024年12月005日"] {
        assert_eq!(codes("1", day).len(), 1, "{day}");
    }
}
