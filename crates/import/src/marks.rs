//! Marks and spaces of a draft as the form has them: half-width marks after Chinese are widened 全角标点, what nobody sees is
//! dropped, each counted.

use gongwen_core::read::is_unseen;
use gongwen_core::report::date;
use gongwen_document::chinese_digit;

use crate::draft::{Block, Draft, Fate, Losses, NOTE_END, NOTE_START, Paragraph};
use crate::structure::marked;

/// Half-width marks and what they are beside Chinese.
const WIDE: [(char, char); 5] = [(',', '，'), (';', '；'), (':', '：'), ('?', '？'), ('!', '！')];

/// Tidies the texts of a draft; with `keep` its marks stay as they are.
pub(crate) fn tidy(draft: &mut Draft, keep: bool) {
    let losses = &mut draft.losses;
    for block in &mut draft.blocks {
        match block {
            Block::Paragraph(paragraph) => {
                paragraph.text = line(&paragraph.text, paragraph.number, keep, losses).trim().to_owned();
                if let Some(day) = arabic_date(&paragraph.text).filter(|_| !keep) {
                    let what = (
                        "汉字写的日期，改成阿拉伯数字（7.3.5.4）",
                        "dates in Chinese numerals, made Arabic (7.3.5.4)",
                    );
                    losses.add_with(Fate::Changed, what, paragraph.number, &paragraph.text);
                    paragraph.text = day;
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flatten() {
                    let lines = cell
                        .text
                        .split('\n')
                        .map(|text| line(text, table.number, keep, losses).trim().to_owned());
                    cell.text = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
                }
            }
        }
    }
    draft.blocks.retain(|block| !matches!(block, Block::Paragraph(paragraph) if paragraph.text.is_empty()));
}

/// The draft of rules with one wide space behind 第一章 and 第一条, as they are printed; `None` of other drafts.
pub(crate) fn of_rules(draft: &Draft) -> Option<Draft> {
    let rules = draft
        .blocks
        .iter()
        .any(|block| matches!(block, Block::Paragraph(paragraph) if marked(&paragraph.text).is_some()));
    let mut draft = rules.then(|| draft.clone())?;
    for block in &mut draft.blocks {
        if let Block::Paragraph(paragraph) = block {
            spaced(paragraph, &mut draft.losses);
        }
    }
    Some(draft)
}

fn spaced(paragraph: &mut Paragraph, losses: &mut Losses) {
    let Some((_, _, rest)) = marked(&paragraph.text) else { return };
    let body = rest.trim_start();
    let spaces = rest.get(..rest.len() - body.len()).unwrap_or_default();
    if spaces.is_empty() || spaces == "\u{3000}" || body.is_empty() {
        return;
    }
    let head = paragraph.text.get(..paragraph.text.len() - rest.len()).unwrap_or_default();
    paragraph.text = format!("{head}\u{3000}{body}");
    let what = ("“第X章”“第X条”后的空格，改成一个全角空格", "spaces behind 第X条, made one wide space");
    losses.add(Fate::Changed, what, paragraph.number);
}

/// A line that is nothing but a date in Chinese numerals, as the standard has it: 二〇二五年三月一日 is 2025年3月1日.
fn arabic_date(line: &str) -> Option<String> {
    let numerals =
        |c: char| chinese_digit(c).is_some() || matches!(c, '十' | '廿' | '卅' | '年' | '月' | '日');
    let day = date(line).filter(|_| line.ends_with('日') && line.chars().all(numerals))?;
    Some(format!("{}年{}月{}日", day.year(), day.month(), day.day()))
}

/// One line of text.
fn line(text: &str, number: u32, keep: bool, losses: &mut Losses) -> String {
    let mut seen = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => seen.push(' '),
            '\u{A0}' | '\u{2002}'..='\u{200A}' | '\u{202F}' | '\u{205F}' => {
                losses.add(
                    Fate::Changed,
                    ("不间断空格等特殊空格，改成普通空格", "special spaces, made plain"),
                    number,
                );
                seen.push(' ');
            }
            NOTE_START | NOTE_END => seen.push(c),
            c if is_unseen(c) => {
                let what = ("看不见的字符", "invisible characters");
                losses.add_with(Fate::LeftOut, what, number, &format!("U+{:04X}", u32::from(c)));
            }
            c => seen.push(c),
        }
    }
    let indent = seen.len() - seen.trim_start().len();
    if seen.get(..indent).is_some_and(|spaces| spaces.chars().count() > 1) {
        losses.add(Fate::LeftOut, ("段首的空格，首行缩进由版式管", "spaces before paragraphs"), number);
    }
    if keep { seen } else { widened(&seen, number, losses) }
}

/// A text with the marks of Chinese.
fn widened(text: &str, number: u32, losses: &mut Losses) -> String {
    if text.is_ascii() || !text.contains([',', ';', ':', '?', '!', '(', ')', '"']) {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out: Vec<char> = chars.clone();
    let at = |index: usize| chars.get(index).copied();
    let before = |index: usize| index.checked_sub(1).and_then(at);
    let mut changed = 0;
    let mut open = Vec::new();
    for (index, c) in chars.iter().copied().enumerate() {
        let chinese_before = before(index).is_some_and(is_chinese);
        let chinese_after = at(index + 1).is_some_and(is_chinese);
        if let Some((_, wide)) = WIDE.iter().find(|(narrow, _)| *narrow == c) {
            // 10:30, 1,000 and http: stay.
            let inside = before(index).is_some_and(|c| c.is_ascii_alphanumeric())
                && at(index + 1).is_some_and(|c| c.is_ascii_alphanumeric() || c == '/');
            let ends = at(index + 1).is_none_or(char::is_whitespace)
                && before(index).is_some_and(|c| !c.is_ascii_alphabetic());
            if !inside && (chinese_before || chinese_after || (ends && text.chars().any(is_chinese))) {
                set(&mut out, index, *wide, &mut changed);
            }
        } else if c == '(' {
            open.push(index);
        } else if c == ')'
            && let Some(from) = open.pop()
        {
            let around = before(from).is_some_and(is_chinese) || chinese_after;
            let within = chars.get(from..index).is_some_and(|within| within.iter().copied().any(is_chinese));
            // The ordinal (1) before a text is its author's.
            let ordinal = from == 0 && !within;
            if within || (around && !ordinal) {
                set(&mut out, from, '（', &mut changed);
                set(&mut out, index, '）', &mut changed);
            }
        }
    }
    let quotes: Vec<usize> =
        chars.iter().enumerate().filter(|(_, c)| **c == '"').map(|(index, _)| index).collect();
    if quotes.len().is_multiple_of(2) {
        for (nth, index) in quotes.into_iter().enumerate() {
            set(&mut out, index, if nth % 2 == 0 { '“' } else { '”' }, &mut changed);
        }
    }
    for _ in 0..changed {
        losses.add(Fate::Changed, ("半角标点，改成全角", "half-width marks, widened"), number);
    }
    out.into_iter().collect()
}

fn set(out: &mut [char], index: usize, wide: char, changed: &mut usize) {
    if let Some(place) = out.get_mut(index) {
        *place = wide;
        *changed += 1;
    }
}

/// A Chinese character, or a mark that stands among them.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FFEF}'
        | '“' | '”' | '‘' | '’' | '…' | '—' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_their_own_are_arabic() {
        for (line, expected) in [
            ("二〇二五年三月一日", Some("2025年3月1日")),
            ("二○二四年十二月三十一日", Some("2024年12月31日")),
            ("二〇二五年二月三十日", None),
            ("2025年3月1日", None),
            ("二〇二五年三月一日前完成", None),
            ("二〇二五年三月", None),
        ] {
            assert_eq!(arabic_date(line).as_deref(), expected, "{line}");
        }
    }

    #[test]
    fn marks_beside_chinese_are_widened_and_others_stay() {
        for (text, expected) in [
            ("今年以来,我镇(含社区)新增9次;", "今年以来，我镇（含社区）新增9次；"),
            ("主体的100%,并多次", "主体的100%，并多次"),
            ("1,000亩,10:30开会", "1,000亩，10:30开会"),
            ("见http://a.cn/b?c=1,d", "见http://a.cn/b?c=1,d"),
            ("他说\"好\"。", "他说“好”。"),
            ("2024年度(1-6月)", "2024年度（1-6月）"),
            ("(1)措施", "(1)措施"),
            ("(一)措施", "（一）措施"),
            ("plain, english", "plain, english"),
            ("共12座,", "共12座，"),
        ] {
            assert_eq!(widened(text, 1, &mut Losses::default()), expected);
        }
    }
}
