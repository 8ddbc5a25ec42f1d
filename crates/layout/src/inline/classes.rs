//! Classes of characters for line breaking, after the placing rules of GB/T 15834-2011 (5.1).

/// What a character is to the line breaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// 汉字 and everything else as wide as one.
    Ideograph,
    /// Front half of a pair 引号、括号、书名号: never at a line's end (5.1.3).
    Opening,
    /// Back half of a pair: never at a line's start (5.1.3).
    Closing,
    /// 句号、逗号、顿号、分号、冒号、问号、叹号: never at a line's start (5.1.1, 5.1.2).
    Stop,
    /// 破折号, two cells that stay together (5.1.4); alone it is a 连接号 (5.1.6).
    Dash,
    /// 省略号, two cells that stay together (5.1.5).
    Ellipsis,
    /// 连接号 and 间隔号: never at a line's start (5.1.6, 5.1.7).
    Connector,
    /// After a number, never at a line's start: % ‰ ℃.
    Suffix,
    /// Before a number, never at a line's end: ¥ $ №.
    Prefix,
    /// 0 to 9, half a cell.
    Digit,
    /// Letters and signs that make up one word, set by the face's own widths.
    Word,
    /// ASCII marks that close: never at a line's start.
    AsciiClosing,
    /// ASCII marks that open: never at a line's end.
    AsciiOpening,
    /// A space, which a line's end swallows.
    Space,
    /// No break on either side.
    Glue,
    /// A forced new line.
    Break,
    /// The mark of a footnote: never at a line's start.
    Mark,
}

impl Class {
    /// The class of a character.
    pub(crate) fn of(character: char) -> Class {
        match character {
            '0'..='9' => Class::Digit,
            '“' | '‘' | '（' | '《' | '〈' | '【' | '〔' | '「' | '『' | '［' | '｛' | '〖' => {
                Class::Opening
            }
            '”' | '’' | '）' | '》' | '〉' | '】' | '〕' | '」' | '』' | '］' | '｝' | '〗' => {
                Class::Closing
            }
            '、' | '，' | '。' | '；' | '：' | '！' | '？' | '．' => Class::Stop,
            '—' | '―' => Class::Dash,
            '…' | '⋯' => Class::Ellipsis,
            '·' | '・' | '～' | '–' | '－' | '／' => Class::Connector,
            '%' | '‰' | '℃' | '°' | '′' | '″' | '％' => Class::Suffix,
            '$' | '¥' | '￥' | '£' | '€' | '№' => Class::Prefix,
            ',' | '.' | ';' | ':' | '!' | '?' | ')' | ']' | '}' => Class::AsciiClosing,
            '(' | '[' | '{' => Class::AsciiOpening,
            ' ' => Class::Space,
            '\u{a0}' | '\u{2060}' | '\u{feff}' | '\u{202f}' => Class::Glue,
            '\n' => Class::Break,
            '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' => Class::Glue,
            '\u{21}'..='\u{24f}' | '\u{370}'..='\u{52f}' => Class::Word,
            _ => Class::Ideograph,
        }
    }

    /// Whether nothing of this class begins a line 避头, beside the marks of
    /// [`NEVER_FIRST`](gongwen_document::style::kinsoku::NEVER_FIRST).
    pub(crate) fn never_first(self) -> bool {
        matches!(self, Class::Space | Class::Glue | Class::Mark)
    }

    /// Whether nothing of this class ends a line 避尾, beside the marks of
    /// [`NEVER_LAST`](gongwen_document::style::kinsoku::NEVER_LAST).
    pub(crate) fn never_last(self) -> bool {
        self == Class::Glue
    }

    /// Whether it fills a whole cell, whatever its glyph's advance.
    pub(crate) fn full_cell(self, character: char) -> bool {
        match self {
            Class::Opening | Class::Closing | Class::Stop | Class::Dash | Class::Ellipsis => true,
            Class::Ideograph => matches!(character, '\u{2e80}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}'),
            Class::Connector => matches!(character, '・' | '～' | '－' | '／'),
            Class::Suffix | Class::Prefix => matches!(character, '％' | '￥'),
            _ => false,
        }
    }

    /// Whether space may be added on this side of it when a line is justified.
    pub(crate) fn stretches(self) -> bool {
        !matches!(
            self,
            Class::Digit
                | Class::Word
                | Class::AsciiClosing
                | Class::AsciiOpening
                | Class::Glue
                | Class::Prefix
        ) && self != Class::Break
    }
}
