//! Writes the words of a dictionary as ICU's trie of UTF-16 units ("UCharsTrie"), which `icu_segmenter` reads. Libraries
//! read it; the builder exists only inside ICU for C++ and Java.
//!
//! A trie without values: every word has the value 0, so that ends of words which are alike are written once. Units are
//! written from the last one to the first, because a jump can only lead forward: what is jumped to must stand already.

use std::collections::BTreeMap;

/// A branch of more ways than these is a binary search.
const LISTED_WAYS: usize = 5;
/// Lead units from here on say that so many units follow, one behind the other, and nothing else is possible.
const LINEAR: u16 = 0x30;
/// The most units that one such lead unit speaks of.
const LONGEST_LINEAR: usize = 0x10;
/// Added to a lead unit when a word ends before it: the value 0.
const WORD_ENDS: u16 = 0x40;
/// Instead of a lead unit when a word ends and no longer one begins with it.
const LAST: u16 = 0x8000;

/// What can follow some units, and whether a word ends there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Node {
    is_word: bool,
    ways: BTreeMap<u16, Node>,
}

/// The trie of these words, for `Char16Trie`. Empty words are left out.
pub(super) fn build<'a>(words: impl Iterator<Item = &'a str>) -> Vec<u16> {
    let mut root = Node::default();
    for word in words.filter(|word| !word.is_empty()) {
        let mut node = &mut root;
        for unit in word.encode_utf16() {
            node = node.ways.entry(unit).or_default();
        }
        node.is_word = true;
    }
    let mut writer = Writer::default();
    writer.node(&root);
    writer.units.reverse();
    writer.units
}

/// Units from the last one backwards, and where in them the nodes begin that can be jumped to.
#[derive(Debug, Default)]
struct Writer<'n> {
    units: Vec<u16>,
    written: BTreeMap<&'n Node, usize>,
}

impl<'n> Writer<'n> {
    /// Writes a node and all that follows it.
    fn node(&mut self, node: &'n Node) {
        let mut chain = Vec::new();
        let mut end = node;
        while let (Some((&unit, next)), 1) = (end.ways.first_key_value(), end.ways.len())
            && chain.len() < LONGEST_LINEAR
            && (chain.is_empty() || !end.is_word)
        {
            chain.push(unit);
            end = next;
        }
        let lead = match (chain.len(), node.ways.len()) {
            (0, 0) => return self.units.push(LAST),
            (0, ways) => {
                let ways_of_node: Vec<_> = node.ways.iter().map(|(unit, next)| (*unit, next)).collect();
                self.branch(&ways_of_node);
                self.count(ways - 1)
            }
            (length, _) => {
                self.node(end);
                self.units.extend(chain.iter().rev());
                LINEAR + (length - 1) as u16
            }
        };
        self.units.push(lead + if node.is_word { WORD_ENDS } else { 0 });
    }

    /// The lead unit of a branch; many ways have a unit of their own behind it.
    fn count(&mut self, one_less: usize) -> u16 {
        if one_less < usize::from(LINEAR) && one_less > 0 {
            return one_less as u16;
        }
        self.units.push(one_less as u16);
        0
    }

    /// Writes the ways of a branch, in the order of their units: halves while there are many, then a list whose last way
    /// goes on without a jump.
    fn branch(&mut self, ways: &[(u16, &'n Node)]) {
        if ways.len() > LISTED_WAYS {
            let (less, rest) = ways.split_at(ways.len() / 2);
            self.branch(less);
            let target = self.units.len();
            self.branch(rest);
            self.jump(target, [0xFC00, 0xFFFF]);
            self.units.extend(rest.first().map(|(unit, _)| *unit));
            return;
        }
        let Some(((last_unit, last), listed)) = ways.split_last() else { return };
        let targets: Vec<Option<usize>> = listed.iter().map(|(_, next)| self.target(next)).collect();
        self.node(last);
        self.units.push(*last_unit);
        for ((unit, _), target) in listed.iter().zip(targets).rev() {
            match target {
                Some(target) => self.jump(target, [0x4000, 0x7FFF]),
                None => self.units.push(LAST),
            }
            self.units.push(*unit);
        }
    }

    /// Where this node begins, written now if it is not yet; nothing when a word ends there and none goes on.
    fn target(&mut self, node: &'n Node) -> Option<usize> {
        if node.ways.is_empty() {
            return None;
        }
        if let Some(target) = self.written.get(node) {
            return Some(*target);
        }
        self.node(node);
        self.written.insert(node, self.units.len());
        Some(self.units.len())
    }

    /// A jump forward to what begins at `target`, from here: one unit below `leads[0]`, else two, from `leads[1]` on three.
    fn jump(&mut self, target: usize, leads: [u16; 2]) {
        let distance = self.units.len() - target;
        let (high, low) = ((distance >> 16) as u16, distance as u16);
        if distance < usize::from(leads[0]) {
            self.units.push(low);
        } else if high < leads[1] - leads[0] {
            self.units.extend([low, leads[0] + high]);
        } else {
            self.units.extend([low, high, leads[1]]);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use icu_collections::char16trie::Char16Trie;
    use proptest::prelude::*;

    use super::*;

    /// The words that ICU's own reader finds in a trie.
    fn read(trie: &[u16]) -> BTreeSet<String> {
        Char16Trie::new(trie.iter().copied().collect()).iter2().map(|(word, _)| word).collect()
    }

    #[test]
    fn a_reader_of_icu_finds_the_words_and_no_others() {
        let words = [
            "关于",
            "关",
            "工作",
            "工作报告",
            "报告",
            "进一步",
            "人民代表大会常务委员会第一次会议全体会议纪要",
        ];
        let found = read(&build(words.into_iter()));
        assert_eq!(found, words.into_iter().map(str::to_owned).collect());
    }

    #[test]
    fn ends_that_are_alike_are_written_once() {
        let heads: Vec<char> =
            "的一是了我不人在他有这个上们来到时大地为子中你说生国年着就那和要她出也得里后自以会"
                .chars()
                .collect();
        let words: Vec<String> = heads.iter().map(|head| format!("{head}代表大会")).collect();
        let trie = build(words.iter().map(String::as_str));
        assert!(trie.len() < 4 * words.len(), "{} units of {} words", trie.len(), words.len());
        assert_eq!(read(&trie), words.into_iter().collect());
    }

    proptest! {
        #[test]
        fn whatever_the_words(words in prop::collection::btree_set("[一-十甲-申ab]{1,24}", 1..400)) {
            prop_assert_eq!(read(&build(words.iter().map(String::as_str))), words);
        }
    }
}
