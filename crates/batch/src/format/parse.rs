//! The code of a number format, `#,##0.00;[Red]-0`, read into its sections.

use rust_decimal::Decimal;

use super::chinese::Numerals;
use super::decimal::Digits;
use super::section::{Compare, Condition, DigitPlace, Halves, Part, Section, Token, Unit};

/// Longest code that is read, in characters; a spreadsheet program takes 255.
const MOST: usize = 1024;

/// How many digits of a denominator are kept.
const DENOMINATOR: usize = 7;

/// The sections of a code; none when no spreadsheet program would take it.
pub(super) fn sections(code: &str) -> Option<Vec<Section>> {
    let chars: Vec<char> = code.chars().take(MOST + 1).collect();
    if chars.len() > MOST {
        return None;
    }
    let mut sections = Vec::new();
    let mut reader = SectionReader { rest: &chars, section: Section::default(), bracketed: false };
    loop {
        let more = reader.section();
        let section = std::mem::take(&mut reader.section);
        sections.push(finished(section, std::mem::take(&mut reader.bracketed)));
        if !more {
            break;
        }
    }
    (sections.len() <= 4).then_some(sections)
}

struct SectionReader<'c> {
    rest: &'c [char],
    section: Section,
    /// Whether something in brackets was read.
    bracketed: bool,
}

impl SectionReader<'_> {
    fn take(&mut self) -> Option<char> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// Takes this word, whatever the case of its letters.
    fn word(&mut self, word: &str) -> bool {
        let length = word.chars().count();
        let found = self.rest.get(..length).is_some_and(|found| {
            found.iter().zip(word.chars()).all(|(one, other)| one.to_ascii_lowercase() == other)
        });
        if found {
            self.rest = self.rest.get(length..).unwrap_or_default();
        }
        found
    }

    /// How often this letter follows, which was taken once already.
    fn run(&mut self, letter: char) -> usize {
        let more = self.rest.iter().take_while(|c| c.to_ascii_lowercase() == letter).count();
        self.rest = self.rest.get(more..).unwrap_or_default();
        more + 1
    }

    fn text(&mut self, c: char) {
        match self.section.tokens.last_mut() {
            Some(Token::Text(text)) => text.push(c),
            _ => self.section.tokens.push(Token::Text(c.to_string())),
        }
    }

    /// Reads one section; whether another follows.
    fn section(&mut self) -> bool {
        loop {
            if self.rest.first().is_some_and(|c| matches!(c, 'G' | 'g'))
                && (self.word("general") || self.word("g/通用格式"))
            {
                self.section.tokens.push(Token::General);
                continue;
            }
            if self.rest.first() == Some(&'上') && self.word("上午/下午") {
                self.section.tokens.push(Token::Date(Part::Halves(Halves::Chinese)));
                continue;
            }
            let Some(c) = self.take() else { return false };
            match c {
                ';' => return true,
                '"' => {
                    while let Some(c) = self.take().filter(|c| *c != '"') {
                        self.text(c);
                    }
                }
                '\\' | '!' => {
                    if let Some(c) = self.take() {
                        self.text(c);
                    }
                }
                // As wide as this character.
                '_' => {
                    if self.take().is_some() {
                        self.text(' ');
                    }
                }
                // Fills the cell with it: nothing in a text.
                '*' => {
                    self.take();
                }
                '[' => self.bracket(),
                '0' => self.section.tokens.push(Token::Digit(DigitPlace::Zero)),
                '#' => self.section.tokens.push(Token::Digit(DigitPlace::Hash)),
                '?' => self.section.tokens.push(Token::Digit(DigitPlace::Blank)),
                '.' => self.section.tokens.push(Token::Point),
                ',' => self.section.tokens.push(Token::Comma),
                '%' => self.section.tokens.push(Token::Percent),
                '@' => self.section.tokens.push(Token::At),
                '/' => self.slash(),
                'E' | 'e'
                    if self.rest.first().is_some_and(|c| matches!(c, '+' | '-'))
                        && self.section.has_digits() =>
                {
                    let plus = self.take() == Some('+');
                    self.section.tokens.push(Token::Exponent { plus });
                }
                c => self.letter(c),
            }
        }
    }

    fn letter(&mut self, c: char) {
        let lower = c.to_ascii_lowercase();
        let part = match lower {
            'a' if self.word("m/pm") => Part::Halves(Halves::Latin),
            'a' if self.word("/p") => Part::Halves(Halves::Letter),
            'a' => match self.run('a') {
                count @ 3.. => Part::Weekday(count),
                count => return (0..count).for_each(|_| self.text(c)),
            },
            'y' => Part::Year(self.run('y')),
            'e' => {
                self.run('e');
                Part::Year(4)
            }
            'b' => match self.run('b') {
                count @ 2.. => Part::Buddhist(count),
                _ => return self.text(c),
            },
            'm' => Part::Month(self.run('m')),
            'd' => Part::Day(self.run('d')),
            'h' => Part::Hour(self.run('h')),
            's' => Part::Second(self.run('s')),
            // The name of an era, of which the calendar in use here has none.
            'g' => {
                self.run('g');
                return;
            }
            _ => return self.text(c),
        };
        self.section.tokens.push(Token::Date(part));
    }

    fn slash(&mut self) {
        let number = matches!(self.section.tokens.last(), Some(Token::Digit(_)));
        let digits = self.rest.iter().take_while(|c| c.is_ascii_digit()).count();
        match self.rest.first() {
            Some('0' | '#' | '?') if number => self.section.tokens.push(Token::Slash(None)),
            Some('1'..='9') if number && digits <= DENOMINATOR => {
                let text: String = self.rest.iter().take(digits).collect();
                self.rest = self.rest.get(digits..).unwrap_or_default();
                self.section.tokens.push(Token::Slash(text.parse().ok()));
            }
            _ => self.text('/'),
        }
    }

    /// What stands in square brackets.
    fn bracket(&mut self) {
        let inner: Vec<char> = self.rest.iter().take_while(|c| **c != ']').copied().collect();
        self.rest = self.rest.get(inner.len() + 1..).unwrap_or_default();
        self.bracketed = true;
        let inner: String = inner.into_iter().collect();
        let lower = inner.to_ascii_lowercase();
        if let Some(rest) = inner.strip_prefix('$') {
            let (sign, locale) = rest.split_once('-').unwrap_or((rest, ""));
            sign.chars().for_each(|c| self.text(c));
            return self.locale(locale);
        }
        if let Some(number) = lower.strip_prefix("dbnum") {
            self.section.numerals = match number {
                "1" => Some(Numerals::Plain),
                "2" => Some(Numerals::Formal),
                "3" => Some(Numerals::Wide),
                _ => None,
            };
            return;
        }
        if let Some(condition) = condition(&lower) {
            self.section.condition = Some(condition);
            return;
        }
        let unit = match lower.chars().next() {
            Some('h') => Unit::Hours,
            Some('m') => Unit::Minutes,
            Some('s') => Unit::Seconds,
            _ => return,
        };
        if lower.chars().all(|c| lower.starts_with(c)) {
            self.section.tokens.push(Token::Date(Part::Elapsed(unit, lower.len())));
        }
    }

    /// A language, as a number in hexadecimal digits or as a name.
    fn locale(&mut self, locale: &str) {
        let lower = locale.to_ascii_lowercase();
        if lower.starts_with("zh") {
            self.section.chinese = true;
            return;
        }
        let digits = lower.split(',').next().unwrap_or_default();
        match u32::from_str_radix(digits, 16) {
            // As the system shows days and times: its own form, whatever stands behind.
            Ok(0xF800) => self.system("yyyy\"年\"m\"月\"d\"日\""),
            Ok(0xF400) => self.system("h:mm:ss"),
            // The languages of China and its regions, whatever their calendar and numerals.
            Ok(number) if number & 0x03FF == 0x04 => self.section.chinese = true,
            _ => {}
        }
    }

    fn system(&mut self, code: &str) {
        let end = self.rest.iter().position(|c| *c == ';').unwrap_or(self.rest.len());
        self.rest = self.rest.get(end..).unwrap_or_default();
        let chars: Vec<char> = code.chars().collect();
        let mut reader = SectionReader { rest: &chars, section: Section::default(), bracketed: false };
        reader.section();
        self.section.tokens = reader.section.tokens;
    }
}

fn condition(inner: &str) -> Option<Condition> {
    const SIGNS: [(&str, Compare); 6] = [
        ("<=", Compare::LessEqual),
        (">=", Compare::MoreEqual),
        ("<>", Compare::Unequal),
        ("<", Compare::Less),
        (">", Compare::More),
        ("=", Compare::Equal),
    ];
    let (sign, compare) = SIGNS.into_iter().find(|(sign, _)| inner.starts_with(sign))?;
    let limit = inner.get(sign.len()..)?.trim();
    let limit = limit.parse::<Decimal>().or_else(|_| Decimal::from_scientific(limit)).ok()?;
    Some(Condition { compare, limit: Digits::of_decimal(limit) })
}

/// Settles what the signs of a section mean beside each other.
fn finished(mut section: Section, bracketed: bool) -> Section {
    // A colour or a condition alone leaves numbers as they are.
    if section.tokens.is_empty() && bracketed {
        section.tokens.push(Token::General);
    }
    if section.is_date() {
        dates(&mut section);
    } else {
        numbers(&mut section);
    }
    section
}

/// In a date, `m` beside hours or seconds is minutes, zeros behind seconds are parts of them, other signs stand for
/// themselves.
fn dates(section: &mut Section) {
    let tokens = std::mem::take(&mut section.tokens);
    let mut settled: Vec<Token> = Vec::new();
    let mut last: Option<usize> = None;
    let mut tokens = tokens.into_iter().peekable();
    let mut point = false;
    while let Some(token) = tokens.next() {
        let text = match token {
            Token::Point
                if matches!(settled.last(), Some(Token::Date(Part::Second(_) | Part::Elapsed(..)))) =>
            {
                if matches!(tokens.peek(), Some(Token::Digit(DigitPlace::Zero))) {
                    point = true;
                    settled.push(Token::Date(Part::Subsecond(0)));
                    continue;
                }
                "."
            }
            Token::Digit(DigitPlace::Zero) if point => {
                if let Some(Token::Date(Part::Subsecond(places))) = settled.last_mut() {
                    *places += 1;
                }
                continue;
            }
            Token::Date(part) => {
                let before = last.and_then(|last| settled.get_mut(last));
                let part = match (part, before) {
                    (
                        Part::Month(count @ 1..=2),
                        Some(Token::Date(Part::Hour(_) | Part::Elapsed(Unit::Hours, _))),
                    ) => Part::Minute(count),
                    (Part::Second(count), Some(Token::Date(month @ Part::Month(1..=2)))) => {
                        if let Part::Month(count) = *month {
                            *month = Part::Minute(count);
                        }
                        Part::Second(count)
                    }
                    (part, _) => part,
                };
                // 上午 between an hour and its minutes parts nothing.
                if !matches!(part, Part::Halves(_)) {
                    last = Some(settled.len());
                }
                point = false;
                settled.push(Token::Date(part));
                continue;
            }
            Token::Point => ".",
            Token::Comma => ",",
            Token::Percent => "%",
            Token::Slash(None) => "/",
            Token::Digit(place) => place.empty().map_or("", |c| if c == '0' { "0" } else { " " }),
            other => {
                point = false;
                settled.push(other);
                continue;
            }
        };
        point = false;
        settled.push(Token::Text(text.to_owned()));
    }
    section.tokens = settled;
}

/// In a number, a comma between its digits groups them and a comma behind them divides by a thousand.
fn numbers(section: &mut Section) {
    let tokens = std::mem::take(&mut section.tokens);
    let end = |token: &Token| matches!(token, Token::Point | Token::Exponent { .. } | Token::Slash(_));
    let whole = tokens.iter().position(end).unwrap_or(tokens.len());
    let last = tokens.iter().take(whole).rposition(|token| matches!(token, Token::Digit(_)));
    let mut settled: Vec<Token> = Vec::new();
    let mut number = false;
    for (index, token) in tokens.into_iter().enumerate() {
        match token {
            Token::Comma if number && index < whole && last.is_some_and(|last| index < last) => {
                section.grouped = true;
            }
            Token::Comma if number => section.power -= 3,
            Token::Comma => settled.push(Token::Text(",".to_owned())),
            token => {
                number = matches!(token, Token::Digit(_)) || (number && token == Token::Point);
                if token == Token::Percent {
                    section.power += 2;
                }
                settled.push(token);
            }
        }
    }
    section.tokens = settled;
}
