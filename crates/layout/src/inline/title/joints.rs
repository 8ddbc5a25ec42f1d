//! What it costs to begin a line of a title at each of its characters. Meaning first: nothing parts a name or a fixed
//! term as long as there is any other way; behind 关于, before a verb and around 《》 a line likes to end.

use std::ops::Range;

use super::words::{Kind, kind_of, longest};
use crate::inline::classes::Class;
use crate::inline::collect::{Boundary, Item};

/// Inside a word: only when there is no other way.
pub(super) const CUT: i64 = 20_000;
/// Inside a fixed term, a person's name or something quoted.
const TERM: i64 = 5_000;
/// Inside a name that the report gives, between words; it may be longer than a line.
const NAME: i64 = 3_000;
/// Between the levels of a place's name, as 上高县 and 锦江镇.
const LEVELS: i64 = 2_500;
/// Beside a single character that is no word known here.
const SINGLE: i64 = 1_500;
/// Before a word that leans on the one before it, or behind one that leans on the next.
const LEANING: i64 = 1_300;
/// Behind a verb, whose object follows.
const OBJECT: i64 = 800;
/// Between parts of one thing: two periods of time, names in a row of people, a short title in 《》.
const PARTS: i64 = 900;
/// Between two words of which nothing else is known.
const WORDS: i64 = 400;

/// Particles and suffixes that do not begin a line.
const NEVER_FIRST: &[char] = &[
    '的', '和', '与', '及', '等', '了', '地', '得', '之', '化', '性', '型', '者', '们', '率', '后', '前',
    '内', '外', '中', '间', '上', '下', '以', '或',
];

/// Words of one character that need the word behind them.
const NEVER_LAST: &[char] = &[
    '在', '对', '为', '以', '向', '从', '将', '把', '由', '于', '全', '各', '第', '至', '被', '按', '与',
    '同', '经',
];

/// What names of places and bodies end in.
const ENDINGS: &[char] = &[
    '省', '市', '县', '区', '旗', '州', '盟', '乡', '镇', '村', '寨', '屯', '庄', '湖', '河', '江', '山',
    '岛', '港', '湾', '局', '厅', '委', '办', '院', '所', '站', '处', '科', '场', '园', '校', '厂', '库',
    '渠', '坝', '桥', '路', '街', '社',
];

/// A name of a person is no longer, and no longer part of a place's name is guessed.
const LONGEST_NAME: usize = 4;
/// Quoted words up to this length stay whole, and so do titles in 《》 up to the other.
const SHORT_QUOTE: usize = 12;
const SHORT_TITLE: usize = 18;

/// Which characters begin a word by the dictionary, the end of the text among them.
#[cfg(feature = "titles")]
fn word_starts(text: &[char]) -> Vec<bool> {
    use icu_segmenter::WordSegmenter;
    use icu_segmenter::options::WordBreakInvariantOptions;

    let string: String = text.iter().collect();
    let mut starts = vec![false; text.len() + 1];
    let mut boundaries =
        WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()).segment_str(&string).peekable();
    for (index, byte) in string.char_indices().map(|(byte, _)| byte).chain([string.len()]).enumerate() {
        while boundaries.next_if(|boundary| *boundary < byte).is_some() {}
        if let Some(start) = starts.get_mut(index) {
            *start = boundaries.peek() == Some(&byte);
        }
    }
    starts
}

/// Without a dictionary every character begins a word, but for those inside a number or a Latin word: known terms and the
/// names of the report still stay whole.
#[cfg(not(feature = "titles"))]
fn word_starts(text: &[char]) -> Vec<bool> {
    let joined = |pair: &[char]| pair.iter().all(char::is_ascii_alphanumeric);
    let inside = text.windows(2).map(|pair| !joined(pair));
    let end = [true].into_iter().filter(|_| !text.is_empty());
    [true].into_iter().chain(inside).chain(end).collect()
}

/// The cost of a line that begins at each character; the first one is that of the text itself. `None` where the marks
/// around it allow no line to begin.
pub(super) fn costs(items: &[Item], names: &[String]) -> Vec<Option<i64>> {
    let text: Vec<char> = items.iter().map(|item| item.character).collect();
    let mut joints = Joints::new(items, &text);
    joints.known_words();
    joints.numbers();
    joints.places();
    joints.bodies();
    joints.people();
    joints.quotes();
    joints.given(names);
    (0..text.len())
        .map(|index| {
            let allowed =
                index > 0 && items.get(index).is_some_and(|item| item.boundary == Boundary::Allowed);
            allowed.then(|| joints.cost(index))
        })
        .collect()
}

/// Where words begin, but for the first.
pub(super) fn starts(items: &[Item]) -> Vec<usize> {
    let text: Vec<char> = items.iter().map(|item| item.character).collect();
    let mut joints = Joints::new(items, &text);
    joints.known_words();
    joints.numbers();
    joints.places();
    (1..text.len()).filter(|index| joints.starts_at(*index) && joints.cost(*index) < SINGLE).collect()
}

struct Joints<'a> {
    text: &'a [char],
    items: &'a [Item],
    /// Where words begin, the end of the text too.
    starts: Vec<bool>,
    /// Where the dictionary has words begin, inside fixed terms too.
    words: Vec<bool>,
    /// The least that it costs to begin a line here.
    floor: Vec<i64>,
    /// Whether this character is inside 《》, “” or （）.
    quoted: Vec<bool>,
}

impl<'a> Joints<'a> {
    fn new(items: &'a [Item], text: &'a [char]) -> Joints<'a> {
        let starts = word_starts(text);
        Joints {
            text,
            items,
            words: starts.clone(),
            starts,
            floor: vec![0; text.len() + 1],
            quoted: vec![false; text.len() + 1],
        }
    }

    /// Makes one word of these characters.
    fn join(&mut self, range: Range<usize>, floor: i64) {
        for index in [range.start, range.end] {
            if let Some(start) = self.starts.get_mut(index) {
                *start = true;
            }
        }
        for index in range.start + 1..range.end {
            if let Some(start) = self.starts.get_mut(index) {
                *start = false;
            }
        }
        self.raise(range, floor);
    }

    /// Lines that begin inside these characters cost so much.
    fn raise(&mut self, range: Range<usize>, floor: i64) {
        let inside = self.floor.get_mut(range.start + 1..range.end.max(range.start + 1));
        inside.into_iter().flatten().for_each(|cost| *cost = (*cost).max(floor));
    }

    fn starts_at(&self, index: usize) -> bool {
        self.starts.get(index).copied().unwrap_or(true)
    }

    /// The word that begins here.
    fn word(&self, start: usize) -> Range<usize> {
        let end = (start + 1..=self.text.len()).find(|end| self.starts_at(*end)).unwrap_or(self.text.len());
        start..end.max(start)
    }

    /// The word that ends here.
    fn word_before(&self, end: usize) -> Range<usize> {
        let start = (0..end).rev().find(|start| self.starts_at(*start)).unwrap_or(0);
        start..end
    }

    fn string(&self, range: Range<usize>) -> String {
        self.text.get(range).unwrap_or_default().iter().collect()
    }

    fn character(&self, index: usize) -> Option<char> {
        self.text.get(index).copied()
    }

    fn chinese(&self, index: usize) -> bool {
        self.items
            .get(index)
            .is_some_and(|item| item.class == Class::Ideograph && item.character.is_alphabetic())
    }

    /// Fixed terms, bodies and verbs, the longest first where they overlap.
    fn known_words(&mut self) {
        let mut index = 0;
        while index < self.text.len() {
            if !self.chinese(index) {
                index += 1;
                continue;
            }
            let rest = self.string(index..self.text.len().min(index + 24));
            let found = longest(&rest, |kind| kind != Kind::Suffix);
            let length = if rest.starts_with("关于") {
                2
            } else {
                found.and_then(|(bytes, _)| rest.get(..bytes)).map_or(0, |word| word.chars().count())
            };
            // What is no term does not begin inside a longer word.
            let loose = found.is_some_and(|(_, kind)| matches!(kind, Kind::Verb | Kind::Prefix));
            if length == 0 || (loose && !self.starts_at(index)) {
                index += 1;
                continue;
            }
            self.join(index..index + length, TERM);
            index += length;
        }
    }

    /// Numbers with what they count: 2021—2025年, 第三批, 10名.
    fn numbers(&mut self) {
        const CHINESE: &str = "一二三四五六七八九十百两";
        let digit = |item: &Item| item.class == Class::Digit;
        let mut index = 0;
        while index < self.text.len() {
            let start = index;
            while self.items.get(index).is_some_and(|item| {
                digit(item) || (index > start && "—-–～~至.,/％%".contains(item.character))
            }) {
                index += 1;
            }
            if index == start && self.character(index) == Some('第') {
                index += 1;
                while self
                    .character(index)
                    .is_some_and(|next| CHINESE.contains(next) || next.is_ascii_digit())
                {
                    index += 1;
                }
            } else if index == start
                && self.character(index).is_some_and(|here| CHINESE.contains(here))
                && self.word(index).len() == 1
                && self.starts_at(index)
            {
                index += 1;
            }
            if index > start && index < self.text.len() && self.chinese(index) {
                // 年度 is one unit, 年工作 is not.
                let more = usize::from(
                    ["年度", "周年", "季度", "月份"].contains(&self.string(index..index + 2).as_str()),
                );
                let end = index + 1 + more;
                let behind = self.word(end);
                self.join(start..end, TERM);
                // What began before the unit ended begins behind it.
                if behind.is_empty() {
                    index = end;
                    continue;
                }
                index = end;
            } else if index > start {
                self.join(start..index, TERM);
            }
            index = index.max(start + 1);
        }
    }

    /// Names that end in 县, 镇, 村, 局 …, with the characters before, which no dictionary has.
    fn places(&mut self) {
        self.part_places();
        let mut end = 0;
        while end < self.text.len() {
            let word = self.word(end);
            end = word.end.max(end + 1);
            let last = end - 1;
            let ends = self.character(last).is_some_and(|last| ENDINGS.contains(&last));
            if !ends || word.len() > 3 || kind_of(&self.string(word.clone())).is_some() {
                continue;
            }
            let mut start = word.start;
            // A word of its own before the ending is the name; single characters may be more of it.
            while start > 0 && end - start <= LONGEST_NAME {
                let before = self.word_before(start);
                if !self.belongs_to_name(before.clone()) || (before.len() > 1 && end - start > 1) {
                    break;
                }
                let whole = before.len() > 1;
                start = before.start;
                if whole {
                    break;
                }
            }
            self.join(start..end, TERM);
        }
    }

    /// Parts 县 from a name behind it that the dictionary took for its own: 清河县界埠镇 has no 县界.
    fn part_places(&mut self) {
        let mut start = 0;
        while start < self.text.len() {
            let word = self.word(start);
            let level = self.character(start).is_some_and(|it| "省市县区州镇乡".contains(it));
            let name = |end: usize| {
                self.character(end - 1).is_some_and(|it| "县区乡镇村".contains(it))
                    && self.starts_at(end)
                    && (start + 1..end).all(|index| self.chinese(index) && !self.leans(index))
            };
            if level
                && word.len() == 2
                && kind_of(&self.string(word.clone())).is_none()
                && (start + 3..=start + 5).any(name)
                && let Some(start) = self.starts.get_mut(start + 1)
            {
                *start = true;
            }
            start = word.end.max(start + 1);
        }
    }

    /// Whether a word may be part of the name of a place that ends behind it.
    fn belongs_to_name(&self, word: Range<usize>) -> bool {
        let all = word.clone().all(|index| self.chinese(index));
        let leans = |index: usize| {
            self.character(index).is_some_and(|it| {
                NEVER_LAST.contains(&it) || (NEVER_FIRST.contains(&it) && !"上下中内外前后化".contains(it))
            })
        };
        let one = word.len() == 1;
        let level = word.len() > 1 && self.character(word.end - 1).is_some_and(|it| ENDINGS.contains(&it));
        let known = self.string(word.clone());
        all && word.len() <= 3
            && !level
            && !(one && leans(word.start))
            && known != "关于"
            && kind_of(&known).is_none()
    }

    /// 人民政府, 办公室 … with the place before them, and places within places.
    fn bodies(&mut self) {
        let mut start = 0;
        while start < self.text.len() {
            let word = self.word(start);
            let before = self.word_before(start);
            let place = |word: &Range<usize>, it: &Self| {
                word.len() > 1
                    && it.character(word.end - 1).is_some_and(|last| ENDINGS.contains(&last))
                    && !matches!(
                        kind_of(&it.string(word.clone())),
                        Some(Kind::Term | Kind::Prefix | Kind::Suffix | Kind::Verb)
                    )
            };
            let name = self.string(before.clone());
            let behind_body = matches!(kind_of(&name), Some(Kind::Body));
            let body = kind_of(&self.string(word.clone())) == Some(Kind::Body);
            if start > 0 && place(&before, self) && place(&word, self) {
                self.raise(start - 1..start + 1, LEVELS);
            } else if start > 0 && body && (place(&before, self) || behind_body || name == "中共") {
                self.raise(start - 1..start + 1, NAME);
            }
            start = word.end.max(start + 1);
        }
    }

    /// 张某某, and who stands before 同志 and 等同志.
    fn people(&mut self) {
        let mut index = 0;
        while index < self.text.len() {
            if self.character(index) != Some('某') {
                index += 1;
                continue;
            }
            let mut end = index;
            while self.character(end) == Some('某') {
                end += 1;
            }
            let place = self.character(end).is_some_and(|next| ENDINGS.contains(&next));
            let mut start = index;
            if place {
                end += 1;
            } else if start > 0
                && self.starts_at(start - 1)
                && self.chinese(start - 1)
                && !self.leans(start - 1)
            {
                start -= 1;
            }
            self.join(start..end, TERM);
            index = end;
        }
        let mut search = 0;
        while let Some(place) = self.find("同志", search) {
            search = place + 2;
            // 等同志, 等3名同志.
            let mut end = place;
            let mut back = place;
            while back > 0 && place - back < 6 {
                back -= 1;
                if self.character(back) == Some('等') {
                    end = back;
                    break;
                }
            }
            self.raise(end.saturating_sub(1)..place + 2, TERM);
            self.names_before(end);
        }
    }

    /// Names joined by 、 that end here.
    fn names_before(&mut self, mut end: usize) {
        loop {
            let mut start = end;
            while start > 0 && end - start < LONGEST_NAME {
                let word = self.word_before(start);
                let known =
                    kind_of(&self.string(word.clone())).is_some() || self.string(word.clone()) == "关于";
                let all = word.clone().all(|index| self.chinese(index));
                if known
                    || !all
                    || end - word.start > LONGEST_NAME
                    || (word.len() == 1 && self.leans(word.start))
                {
                    break;
                }
                start = word.start;
            }
            if start == end {
                return;
            }
            self.join(start..end, TERM);
            if start == 0 || !self.character(start - 1).is_some_and(|mark| "、和".contains(mark)) {
                return;
            }
            self.raise(start - 1..start + 1, PARTS);
            end = start - 1;
        }
    }

    fn leans(&self, index: usize) -> bool {
        self.character(index).is_some_and(|it| NEVER_LAST.contains(&it) || NEVER_FIRST.contains(&it))
    }

    fn find(&self, word: &str, from: usize) -> Option<usize> {
        let wanted: Vec<char> = word.chars().collect();
        let rest = self.text.get(from..)?;
        rest.windows(wanted.len()).position(|window| window == wanted).map(|at| from + at)
    }

    /// What stands in “”, 《》 and （）.
    fn quotes(&mut self) {
        for (open, close, short, floor) in
            [('“', '”', SHORT_QUOTE, TERM), ('《', '》', SHORT_TITLE, PARTS), ('（', '）', SHORT_QUOTE, TERM)]
        {
            let mut from = 0;
            while let Some(start) = self.text.iter().skip(from).position(|it| *it == open).map(|at| from + at)
            {
                let Some(end) =
                    self.text.iter().skip(start).position(|it| *it == close).map(|at| start + at + 1)
                else {
                    break;
                };
                if end - start - 2 <= short {
                    self.raise(start..end, floor);
                }
                // A line that ends behind the first word of a title says nothing.
                self.raise(start..end.min(start + 6), PARTS);
                if let Some(inside) = self.quoted.get_mut(start + 1..end) {
                    inside.fill(true);
                }
                from = end;
            }
        }
    }

    /// The names that the report gives: places, bodies, people.
    fn given(&mut self, names: &[String]) {
        for name in names {
            let length = name.chars().count();
            if length < 2 || length > self.text.len() {
                continue;
            }
            let mut from = 0;
            while let Some(start) = self.find(name, from) {
                from = start + length;
                for index in [start, from] {
                    if let Some(start) = self.starts.get_mut(index) {
                        *start = true;
                    }
                }
                let floor = if length <= LONGEST_NAME { TERM } else { NAME };
                self.raise(start..from, floor);
            }
        }
    }

    fn cost(&self, index: usize) -> i64 {
        let floor = self.floor.get(index).copied().unwrap_or(0);
        if !self.starts_at(index) {
            // A term longer than its line, as a body's name in a narrow column, is parted between its words:
            // 人力资源和 | 社会保障局.
            if !self.words.get(index).copied().unwrap_or(false) {
                return 2 * CUT + floor;
            }
            let leans = |list: &[char], at: usize| self.character(at).is_some_and(|it| list.contains(&it));
            let leaning = leans(NEVER_FIRST, index) || leans(NEVER_LAST, index.saturating_sub(1));
            return CUT + if leaning { TERM } else { 0 };
        }
        let (before, after) = (self.word_before(index), self.word(index));
        let quoted = if self.quoted.get(index).copied().unwrap_or(false) { WORDS / 2 } else { 0 };
        (self.between(before, after) + quoted).max(floor)
    }

    /// What it costs to end a line of the title between these two words, each a range of items; 0 is best, [`CUT`] as
    /// bad as cutting a word.
    ///
    /// The order of the rules decides, the first that speaks wins: marks of punctuation, 关于, book titles, numbers with
    /// their words, then the kinds of the words. In 某某县人民政府关于印发防汛预案的通知 the end before 关于 costs 80 and that behind it
    /// nothing; between 印发 and 防汛 a verb would lose its object, [`OBJECT`]; 防汛 and 预案 are two words like any,
    /// [`WORDS`]; behind 的 it costs 300.
    fn between(&self, before: Range<usize>, after: Range<usize>) -> i64 {
        let (Some(last), Some(first)) =
            (self.character(before.end.saturating_sub(1)), self.character(after.start))
        else {
            return WORDS;
        };
        let (one, other) = (self.string(before.clone()), self.string(after.clone()));
        let kinds = (kind_of(&one), kind_of(&other));
        if NEVER_FIRST.contains(&first) && after.len() == 1 {
            return CUT;
        }
        if "；，：。！？;".contains(last) || last.is_whitespace() {
            return 0;
        }
        if one == "关于" {
            return 0;
        }
        if first == '《' || (last == '》' && self.chinese(after.start)) {
            return 60;
        }
        if other == "关于" {
            return 80;
        }
        if first == '（' {
            return WORDS + 200;
        }
        let number = self.items.get(after.start).is_some_and(|item| item.class == Class::Digit);
        let counted = self.items.get(before.start).is_some_and(|item| item.class == Class::Digit);
        if kinds.0 == Some(Kind::Verb) {
            return if number || first == '“' { WORDS } else { OBJECT };
        }
        if kinds.0 == Some(Kind::Prefix) {
            return LEANING;
        }
        let period = |word: &str| word.ends_with(['年', '月', '度']) || word.starts_with("第");
        if counted && (period(&other) || (number && period(&one))) {
            return PARTS;
        }
        if kinds.0 == Some(Kind::Body)
            && !matches!(kinds.1, Some(Kind::Body | Kind::Suffix))
            && kinds.1 != Some(Kind::Verb)
        {
            return if self.names_body(after.start) { 100 } else { WORDS };
        }
        if last == '的' || last == '、' || (before.len() == 1 && "和与及".contains(last)) {
            return match kinds.1 {
                Some(Kind::Verb) => 150,
                Some(Kind::Suffix) => WORDS,
                _ => 300,
            };
        }
        if kinds.1 == Some(Kind::Verb) {
            return 150;
        }
        if kinds.1 == Some(Kind::Prefix) {
            return 220;
        }
        if one.chars().all(|it| it == '某') || (kinds.1 == Some(Kind::Body) && self.chinese(before.start)) {
            return LEANING;
        }
        if self.chinese(before.start) && before.len() == 1 || self.chinese(after.start) && after.len() == 1 {
            return SINGLE;
        }
        if kinds.1 == Some(Kind::Suffix) {
            return LEANING;
        }
        if last == '”' {
            return WORDS + 200;
        }
        let place = before.len() > 2 && ENDINGS.contains(&last);
        if number || counted || first == '“' || place {
            return 220;
        }
        WORDS
    }

    /// Whether the name of a body begins here: a place, and what it is called.
    fn names_body(&self, start: usize) -> bool {
        let mut at = start;
        for _ in 0..4 {
            let word = self.word(at);
            let name = self.string(word.clone());
            if kind_of(&name) == Some(Kind::Body) {
                return at > start;
            }
            let place =
                self.character(word.end.saturating_sub(1)).is_some_and(|last| ENDINGS.contains(&last));
            if word.is_empty() || !(place || name == "中共") {
                return false;
            }
            at = word.end;
        }
        false
    }
}
