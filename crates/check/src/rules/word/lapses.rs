//! How a fixed phrase is written beside its half that stands unchanged: with a character left out, put in, or exchanged
//! with its neighbour.

/// A character of three bytes, as all of the phrases are.
type Three = [u8; 3];

/// What happened to the other half of a phrase; places count characters away from the half that stands.
#[derive(Clone, Copy)]
pub(super) enum Lapse {
    /// The character at this place is left out.
    Missing(usize),
    /// This character is put in before the one at this place.
    Extra(Three, usize),
    /// The character at this place and the next one have changed places.
    Exchanged(usize),
}

/// Characters that may be left out of a term, or stand for a number, and leave it right.
const LIGHT: &str = "性化的和与及级型者员式类地各新大全一二三四五六七八九十两双百千万";

/// Levels and places, with which what is left of a longer term is one itself: 农村|生活污水, 村生活污水.
const LEVELS: &str = "乡镇村市县区校街";

/// Characters that end a clause as verbs and the like, so that three characters of a phrase may be all of it.
const VERBS: &str = "办教做干改学用管查看说讲走抓来去会能有无不是好多";

/// What stands behind a half: how many bytes long, and the lapse in it.
pub(super) fn behind(written: &[u8], rest: &[u8]) -> Option<(usize, Lapse)> {
    let (written, rest) = (written.as_chunks::<3>().0, rest.as_chunks::<3>().0);
    compare(|at| written.get(at).copied(), |at| rest.get(at).copied(), rest.len())
}

/// The same before a half.
pub(super) fn before(written: &[u8], rest: &[u8]) -> Option<(usize, Lapse)> {
    let (written, rest) = (written.as_rchunks::<3>().1, rest.as_chunks::<3>().0);
    compare(|at| written.iter().rev().nth(at).copied(), |at| rest.iter().rev().nth(at).copied(), rest.len())
}

fn compare(
    written: impl Fn(usize) -> Option<Three>,
    rest: impl Fn(usize) -> Option<Three>,
    length: usize,
) -> Option<(usize, Lapse)> {
    let first = (0..length).find(|at| written(*at) != rest(*at))?;
    // How far what is written from one place on is the rest from another one on.
    let agrees = |from: usize, to: usize| (to..length).all(|at| written(from + at - to) == rest(at));
    // Most that stands beside a half is something else: one look tells.
    let (next, own) = (written(first + 1), rest(first));
    if next == own && next.is_some() {
        if rest(first + 1).is_some() && written(first) == rest(first + 1) && agrees(first + 2, first + 2) {
            return Some((length * 3, Lapse::Exchanged(first)));
        }
        if agrees(first + 1, first) {
            return Some(((length + 1) * 3, Lapse::Extra(written(first)?, first)));
        }
    }
    (first + 1 == length || written(first) == rest(first + 1))
        .then(|| agrees(first, first + 1))
        .filter(|agrees| *agrees)
        .map(|_| ((length - 1) * 3, Lapse::Missing(first)))
}

/// Whether the phrase must have been meant: `edges` says whether another word cannot reach in from the left and right, `is_word`
/// whether two characters that have changed places are a word.
pub(super) fn is_sure(
    lapse: Lapse,
    phrase: &str,
    is_behind: bool,
    (left, right): (bool, bool),
    alike: impl Fn(char, char) -> bool,
    is_word: impl Fn(&str) -> bool,
) -> bool {
    let count = phrase.chars().count();
    let half = count / 2;
    // The place of a character in the phrase, from its place away from the half.
    let place = |at: usize| if is_behind { half + at } else { (half - 1).wrapping_sub(at) };
    let char_at = |at: usize| phrase.chars().nth(at).unwrap_or_default();
    match lapse {
        Lapse::Missing(at) => {
            let place = place(at);
            if LIGHT.contains(char_at(place)) {
                return false;
            }
            // One character alone beside the gap may belong to the word next to it.
            match (place, count - place) {
                (0, _) => count > 5 && left && !LEVELS.contains(char_at(1)),
                // 注销一次办; 底数清，情况明: what is left of four characters may be said as it stands.
                (_, 1) => right && (count > 4 || !(left || VERBS.contains(char_at(2)))),
                (1, 2) => false,
                (1, _) => count > 4 && left,
                (_, 2) => count > 4 && right,
                _ => count > 4,
            }
        }
        Lapse::Extra(bytes, at) => {
            let Some(extra) = std::str::from_utf8(&bytes).ok().and_then(|it| it.chars().next()) else {
                return false;
            };
            let place = place(at);
            let neighbours = if is_behind { [place.wrapping_sub(1), place] } else { [place, place + 1] };
            neighbours
                .into_iter()
                .map(char_at)
                .any(|c| c == extra || (count > 4 && !LIGHT.contains(extra) && alike(c, extra)))
        }
        Lapse::Exchanged(at) => {
            let (one, other) = (char_at(place(at)), char_at(place(at + 1)));
            let (first, second) = if is_behind { (other, one) } else { (one, other) };
            one != other && !is_word(&String::from_iter([first, second]))
        }
    }
}
