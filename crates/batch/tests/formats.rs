//! Number formats show what a spreadsheet program in Chinese shows.

use std::time::Instant;

use gongwen_batch::{Epoch, NumberFormat, builtin_format};
use proptest::prelude::*;

const CASES: &str = include_str!("data/formats.txt");

fn shown(format: &str, value: &str) -> String {
    let format = NumberFormat::new(format, Epoch::Of1900);
    match value.parse::<f64>() {
        Ok(number) => format.shown_float(number),
        Err(_) => format.shown_text(value),
    }
}

fn cases() -> impl Iterator<Item = (&'static str, &'static str, String)> {
    CASES.lines().filter(|line| !line.starts_with("# ") || line.contains('\t')).map(|line| {
        let mut parts = line.split('\t');
        let mut part = || parts.next().unwrap_or_else(|| panic!("three parts: {line}"));
        (part(), part(), part().replace('␠', " "))
    })
}

#[test]
fn every_format_of_the_list_shows_its_text() {
    let wrong: Vec<String> = cases()
        .filter_map(|(format, value, expected)| {
            let found = shown(format, value);
            (found != expected).then(|| format!("{format} of {value}: {found:?}, not {expected:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(cases().count() >= 250, "{} cases", cases().count());
}

#[test]
fn formats_that_a_file_names_by_number_look_as_in_chinese() {
    for (id, value, expected) in [
        (0, "12.5", "12.5"),
        (2, "12.5", "12.50"),
        (4, "-1234.5", "-1,234.50"),
        (10, "0.05", "5.00%"),
        (14, "45646", "2024/12/20"),
        (20, "0.604166666666667", "14:30"),
        (21, "0.604166666666667", "14:30:00"),
        (22, "45646.6041666667", "2024/12/20 14:30"),
        (27, "45646", "2024年12月"),
        (28, "45646", "12月20日"),
        (31, "45646", "2024年12月20日"),
        (32, "0.604166666666667", "14时30分"),
        (33, "0.604166666666667", "14时30分00秒"),
        (34, "0.604166666666667", "下午2时30分"),
        (35, "0.604166666666667", "下午2时30分00秒"),
        (36, "45646", "2024年12月"),
        (38, "-1234", "-1,234"),
        (43, "0", "-"),
        (44, "12", "¥12.00"),
        (45, "0.0436921296296296", "02:55"),
        (46, "1.5", "36:00:00"),
        (47, "0.0000532407407407", "00:04.6"),
        (48, "12345", "12.3E+3"),
        (49, "7", "7"),
        (50, "45646", "2024年12月"),
        (55, "0.25", "上午6时00分"),
        (57, "45646", "2024年12月"),
        (58, "45646", "12月20日"),
    ] {
        let code = builtin_format(id).unwrap_or_else(|| panic!("{id} is built in"));
        assert_eq!(shown(code, value).trim(), expected, "{id}");
    }
    assert_eq!((builtin_format(23), builtin_format(164)), (None, None));
}

#[test]
fn old_macintoshes_count_from_1904() {
    let shown = |code: &str, value: f64| NumberFormat::new(code, Epoch::Of1904).shown_float(value);
    assert_eq!(shown("yyyy/m/d", 0.0), "1904/1/1");
    assert_eq!(shown("yyyy/m/d", 44184.0), "2024/12/20");
    assert_eq!(shown("aaaa", 44184.0), "星期五");
    assert_eq!(shown("[h]:mm", 1.5), "36:00");
}

#[test]
fn a_format_of_any_length_is_read_in_proportion_to_it() {
    let longest = |code: &str, times: usize| code.repeat(times);
    for code in
        ["0", "#,", "?/", "[h]", "@", "\"", "[<1", "_", "yyyy", "0.", "General", "E+0", "%", ";", "[$-804]"]
    {
        // Beyond what is read, numbers look as without a format.
        assert_eq!(shown(&longest(code, 10_000), "12.5"), "12.5", "{code}");
        for times in [50, 1000 / code.len()] {
            let start = Instant::now();
            let code = longest(code, times);
            for value in ["12.5", "-1e300", "1e-300", "0", "文字"] {
                assert!(shown(&code, value).len() < 1 << 16, "{code} of {value}");
            }
            assert!(start.elapsed().as_secs() < 2, "{code}");
        }
    }
}

/// Spreadsheets round the digits that they show, and a half away from zero: neither to the even digit, nor what the binary
/// number is, which is a little less for 1.005 and 2.675.
#[test]
fn a_half_is_rounded_away_from_zero() {
    for (format, value, expected) in [
        ("0", "0.5", "1"),
        ("0", "1.5", "2"),
        ("0", "2.5", "3"),
        ("0", "-0.5", "-1"),
        ("0", "-2.5", "-3"),
        ("0", "0.49999999999999", "0"),
        ("0.0", "0.25", "0.3"),
        ("0.0", "9.95", "10.0"),
        ("0.00", "1.005", "1.01"),
        ("0.00", "2.675", "2.68"),
        ("0.00", "-1.005", "-1.01"),
        ("0.00", "1.00499", "1.00"),
        ("#,##0", "999.5", "1,000"),
        ("0.0%", "0.1235", "12.4%"),
        ("0!.0,\"万\"", "98500", "9.9万"),
        ("0.0E+0", "12500", "1.3E+4"),
    ] {
        assert_eq!(shown(format, value), expected, "{format} of {value}");
    }
}

proptest! {
    #[test]
    fn no_format_and_no_number_is_too_odd(
        code in "[0#?.,%;@/\"\\\\!_*\\[\\]$<>=DBNum1-9EehHmMsSyda+\\- 上午/下午年万\u{0}-\u{ff}]{0,40}",
        value in any::<f64>(),
        text in ".{0,10}",
    ) {
        let format = NumberFormat::new(&code, Epoch::Of1900);
        format.shown_float(value);
        format.shown_text(&text);
        format.shown_float(value.abs() % 100_000.0);
    }

    /// What two places show is the number to half of the last one, computed without it.
    #[test]
    fn two_places_are_the_nearest_hundredth(hundredths in -1_000_000_000i64..1_000_000_000, rest in -4i64..=4) {
        let thousandths = hundredths * 10 + rest;
        let text = shown("0.00", &format!("{}", thousandths as f64 / 1000.0));
        let (sign, size) = (if hundredths < 0 { "-" } else { "" }, hundredths.abs());
        prop_assert_eq!(text, format!("{sign}{}.{:02}", size / 100, size % 100));
    }

    /// Days follow each other without a gap, and each seventh has the same name.
    #[test]
    fn days_agree_with_another_calendar(serial in 61i32..2_958_000) {
        let day = jiff::civil::date(1899, 12, 30).saturating_add(jiff::Span::new().days(serial));
        let expected = format!("{}/{}/{}", day.year(), day.month(), day.day());
        prop_assert_eq!(shown("yyyy/m/d", &serial.to_string()), expected);
        let name = ["一", "二", "三", "四", "五", "六", "日"][usize::from(day.weekday().to_monday_zero_offset() as u8)];
        prop_assert_eq!(shown("aaa", &serial.to_string()), name);
    }
}

/// What an engine of another hand shows, in a fourth part where it is not what Excel shows. Each such line is a case
/// that was looked up, so an agreement that comes or goes is noticed.
#[test]
fn another_engine_differs_only_where_it_is_known_to() {
    let options = ooxml_numfmt::FormatOptions::default();
    let other =
        |format: &str, value: &str| match (ooxml_numfmt::NumberFormat::parse(format), value.parse::<f64>()) {
            (Ok(format), Ok(number)) => format.format(number, &options),
            (Ok(format), Err(_)) => format.format_text(value, &options),
            (Err(_), _) => "refused".to_owned(),
        };
    let wrong: Vec<String> = CASES
        .lines()
        .filter(|line| line.contains('\t'))
        .filter_map(|line| {
            let parts: Vec<&str> = line.split('\t').collect();
            let known = parts.get(3).or(parts.get(2))?.replace('␠', " ");
            let found = other(parts[0], parts[1]);
            (found != known).then(|| format!("{}\t{}\t{}\t{found}", parts[0], parts[1], parts[2]))
        })
        .collect();
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
