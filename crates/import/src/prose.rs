//! Text of a draft in the notation of the report file.

use std::sync::Arc;

use gongwen_core::report::{Prose, Segment};

use crate::draft::{NOTE_END, NOTE_START};

/// A text in the notation of the report file: its braces are characters, its footnotes stand in `{{注：…}}`.
pub(crate) fn notation(text: &str) -> String {
    const OWN: [char; 7] = [NOTE_START, NOTE_END, '{', '}', '｛', '｝', '*'];
    if !text.contains(OWN) {
        return text.to_owned();
    }
    let mut segments = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find([NOTE_START, NOTE_END]) {
        let (before, behind) = rest.split_at(at);
        push(&mut segments, before);
        let mark = behind.chars().next().unwrap_or(NOTE_END);
        rest = behind.get(mark.len_utf8()..).unwrap_or_default();
        match mark {
            NOTE_START => segments.push(Segment::FootnoteStart),
            _ => segments.push(Segment::FootnoteEnd),
        }
    }
    push(&mut segments, rest);
    Prose { segments, ..Prose::default() }.to_string()
}

fn push(segments: &mut Vec<Segment>, text: &str) {
    if !text.is_empty() {
        segments.push(Segment::Text(Arc::from(text)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_characters_and_notes_stay() {
        assert_eq!(notation("{{名字}}"), r"\{{名字}}");
        assert_eq!(notation("耕地\u{FDD0}按图斑\u{FDD1}。"), "耕地{{注：按图斑}}。");
        for text in [
            "｛｛甲｝｝",
            "{{｛｛",
            r"\{{",
            r"甲\｛",
            "{",
            "}}",
            "{{{{",
            "｛",
            r"路径\甲",
            "**甲**",
            "张**同志",
            r"\**",
            "***",
        ] {
            let read = Prose::parse(&notation(text));
            let piece = |segment: &Segment| match segment {
                Segment::Text(text) => text.to_string(),
                _ => "?".to_owned(),
            };
            assert_eq!(read.segments.iter().map(piece).collect::<String>(), text, "{}", notation(text));
        }
    }
}
