//! Words that stand out 加重: which of the double asterisks of a paragraph stand around words.

use std::sync::Arc;

use super::Segment;

/// Two asterisks in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asterisks {
    /// Their place among the segments.
    segment: usize,
    /// Their place in the text.
    at: usize,
    /// Whether words follow them.
    opens: bool,
    /// Whether words stand before them.
    closes: bool,
}

/// Marks that follow words, and so do not begin them.
const BEHIND_WORDS: &str = "，。、；：？！）】》〉”’…—,.;:?!)";

/// Marks that begin words, and so do not end them.
const BEFORE_WORDS: &str = "（【《〈“‘(";

impl Asterisks {
    /// Those between these texts.
    pub(super) fn between(before: &str, behind: &str, at: usize, segment: usize) -> Asterisks {
        let is = |c: char, marks: &str| c.is_whitespace() || marks.contains(c);
        Asterisks {
            segment,
            at,
            opens: behind.chars().next().is_some_and(|c| !is(c, BEHIND_WORDS)),
            closes: before.chars().next_back().is_some_and(|c| !is(c, BEFORE_WORDS)),
        }
    }
}

/// The segments in which each pair of asterisks around words is its start and its end, and the others are text; where
/// asterisks open that are never closed.
pub(super) fn paired(segments: Vec<Segment>, asterisks: &[Asterisks]) -> (Vec<Segment>, Vec<usize>) {
    let mut kinds: Vec<Option<Segment>> = vec![None; asterisks.len()];
    let mut left = Vec::new();
    // What is open outside footnotes, and in the one that is open.
    let (mut outside, mut inside): (Option<usize>, Option<usize>) = (None, None);
    let mut in_note = false;
    let mut next = 0;
    for (place, segment) in segments.iter().enumerate() {
        match segment {
            Segment::FootnoteStart => in_note = true,
            Segment::FootnoteEnd => {
                in_note = false;
                left.extend(inside.take());
            }
            _ => {}
        }
        let Some(here) = asterisks.get(next).filter(|here| here.segment == place) else { continue };
        let open = if in_note { &mut inside } else { &mut outside };
        match open.and_then(|open| asterisks.get(open)) {
            Some(opener) if here.closes && opener.segment + 1 < place => {
                let start = open.take().and_then(|open| kinds.get_mut(open));
                start.into_iter().for_each(|kind| *kind = Some(Segment::StrongStart));
                kinds.get_mut(next).into_iter().for_each(|kind| *kind = Some(Segment::StrongEnd));
            }
            None if here.opens => *open = Some(next),
            _ => {}
        }
        next += 1;
    }
    left.extend(outside.into_iter().chain(inside));
    let open = left.iter().filter_map(|open| asterisks.get(*open)).map(|open| open.at).collect();
    let mut done: Vec<Segment> = Vec::with_capacity(segments.len());
    let mut kinds = kinds.into_iter();
    let mut places = asterisks.iter().map(|asterisks| asterisks.segment).peekable();
    for (place, segment) in segments.into_iter().enumerate() {
        let segment = match places.next_if_eq(&place) {
            Some(_) => kinds.next().flatten().unwrap_or_else(|| Segment::Text("**".into())),
            None => segment,
        };
        match (done.last_mut(), segment) {
            (Some(Segment::Text(before)), Segment::Text(text)) => {
                *before = Arc::from(format!("{before}{text}"))
            }
            (_, segment) => done.push(segment),
        }
    }
    (done, open)
}
