//! Fixed phrases with one character written as another of the same sound or of its shape 固定词语里的同音、形近别字: 以身做则,
//! 风清气政, 再接再历; and with one left out, put in or exchanged 漏字、多字、颠倒: 人居环整治.
//!
//! Only phrases of four characters and more, only one character, only the same sound or shape: whoever wrote the other
//! characters in their places meant the phrase. Anything wider guesses: forms of words of two characters gave false alarms.

use crate::chars::is_one_of;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use super::index::Index;
use super::{again, lapses};
use crate::rules::line::{Line, is_han};
use crate::{Finding, Span};

/// Phrases by their halves: one of them stands unchanged beside a wrong character.
struct Phrases {
    halves: Index,
    /// For each half the phrases that hold it.
    holders: Vec<Vec<Holder>>,
    all: BTreeSet<&'static str>,
    /// Forms of phrases with a character less, or two exchanged, that are words themselves.
    others: HashSet<&'static str>,
    /// By character, from [`FIRST`].
    known: Vec<Known>,
    /// Characters that look alike, both ways.
    shapes: HashSet<(char, char)>,
}

/// A phrase, the byte at which the half stands in it, and bits for the two characters nearest to it.
struct Holder {
    phrase: &'static str,
    at: usize,
    near: u64,
}

/// What is known of a character: the number of its sound, from 1, and whether others have its shape.
#[derive(Clone, Copy, Default)]
pub(super) struct Known {
    pub(super) sound: u16,
    pub(super) shaped: bool,
}

/// The first and the last of the characters that words are made of.
const FIRST: u32 = 0x4e00;
const LAST: u32 = 0x9fa5;

/// Where a character stands in a table of all that words are made of; far behind its end when it is none of these.
pub(super) fn place(c: char) -> usize {
    usize::try_from(u32::from(c).wrapping_sub(FIRST)).unwrap_or(usize::MAX)
}

/// How many entries such a table has.
pub(super) const COUNT: usize = (LAST - FIRST) as usize + 1;

/// A bit for each of the first two characters of these bytes: by the third byte, which differs most.
fn first_two(bytes: &[u8]) -> u64 {
    bytes.as_chunks::<3>().0.iter().take(2).fold(0, |bits, [.., third]| bits | 1 << (third & 63))
}

/// The same for the last two.
fn last_two(bytes: &[u8]) -> u64 {
    bytes.as_rchunks::<3>().1.iter().rev().take(2).fold(0, |bits, [.., third]| bits | 1 << (third & 63))
}

static PHRASES: LazyLock<Phrases> = LazyLock::new(|| {
    let lines = |text: &'static str| text.lines().filter(|line| !line.starts_with('#'));
    let words = |text: &'static str| lines(text).flat_map(str::split_whitespace);
    let all: BTreeSet<&str> = words(include_str!("../../../rules/phrases.txt"))
        .chain(words(include_str!("../../../rules/fixed.txt")))
        .collect();
    let others = words(include_str!("../../../rules/shortened.txt")).collect();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut holders: Vec<Vec<Holder>> = Vec::new();
    let mut halves: Vec<&str> = Vec::new();
    for phrase in &all {
        let middle = phrase.char_indices().nth(phrase.chars().count() / 2).map_or(0, |(at, _)| at);
        let (first, second) = phrase.split_at(middle);
        for (half, at) in [(first, 0), (second, middle)] {
            let place = *places.entry(half).or_insert_with(|| {
                halves.push(half);
                holders.push(Vec::new());
                holders.len() - 1
            });
            let near = if at == 0 { first_two(second.as_bytes()) } else { last_two(first.as_bytes()) };
            if let Some(holders) = holders.get_mut(place) {
                holders.push(Holder { phrase, at, near });
            }
        }
    }
    let mut known = vec![Known::default(); COUNT];
    for (line, sound) in lines(include_str!("../../../rules/sounds.txt")).zip(1_u16..) {
        for c in line.chars() {
            if let Some(known) = known.get_mut(place(c)) {
                known.sound = sound;
            }
        }
    }
    let mut shapes = HashSet::new();
    for group in lines(include_str!("../../../rules/shapes.txt")) {
        for one in group.chars() {
            if let Some(known) = known.get_mut(place(one)) {
                known.shaped = true;
            }
            shapes.extend(group.chars().filter(|other| *other != one).map(|other| (one, other)));
        }
    }
    let halves = Index::new(halves.into_iter().zip(0..));
    Phrases { halves, holders, all, others, known, shapes }
});

/// Looks at a paragraph; what stands within `known` has been told by a list already.
pub(super) fn run(line: &Line<'_>, known: &[(Span, usize)], mut tell: impl FnMut(Finding)) {
    let phrases = &*PHRASES;
    let text = &line.paragraph.text;
    let overlaps =
        |span: Span| known.iter().any(|(other, _)| other.start < span.end && span.start < other.end);
    let mut told = 0;
    phrases.halves.find(line, |start, half_text, half| {
        let half = usize::try_from(half).unwrap_or(usize::MAX);
        let (before, after) = text.as_bytes().split_at_checked(start).unwrap_or_default();
        let (before, after) = (last_two(before), first_two(after.get(half_text.len()..).unwrap_or_default()));
        for Holder { phrase, at, near } in phrases.holders.get(half).into_iter().flatten() {
            // With one lapse, one of the two characters beside a half is one of the two of the phrase.
            if near & if *at == 0 { after } else { before } == 0 {
                continue;
            }
            let whole = start.checked_sub(*at).map(|from| from..from + phrase.len());
            let same = whole.filter(|range| {
                text.get(range.clone()).is_some_and(|written| phrases.is_slip(written, phrase))
            });
            let lapse = || phrases.lapse(text, (start, *at), half_text, phrase);
            let Some(range) = same.or_else(lapse) else { continue };
            let Some(written) = text.get(range.clone()) else { continue };
            let span = Span::new(line.index, range.start, range.end);
            if span.start < told
                || parted(written, phrase, text.get(range.end..).unwrap_or_default())
                || begun(written, text.get(..range.start).unwrap_or_default())
                || phrases.all.contains(written)
                || phrases.others.contains(written)
                || overlaps(span)
            {
                continue;
            }
            told = span.end;
            tell(match twice(written, phrase) {
                Some(at) => {
                    again::twice(Span::new(line.index, span.start + at.start, span.start + at.end), text)
                }
                None => slip(span, written, phrase),
            });
        }
    });
}

/// 森林防火|作为头等大事: what looks like the end of 工作 begins another word.
fn parted(written: &str, phrase: &str, behind: &str) -> bool {
    phrase.ends_with("工作")
        && !written.ends_with("工作")
        && written.ends_with('作')
        && behind.starts_with(['为', '出', '用', '业', '风', '答'])
}

/// 收取|的显著: what looks like the beginning of 取得 ends another word.
fn begun(written: &str, before: &str) -> bool {
    const TAKEN: [char; 20] = [
        '收', '领', '录', '提', '抽', '采', '获', '选', '索', '换', '骗', '吸', '夺', '支', '套', '截', '摄',
        '争', '听', '榨',
    ];
    written.starts_with("取的") && before.ends_with(TAKEN)
}

/// What is known of each character that words are made of, by its place.
pub(super) fn known() -> &'static [Known] {
    &PHRASES.known
}

/// The number of the sound of a character, when it is known.
pub(super) fn sound(c: char) -> Option<u16> {
    PHRASES.known(c).map(|known| known.sound).filter(|sound| *sound > 0)
}

/// Whether two characters are of one sound or shape.
pub(super) fn alike(one: char, other: char) -> bool {
    PHRASES.alike(one, other)
}

/// Where a character of a phrase stands twice in what is written for it.
fn twice(written: &str, phrase: &str) -> Option<Range<usize>> {
    let chars = || written.char_indices().zip(written.chars().skip(1));
    let at = chars().find(|((_, one), other)| one == other).filter(|_| written.len() > phrase.len());
    at.map(|((at, c), _)| at..at + 2 * c.len_utf8())
}

/// What is told of a wrong character in words that are sure.
pub(super) fn slip(span: Span, written: &str, right: &str) -> Finding {
    Finding::warning(
        "word/slip",
        span,
        format!("“{written}”应为“{right}”"),
        format!("`{written}` should read `{right}`"),
    )
    .fix(right, false)
}

impl Phrases {
    /// Where a phrase stands with one character left out, put in or exchanged with its neighbour, when its half stands
    /// unchanged at this byte.
    fn lapse(
        &self,
        text: &str,
        (start, at): (usize, usize),
        half: &str,
        phrase: &str,
    ) -> Option<Range<usize>> {
        let end = start + half.len();
        let (range, lapse) = match at {
            0 => {
                let (length, lapse) =
                    lapses::behind(text.get(end..)?.as_bytes(), phrase.get(half.len()..)?.as_bytes())?;
                (start..end + length, lapse)
            }
            _ => {
                let (length, lapse) =
                    lapses::before(text.get(..start)?.as_bytes(), phrase.get(..at)?.as_bytes())?;
                (start.checked_sub(length)?..end, lapse)
            }
        };
        let han = |c: Option<char>| c.is_some_and(is_han);
        // 扎扎实实推进: both characters stand twice.
        let twice = text.get(..range.start)?.chars().next_back() == phrase.chars().next();
        let before = text.get(..range.start)?.chars().next_back();
        let edges = (
            // 县|政服务中心: a level is a word by itself, when the phrase begins as it should.
            !han(before)
                || (before.is_some_and(|c| is_one_of!(c, "县市区省的在了对由将把"))
                    && text.get(range.clone())?.chars().next() == phrase.chars().next()),
            // 森林覆率|达到: a verb behind the phrase is a word by itself.
            text.get(range.end..)?.chars().next().is_none_or(|c| {
                (!is_han(c) && c != '、')
                    || (is_one_of!(c, "达为较超")
                        && text.get(range.clone()).and_then(|it| it.chars().next_back())
                            == phrase.chars().next_back())
            }),
        );
        let alike = |one, other| self.alike(one, other);
        let is_word = |word: &str| self.others.contains(word);
        lapses::is_sure(lapse, phrase, at == 0, edges, alike, is_word).then_some(range).filter(|_| !twice)
    }

    /// Whether both are of one length and differ in one character, of the same sound or shape.
    fn is_slip(&self, written: &str, phrase: &str) -> bool {
        // By bytes first: Chinese characters have three, and most of what is held together differs in many.
        let (one, other) = (written.as_bytes().as_chunks::<3>().0, phrase.as_bytes().as_chunks::<3>().0);
        if one.len() != other.len()
            || one.iter().zip(other).filter(|(one, other)| one != other).nth(1).is_some()
        {
            return false;
        }
        let mut pairs = written.chars().zip(phrase.chars()).filter(|(one, other)| one != other);
        let (Some((wrong, right)), None) = (pairs.next(), pairs.next()) else { return false };
        is_han(wrong) && self.alike(wrong, right)
    }

    fn known(&self, c: char) -> Option<Known> {
        self.known.get(place(c)).copied()
    }

    fn alike(&self, one: char, other: char) -> bool {
        let (Some(known), Some(right)) = (self.known(one), self.known(other)) else { return false };
        (known.sound > 0 && known.sound == right.sound)
            || (known.shaped && right.shaped && self.shapes.contains(&(one, other)))
    }
}
