//! Two words that often stand beside each other, one of them with a wrong character 搭配里的别字: 切时加强, 提高政策水萍.
//!
//! The word beside it is the proof: it stands unchanged, and what stands in the place of the other one is no word that
//! is known. Only one character, of the same sound or shape.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::phrases::{COUNT, alike, known as characters, place, slip};
use crate::chars::CharSet;
use crate::rules::line::{Line, is_han};
use crate::{Finding, Role, Span};

/// The bytes of a word of two characters.
const WORD: usize = 6;

/// Characters that end a word before them, and such as begin one behind them.
const TAILS: &str = "值件率量度者性化型式部类期点线面区省市县镇村家户人员款费额项器机场所站厂店处局院校库网车船地物品种方\
    法之的了着过和与及或在从对把被将于以为是有也都又再还更最很较各每某此其该本两多少新大小高低长上下中内外前后时日月年";
const HEADS: &str = "居位占达超近约已结京全大新高低小不再各每有无在对为以及与和的了之其该本是就都能会要可将被把从由向往至到给让使三二四五一十百千万两";

/// Characters of names of firms, shops and quarters, which are words for no one else: 汇民家园, 鑫源超市.
const NAMING: &str = "汇鑫泰恒瑞祥隆昌裕宏鸿嘉欣馨悦怡沃晟昊轩琪旺茂惠丰源盛康泽润禾";

/// Characters that are often words by themselves, and so stand beside any other: 向|镇, 并|村, 未|修.
static FREE: CharSet = CharSet::new(
    "的和个人等年新为件家户在名占比元了是月与率到县一亩有以二村由三好次对起已处不条向中大上多日项更全把座共五均从下来要四按场及所抓区吨镇稳可至化省类较份总用第让天级位地看未做岁超将约前我期强各台后套事居还高都张分再点型小路这于党办就达性并也局出市届双员打因仍之水优走倍只每内部段碳获圈过乡会米促美微干保站万应六能即被无辆林需防批支请近数少非盏篇快或最受口册量又重力网住宗头进间栋步式七老线零合建设经管跨说八低给收送笔两带湾清讲含组得转既腐跑板适同补增见里车块枚极去院账谈九仓扩群房靠毛轮另表仅农此连金难自贷本早通十差创法俄成先钱岗们节谁盼正着种减修报株费愁提生投学门但桩集作扛牢驻度原云河羊现环港游想列感号而定绘权辖改查外电药守库例开面鄂他引驻",
);

/// The class of all words: of two that stand beside each other by no known collocation.
const LOOSE: u32 = 1 << 31;

/// A word and the lines of the data on whose left and right side it stands, a bit for each.
struct Word {
    text: &'static str,
    first: char,
    second: char,
    left: u32,
    right: u32,
}

/// What is known of a character: the words that begin and end with it, its sound, whether others have its shape.
#[derive(Clone, Default)]
struct Known {
    begin: u16,
    end: u16,
    sound: u16,
    shaped: bool,
    /// Whether it often ends a word before it, and begins one behind it.
    tail: bool,
    head: bool,
}

struct Pairs {
    words: Vec<Word>,
    /// By the place of a character: most characters of a text are answered by one look.
    chars: Vec<Known>,
    /// The words that begin or end with one character, by the numbers that `chars` has; the first one is empty.
    groups: Vec<Vec<u16>>,
    /// All words, and others that differ from one of them in a character.
    known: HashSet<(char, char)>,
    /// The end of one word and the beginning of another one, which stand beside each other in right texts.
    across: HashSet<(char, char)>,
}

static PAIRS: LazyLock<Pairs> = LazyLock::new(|| {
    let (mut words, mut places): (Vec<Word>, HashMap<&str, usize>) = (Vec::new(), HashMap::new());
    let mut known: HashSet<(char, char)> = HashSet::new();
    let mut across = HashSet::new();
    let lines = include_str!("../../../rules/pairs.txt").lines().filter(|line| !line.starts_with('#'));
    let mut class = 1_u32;
    for line in lines {
        let (sides, own) = match (line.split_once('|'), line.strip_prefix('=')) {
            (Some(sides), _) => (sides, class),
            (None, Some(all)) => ((all, all), LOOSE),
            // 城:信防: the first character and each of the second ones.
            (None, None) => {
                for it in line.split_whitespace() {
                    let mut chars = it.chars();
                    let (Some(first), Some(kind)) = (chars.next(), chars.next()) else { continue };
                    let set = if kind == ':' { &mut known } else { &mut across };
                    set.extend(chars.map(|second| (first, second)));
                }
                continue;
            }
        };
        let (left, right) = sides;
        for (side, is_left) in [(left, true), (right, false)] {
            for text in side.split_whitespace() {
                let mut chars = text.chars();
                let (Some(first), Some(second), None) = (chars.next(), chars.next(), chars.next()) else {
                    continue;
                };
                let at = *places.entry(text).or_insert_with(|| {
                    words.push(Word { text, first, second, left: 0, right: 0 });
                    words.len() - 1
                });
                if let Some(word) = words.get_mut(at) {
                    *(if is_left { &mut word.left } else { &mut word.right }) |= own;
                }
            }
        }
        class <<= u32::from(own != LOOSE);
    }
    // Any of them may stand beside any other one.
    for word in &mut words {
        word.left |= LOOSE;
        word.right |= LOOSE;
    }
    let (mut chars, mut groups) = (vec![Known::default(); COUNT], vec![Vec::new()]);
    for (word, at) in words.iter().zip(0_u16..) {
        for (c, is_first) in [(word.first, true), (word.second, false)] {
            let Some(known) = chars.get_mut(place(c)) else { continue };
            let group = if is_first { &mut known.begin } else { &mut known.end };
            if *group == 0 {
                *group = u16::try_from(groups.len()).unwrap_or_default();
                groups.push(Vec::new());
            }
            if let Some(group) = groups.get_mut(usize::from(*group)) {
                group.push(at);
            }
        }
    }
    for (known, character) in chars.iter_mut().zip(characters()) {
        (known.sound, known.shaped) = (character.sound, character.shaped);
    }
    for (set, is_tail) in [(TAILS, true), (HEADS, false)] {
        for c in set.chars() {
            if let Some(known) = chars.get_mut(place(c)) {
                *(if is_tail { &mut known.tail } else { &mut known.head }) = true;
            }
        }
    }
    known.extend(places.keys().filter_map(|word| two(word)));
    Pairs { words, chars, groups, known, across }
});

/// The two characters of a word.
fn two(word: &str) -> Option<(char, char)> {
    let mut chars = word.chars();
    Some((chars.next()?, chars.next()?)).filter(|_| chars.next().is_none())
}

/// Whether this is a word of the data.
pub(super) fn is_known(word: &str) -> bool {
    PAIRS.is_known(word)
}

/// Looks at a paragraph; what stands within `told` has been told already.
pub(super) fn run(line: &Line<'_>, told: &[(Span, usize)], mut tell: impl FnMut(Finding)) {
    let pairs = &*PAIRS;
    let (chars, text) = (line.chars(), line.paragraph.text.as_str());
    let own = alone(line, told, &mut tell);
    let mut last = 0;
    for at in 0..chars.len() {
        let Some(word) = pairs.word(chars, at) else { continue };
        let sides = [(word.left, at + 2, true), (word.right, at.wrapping_sub(2), false)];
        for (classes, at, is_left) in sides {
            let (Some(first), Some(second)) = (chars.get(at), chars.get(at.wrapping_add(1))) else {
                continue;
            };
            let Some((right, strict)) = pairs.meant((*first, *second), classes, is_left) else { continue };
            let Some((span, written)) = pairs.unknown(line, at, told) else { continue };
            let outside = if is_left { span.end } else { span.start };
            if span.start < last
                || own.contains(&span)
                || !(strict || (pairs.is_edge(text, outside, is_left) && !is_coined(line, at)))
            {
                continue;
            }
            last = span.end;
            tell(slip(span, written, right));
        }
    }
}

/// Characters that stand between words without being one of them.
static JOINING: CharSet = CharSet::new("的了和与及等对把被将从向以并或也不");

/// Whether nothing reaches over this character to the word beside it.
fn parts(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        (!is_han(c) && !c.is_alphanumeric() && !matches!(c, '、' | '《' | '》' | '·' | '%'))
            || JOINING.contains(c)
    })
}

/// “证缴分离”: whether a place is in a short quotation, which may be a word of the day.
fn is_coined(line: &Line<'_>, at: usize) -> bool {
    const SHORT: usize = 6;
    let from = (at.saturating_sub(SHORT)..at).rev().find(|place| !is_han(line.get(*place)));
    let to = line.skip_most(at, SHORT + 1, is_han);
    from.is_some_and(|from| line.get(from) == '“' && line.get(to) == '”' && to - from <= SHORT + 1)
}

/// 从“要我分”向“我要分”专变。: what stands by itself between marks and particles, and is no word. Cells have names.
fn alone(line: &Line<'_>, told: &[(Span, usize)], mut tell: impl FnMut(Finding)) -> Vec<Span> {
    let (pairs, chars) = (&*PAIRS, line.chars());
    let mut own = Vec::new();
    if matches!(line.paragraph.role, Role::Cell(_)) {
        return own;
    }
    for (at, pair) in chars.windows(2).enumerate() {
        let [first, second] = pair else { continue };
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied();
        if !is_han(*first) || !is_han(*second) || !parts(before) || !parts(chars.get(at + 2).copied()) {
            continue;
        }
        let meant = pairs.meant((*first, *second), LOOSE, true).filter(|_| !is_coined(line, at));
        let Some((right, _)) = meant else { continue };
        if let Some((span, written)) = pairs.unknown(line, at, told) {
            own.push(span);
            tell(slip(span, written, right));
        }
    }
    own
}

impl Pairs {
    /// Two characters that are no known word, nor the end of one and the beginning of another, and have not been told of.
    fn unknown<'t>(&self, line: &Line<'t>, at: usize, told: &[(Span, usize)]) -> Option<(Span, &'t str)> {
        let span = line.span(at, at + 2);
        let written = line.text(at, at + 2);
        let seen = told.iter().any(|(it, _)| it.start < span.end && span.start < it.end);
        let other = two(written).is_none_or(|it| self.known.contains(&it) || self.across.contains(&it));
        let free = !seen && !other && !self.is_split(&line.paragraph.text, span.start);
        free.then_some((span, written))
    }

    fn is_known(&self, word: &str) -> bool {
        two(word).is_some_and(|word| self.known.contains(&word))
    }

    /// The words that begin or end with a character, by its number.
    fn group(&self, group: u16) -> impl Iterator<Item = &Word> {
        let group = self.groups.get(usize::from(group)).into_iter().flatten();
        group.filter_map(|at| self.words.get(usize::from(*at)))
    }

    /// The word that stands at this character.
    fn word(&self, chars: &[char], at: usize) -> Option<&Word> {
        let begin = self.chars.get(place(*chars.get(at)?))?.begin;
        let second = *chars.get(at + 1)?;
        self.group(begin).find(|word| word.second == second)
    }

    /// The word that is meant by what is written behind a word of these classes, or before it, and whether a collocation
    /// is known.
    fn meant(
        &self,
        (first, second): (char, char),
        classes: u32,
        is_left: bool,
    ) -> Option<(&'static str, bool)> {
        let (one, other) = (self.chars.get(place(first))?, self.chars.get(place(second))?);
        let mut meant: Option<(&'static str, bool)> = None;
        let mut note = |it: &Word, written: char| {
            let shared = classes & if is_left { it.right } else { it.left };
            let strict = shared & !LOOSE != 0;
            if !strict && (NAMING.contains(written) || FREE.contains(written)) {
                return;
            }
            if shared != 0 && meant.is_none_or(|(_, before)| strict && !before) {
                meant = Some((it.text, strict));
            }
        };
        for it in self.group(one.begin) {
            if it.second == second {
                return None;
            }
            if !other.head && self.alike(second, other, it.second) {
                note(it, second);
            }
        }
        if !one.tail {
            self.group(other.end)
                .filter(|it| self.alike(first, one, it.first))
                .for_each(|it| note(it, first));
        }
        meant
    }

    fn alike(&self, c: char, known: &Known, other: char) -> bool {
        let Some(right) = self.chars.get(place(other)) else { return false };
        (known.sound != 0 && known.sound == right.sound) || (known.shaped && right.shaped && alike(c, other))
    }

    /// Whether a word ends here, or begins: at a mark, a particle or a known word.
    fn is_edge(&self, text: &str, at: usize, behind: bool) -> bool {
        const PARTICLES: &str = "的了和与及等在对为是把被将向从以并或要已均都也于由至到中上下内外前后时";
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
        let next = if behind { after.chars().next() } else { before.chars().next_back() };
        let Some(next) = next else { return true };
        let word = match behind {
            true => after.get(..WORD),
            false => before.get(before.len().wrapping_sub(WORD)..),
        };
        !is_han(next) || PARTICLES.contains(next) || word.is_some_and(|word| self.is_known(word))
    }

    /// Whether what is written is the end of a known word and the beginning of another one: 不断提|生产.
    fn is_split(&self, text: &str, from: usize) -> bool {
        let middle = from + WORD / 2;
        let crossing = |from: usize| text.get(from..from.wrapping_add(WORD));
        crossing(middle).is_some_and(|it| self.is_known(it))
            || crossing(from.wrapping_sub(WORD / 2)).is_some_and(|it| self.is_known(it))
    }
}
