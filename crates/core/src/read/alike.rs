//! Characters that look like others 形近字: what PDF files and web pages put in the place of characters, so that a name
//! looks right, is found by no search, and has no shape in most fonts.

mod told;

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use gongwen_document::Diagnostic;

/// A text whose characters are those that it shows, and what is to be said of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PlainText<'t> {
    /// The text, with the right characters where it is sure which these are.
    pub text: Cow<'t, str>,
    /// What was found, a finding for each kind, with the bytes of its first character in the text as it was.
    pub found: Vec<(Range<usize>, Diagnostic)>,
}

/// Why a character is not what it seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// ⽤ for 用.
    Radical,
    /// U+F98A for 力.
    Compatibility,
    /// ﬁ for fi.
    Ligature,
    /// e and an accent behind it for é.
    Combining,
    /// U+2003 for a space.
    Space,
    /// А of Cyrillic, Α of Greek for A.
    Letter,
    /// ２０２４ for 2024.
    Wide,
    /// A character that only one computer knows.
    Private,
}

struct Hit {
    kind: Kind,
    at: Range<usize>,
    /// What it should be; empty when nobody knows.
    right: String,
}

/// The text with the characters that it seems to have; nothing when all are what they seem to be.
///
/// Radicals 康熙部首, compatibility ideographs 兼容汉字, ligatures, accents on their own and spaces of other widths are
/// replaced and warned of, since it is sure what they stand for. Cyrillic and Greek letters among Latin ones and
/// full-width digits are warned of and stay; characters for private use 私用区 are an error. Words that are Russian or
/// Greek are not told, nor are α, μ and their like.
///
/// ```
/// use gongwen_core::read::plain_text;
/// let plain = plain_text("\u{2F64}\u{2F3E}满意").expect("two radicals");
/// assert_eq!(plain.text, "用户满意");
/// assert_eq!(plain.found[0].1.code, "text/look-alike");
/// assert!(plain.found[0].1.message.zh.contains("“\u{2F64}”（U+2F64）"));
/// assert!(plain_text("用户满意，Россия，3μm，5℃，Ⅳ级，12㎡").is_none());
/// ```
pub fn plain_text(text: &str) -> Option<PlainText<'_>> {
    if text.is_ascii() || !text.chars().any(suspicious) {
        return None;
    }
    let hits = hits(text);
    if hits.is_empty() {
        return None;
    }
    let mut plain = String::with_capacity(text.len());
    let mut from = 0;
    for hit in hits.iter().filter(|hit| hit.kind.is_replaced()) {
        plain.push_str(text.get(from..hit.at.start).unwrap_or_default());
        plain.push_str(&hit.right);
        from = hit.at.end;
    }
    let text_now = match from {
        0 => Cow::Borrowed(text),
        _ => Cow::Owned(plain + text.get(from..).unwrap_or_default()),
    };
    let mut kinds: Vec<Kind> = hits.iter().map(|hit| hit.kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let told = |kind: Kind| {
        let of_kind: Vec<&Hit> = hits.iter().filter(|hit| hit.kind == kind).collect();
        Some((of_kind.first()?.at.clone(), kind.tell(text, &of_kind)))
    };
    Some(PlainText { text: text_now, found: kinds.into_iter().filter_map(told).collect() })
}

/// The character that this one stands for, where that is sure and it is one: 用 for the radical ⽤; full-width letters and
/// digits are their half-width ones. For comparing names.
///
/// ```
/// use gongwen_core::read::plain_character;
/// assert_eq!(['\u{2F64}', '２', 'Ａ', '用'].map(plain_character), ['用', '2', 'A', '用']);
/// ```
pub fn plain_character(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    if is_wide(c) {
        return narrow(c);
    }
    let right = same(c).map(|(_, right)| right).unwrap_or_default();
    let mut right = right.chars();
    right.next().filter(|_| right.next().is_none()).unwrap_or(c)
}

/// The known name that differs from this one only in characters that look alike.
pub(crate) fn alike<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let fold = |text: &str| -> String {
        let one = |c: char| latin(c).unwrap_or_else(|| plain_character(c)).to_ascii_lowercase();
        text.chars().filter(|c| super::text::unseen(*c).is_none()).map(one).collect()
    };
    let folded = fold(name);
    known.into_iter().find(|other| *other != name && fold(other) == folded)
}

/// Whether a character may be one of those; cheap, since every text is asked.
fn suspicious(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}' | '\u{1161}'..='\u{11C2}' | '\u{3099}' | '\u{309A}' | '\u{370}'..='\u{3FF}' | '\u{400}'..='\u{4FF}' | '\u{2000}'..='\u{200A}'
        | '\u{202F}' | '\u{205F}' | '\u{2E80}'..='\u{2FDF}' | '\u{E000}'..='\u{FAFF}' | '\u{FB00}'..='\u{FB06}'
        | '\u{2F800}'..='\u{2FA1F}' | '\u{F0000}'..='\u{10FFFF}')
        || is_wide(c)
}

fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// The half-width character of a full-width one.
fn narrow(c: char) -> char {
    u32::from(c).checked_sub(0xFEE0).and_then(char::from_u32).unwrap_or(c)
}

/// What a character stands for beyond doubt.
fn same(c: char) -> Option<(Kind, String)> {
    let decomposed = || std::iter::once(c).nfkc().collect::<String>();
    let kind = match c {
        '\u{2E80}'..='\u{2FDF}' => {
            return radical(c).map(|right| (Kind::Radical, right.to_string()));
        }
        '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => Kind::Compatibility,
        '\u{FB00}'..='\u{FB06}' => Kind::Ligature,
        '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => return Some((Kind::Space, " ".to_owned())),
        _ => return None,
    };
    // Twelve of the block are ideographs of their own.
    Some((kind, decomposed())).filter(|(_, right)| !right.starts_with(c))
}

/// The character 字 of a radical 部首. Most of the second block have none in the tables of Unicode's normalization.
fn radical(c: char) -> Option<char> {
    const OTHERS: &str = "⺁厂⺅亻⺈刀⺉刂⺊卜⺌小⺍小⺒巳⺓幺⺖忄⺘扌⺙攵⺜日⺝月⺟母⺠民⺡氵⺣灬⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻⺮竹\
        ⺰纟⺲罒⺶羊⺷羊⺸羊⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门\
        ⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻯竜⻰龙⻳龟⼾户⾭青";
    let mut others = OTHERS.chars();
    while let (Some(radical), Some(right)) = (others.next(), others.next()) {
        if radical == c {
            return Some(right);
        }
    }
    std::iter::once(c).nfkc().next().filter(|right| *right != c)
}

/// The Latin letter that a Cyrillic or Greek one looks like.
fn latin(c: char) -> Option<char> {
    const LETTERS: &str = "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTХXУYаaеeоoрpсcхxуyѕsіiјjΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοo";
    let mut letters = LETTERS.chars();
    while let (Some(letter), Some(right)) = (letters.next(), letters.next()) {
        if letter == c {
            return Some(right);
        }
    }
    None
}

fn is_foreign(c: char) -> bool {
    matches!(c, '\u{370}'..='\u{3FF}' | '\u{400}'..='\u{4FF}')
}

/// Whether a character is put together with the one before it: an accent, ゛ of kana, a vowel or an ending of hangul. File
/// names and texts of macOS are taken apart so (NFD).
fn joins(c: char) -> bool {
    matches!(c, '\u{1161}'..='\u{1175}' | '\u{11A8}'..='\u{11C2}') || is_combining_mark(c)
}

/// All of them in a text, in order.
fn hits(text: &str) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    // The last character that is none to be put together with the one before it.
    let mut base: Option<usize> = None;
    // Where a run of letters and digits began, and how many hits there were before it.
    let mut word: Option<(usize, usize)> = None;
    for (start, c) in text.char_indices() {
        let at = start..start + c.len_utf8();
        if is_of_word(c) {
            word = word.or(Some((start, hits.len())));
        } else if let Some((from, known)) = word.take() {
            in_word(text, from..start, known, &mut hits);
        }
        if let Some((kind, right)) = same(c) {
            hits.push(Hit { kind, at, right });
        } else if joins(c)
            && let Some(place) = base
        {
            let cluster = text.get(place..at.end).unwrap_or_default();
            let right: String = cluster.nfc().collect();
            // Of two accents on one letter the second goes on where the first left off.
            let known = hits.last().is_some_and(|hit| hit.kind == Kind::Combining && hit.at.start == place);
            if known {
                hits.pop();
            }
            if right != cluster {
                hits.push(Hit { kind: Kind::Combining, at: place..at.end, right });
            }
            continue;
        } else if matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}') {
            hits.push(Hit { kind: Kind::Private, at, right: String::new() });
        }
        base = Some(start);
    }
    if let Some((from, known)) = word {
        in_word(text, from..text.len(), known, &mut hits);
    }
    hits
}

/// Letters that are not those of Chinese, and digits.
fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || is_foreign(c)
        || is_wide(c)
        || matches!(c, '.' | '．' | ',' | '，' | '%' | '％')
}

/// Foreign letters and full-width characters of one word.
fn in_word(text: &str, range: Range<usize>, known: usize, hits: &mut Vec<Hit>) {
    let word = text.get(range.clone()).unwrap_or_default();
    let letters = || word.chars().filter(|c| c.is_alphabetic());
    // A word of the other alphabet has letters that look like no others.
    let foreign = letters().any(|c| is_foreign(c) && latin(c).is_none());
    let found = |kind: Kind, right: fn(char) -> Option<char>| {
        let place = |(at, c): (usize, char)| {
            let start = range.start + at;
            Some(Hit { kind, at: start..start + c.len_utf8(), right: right(c)?.to_string() })
        };
        word.char_indices().filter_map(place).collect::<Vec<Hit>>()
    };
    if !foreign {
        hits.extend(found(Kind::Letter, latin));
    }
    // A full-width letter alone is a matter of taste, as in Ａ类; beside a digit it is part of a number.
    if word.chars().any(|c| c.is_ascii_digit() || matches!(c, '０'..='９')) {
        hits.extend(found(Kind::Wide, |c| is_wide(c).then(|| narrow(c))));
    }
    if let Some(new) = hits.get_mut(known..) {
        new.sort_by_key(|hit| hit.at.start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> (String, Vec<&'static str>) {
        let plain = plain_text(text);
        plain.map_or_else(
            || (text.to_owned(), Vec::new()),
            |plain| (plain.text.into_owned(), plain.found.iter().map(|(_, found)| found.code).collect()),
        )
    }

    #[test]
    fn what_is_sure_is_replaced() {
        for (text, right) in [
            ("\u{2F64}\u{2F3E}满意", "用户满意"),
            ("\u{2FA6}\u{2F5C}村", "金牛村"),
            ("\u{2EE2}家\u{2ED4}", "马家门"),
            ("\u{F98A}量", "力量"),
            ("\u{FB01}nance", "finance"),
            ("Cafe\u{301}", "Caf\u{e9}"),
            ("Vie\u{323}\u{302}t", "Vi\u{1ec7}t"),
            ("Vie\u{302}\u{323}t", "Vi\u{1ec7}t"),
            ("\u{304b}\u{3099}", "\u{304c}"),
            ("\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}", "한글"),
            ("10\u{2003}亩", "10 亩"),
        ] {
            assert_eq!(plain(text), (right.to_owned(), vec!["text/look-alike"]), "{text}");
        }
    }

    #[test]
    fn what_is_not_is_told_and_stays() {
        for (text, code) in [
            ("А级景区", "text/look-alike"),
            ("GDР增长", "text/look-alike"),
            ("２０２４年", "text/full-width"),
            ("５Ｇ基站", "text/full-width"),
            ("\u{E123}村", "text/private-use"),
            ("\u{F0001}", "text/private-use"),
        ] {
            assert_eq!(plain(text), (text.to_owned(), vec![code]), "{text}");
        }
    }

    #[test]
    fn what_belongs_there_is_quiet() {
        for text in [
            "用户满意，3.5万亩，98％",
            "Россия",
            "αβ测试3μm，Ω",
            "Ａ类企业",
            "Ⅳ级、①、㎡、℃、№5、½",
            "\u{FA0E}",
            "𠮷村",
            "“引号”——破折号……",
            "é",
            "㐀䶵",
        ] {
            assert_eq!(plain(text), (text.to_owned(), vec![]), "{text}");
        }
    }

    #[test]
    fn names_that_differ_only_so() {
        let known = ["gdp", "用户", "村名"];
        for (name, right) in
            [("gdр", Some("gdp")), ("\u{2F64}户", Some("用户")), ("ｇｄｐ", Some("gdp")), ("人口", None)]
        {
            assert_eq!(alike(name, known), right, "{name}");
        }
    }
}
