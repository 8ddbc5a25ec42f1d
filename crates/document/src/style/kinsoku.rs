//! Marks that may not begin or end a line 避头尾 (GB/T 15834-2011, 5.1), for the layout and for the Word file alike.
//!
//! Word's own lists for Chinese come first, as it saves them in its files; a list in a file replaces the built-in one,
//! so they stand here in full. What the standard asks for beyond them follows.

/// Marks that no line may begin with 避头, as the `w:noLineBreaksBefore` of a Word file.
///
/// Beyond Word's list: the 破折号, so that neither half of a pair nor a 连接号 begins a line (5.1.4, 5.1.6); the
/// 连接号 – and －; the 分隔号 (5.1.9); full-width digits, since a number is not parted (GB/T 9704-2012, 7.3.3).
pub const NEVER_FIRST: &str = concat!(
    "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠",
    "—–－・⋯/／０１２３４５６７８９",
);

/// Marks that no line may end with 避尾, as the `w:noLineBreaksAfter` of a Word file.
///
/// Beyond Word's list: the 分隔号 (5.1.9), and signs that stand before a number.
pub const NEVER_LAST: &str = concat!("$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥", "/／€№≥≤≈±＞＜");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_mark_stands_twice_in_a_list() {
        for list in [NEVER_FIRST, NEVER_LAST] {
            let mut marks: Vec<char> = list.chars().collect();
            marks.sort_unstable();
            let count = marks.len();
            marks.dedup();
            assert_eq!(marks.len(), count, "{list}");
        }
    }
}
