//! Amounts 数和单位 as they are printed: `1.78亿元`, `70余万元`, `约5000人`.

use super::{FigureFile, NumberText, QualifierWord, unit};

/// What joins the ends of a range.
const JOINTS: [&str; 7] = ["——", "-", "—", "–", "～", "~", "至"];

/// Words before a number, the longer one first where one begins another.
const BEFORE: [(&str, QualifierWord); 6] = [
    ("超过", QualifierWord::MoreThan),
    ("不足", QualifierWord::Below),
    ("约", QualifierWord::About),
    ("近", QualifierWord::Nearly),
    ("超", QualifierWord::Exceeding),
    ("逾", QualifierWord::Beyond),
];

/// Why an amount is none.
pub(super) enum Fault {
    /// Nothing is written.
    Empty,
    /// `22,961.97亩`: the number without its commas.
    Thousands(String),
    /// `２３户`: the amount with half-width digits.
    Wide(String),
    /// Two words say how exact it is.
    Twice,
    /// Anything else.
    NoAmount,
}

impl FigureFile {
    /// The figure that an amount as it is printed makes, without a name 指标的数; none when it is no number with its unit.
    ///
    /// ```
    /// use gongwen_core::report::{FigureFile, QualifierWord};
    /// let figure = FigureFile::of_amount("70余万元").expect("an amount");
    /// assert_eq!((figure.unit.as_str(), figure.qualifier), ("万元", Some(QualifierWord::Over)));
    /// assert!(FigureFile::of_amount("若干").is_none());
    /// ```
    pub fn of_amount(written: &str) -> Option<FigureFile> {
        amount(written).ok()
    }
}

/// The figure of an amount as it is printed: `1.78亿元`, `70余万元`, `2.8万余元`, `约5000人`, `1-2名`, `98.9%`.
pub(super) fn amount(written: &str) -> Result<FigureFile, Fault> {
    if written.is_empty() {
        return Err(Fault::Empty);
    }
    let plain: String = written.chars().map(half_width).collect();
    if plain != written {
        return Err(Fault::Wide(plain));
    }
    let (before, rest) = BEFORE
        .iter()
        .find_map(|(word, qualifier)| Some((Some(*qualifier), written.strip_prefix(word)?.trim_start())))
        .unwrap_or((None, written));
    let mut number = number(rest);
    if let Some((joint, upper)) = rest
        .get(number..)
        .and_then(|rest| JOINTS.iter().find_map(|joint| Some((joint.len(), rest.strip_prefix(joint)?))))
        && let upper @ 1.. = self::number(upper)
    {
        number += joint + upper;
    }
    let (value, rest) = rest.split_at_checked(number).unwrap_or(("", rest));
    if value.is_empty() {
        return Err(Fault::NoAmount);
    }
    if rest.starts_with([',', '，']) && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit()) {
        return Err(Fault::Thousands(written.replace([',', '，'], "")));
    }
    let (after, unit) = qualified(rest.trim());
    if unit.chars().any(|c| !(c.is_alphabetic() || "%％‰/·°℃㎡㎥²³".contains(c))) {
        return Err(Fault::NoAmount);
    }
    if before.is_some() && after.is_some() || words_left(&unit) {
        return Err(Fault::Twice);
    }
    Ok(FigureFile {
        value: Some(NumberText(value.to_owned())),
        unit,
        qualifier: before.or(after),
        ..FigureFile::default()
    })
}

/// How many bytes of a decimal stand at the start of the text.
fn number(text: &str) -> usize {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let rest = digits.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == digits.len() {
        return 0;
    }
    let fraction = rest.strip_prefix('.').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    let rest = fraction.filter(|after| after.len() + 1 < rest.len()).unwrap_or(rest);
    text.len() - rest.len()
}

/// The word in what follows a number, and the unit without it.
fn qualified(rest: &str) -> (Option<QualifierWord>, String) {
    for (word, qualifier) in [("余", QualifierWord::Over), ("多", QualifierWord::More)] {
        if let Some(unit) = rest.strip_prefix(word) {
            return (Some(qualifier), unit.to_owned());
        }
    }
    let (scale, base) = unit::split_scale(rest);
    for (word, ten_thousand, hundred_million) in [
        ("余", QualifierWord::TenThousandOver, QualifierWord::HundredMillionOver),
        ("多", QualifierWord::TenThousandMore, QualifierWord::HundredMillionMore),
    ] {
        let qualifier = match scale {
            _ if scale.ends_with('亿') => hundred_million,
            _ if scale.ends_with('万') => ten_thousand,
            _ => continue,
        };
        if let Some(base) = base.strip_prefix(word) {
            return (Some(qualifier), format!("{scale}{base}"));
        }
    }
    for (word, qualifier) in [("左右", QualifierWord::Roughly), ("以上", QualifierWord::AtLeast)] {
        if let Some(unit) = rest.strip_suffix(word) {
            return (Some(qualifier), unit.to_owned());
        }
    }
    (None, rest.to_owned())
}

/// Whether a unit still has a word in it that says how exact its number is.
fn words_left(unit: &str) -> bool {
    let base = unit::base(unit);
    base.starts_with(['余', '多']) || ["左右", "以上", "以下"].iter().any(|word| unit.ends_with(word))
}

/// A full-width digit, point or sign as it should be.
fn half_width(c: char) -> char {
    match c {
        '０'..='９' | '．' | '％' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The fields of `[figures]` for what is written as a number and is more than one: `12亩`, `约5000`, `22,961.97`.
pub(crate) fn more_than_a_number(written: &str) -> Option<String> {
    let mended = written.chars().any(|c| matches!(c, ',' | '，') || half_width(c) != c);
    fields(written).filter(|fields| mended || fields.contains(", "))
}

/// The fields of `[figures]` that say this amount, as `value = 22961.97, unit = "亩"`; commas between thousands and full-width
/// digits are mended. `None` when it is no amount.
pub(crate) fn fields(written: &str) -> Option<String> {
    let plain: String = written.trim().chars().filter(|c| !matches!(c, ',' | '，')).map(half_width).collect();
    let figure = amount(&plain).ok()?;
    let mut fields = format!("value = {}", figure.value.map(|value| in_quotes(&value.0))?);
    if !figure.unit.is_empty() {
        fields.push_str(&format!(", unit = \"{}\"", figure.unit));
    }
    if let Some(word) = figure.qualifier.and_then(|word| serde_json::to_value(word).ok()) {
        fields.push_str(&format!(", qualifier = {word}"));
    }
    Some(fields)
}

/// A range is a text.
fn in_quotes(value: &str) -> String {
    let number = value.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-'));
    if number && !value.trim_start_matches('-').contains('-') {
        value.to_owned()
    } else {
        format!("\"{value}\"")
    }
}
