//! Roman figures 罗马数字.

/// A number in Roman figures, as the pages of contents and some lists are numbered. There is no zero among them: it is the
/// empty text.
///
/// ```
/// assert_eq!(gongwen_document::roman(14), "XIV");
/// ```
pub fn roman(number: usize) -> String {
    const FIGURES: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let (mut left, mut roman) = (number, String::new());
    for (value, figure) in FIGURES {
        while left >= value {
            roman.push_str(figure);
            left -= value;
        }
    }
    roman
}
