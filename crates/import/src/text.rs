//! The reader of text files: encoding 编码, line ends, a paragraph a line; headings and tables of Markdown.

use std::ops::Range;

use encoding_rs::{Encoding, GB18030, UTF_8};
use gongwen_document::{Diagnostic, Message};

use crate::draft::{Block, Cell, Draft, Fate, Kind, Losses, Paragraph, Strong, Table};
use crate::sniff::{content_of_text, too_large};
use crate::strong;

/// The largest text that is read.
const MAX_BYTES: usize = 16 << 20;

/// Reads a text file; with `markdown` its headings and tables are known.
///
/// # Errors
/// Binary files, other encodings, files that are too large.
pub(crate) fn read(bytes: &[u8], markdown: bool) -> Result<Draft, Diagnostic> {
    if bytes.len() > MAX_BYTES {
        // How large it is, who hands it over may not know: it stops reading.
        let limit = MAX_BYTES >> 20;
        return Err(too_large(
            format!("草稿太大，超过 {limit} MB"),
            format!("the draft has more than {limit} MB"),
        ));
    }
    let (text, encoding) = decode(bytes)?;
    content_of_text(&text)?;
    let kind = if markdown { Kind::Markdown(encoding) } else { Kind::Text(encoding) };
    let mut reader = Reader { blocks: Vec::new(), losses: Losses::default(), strong: Vec::new() };
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}', '\u{85}', '\u{B}'], "\n");
    let lines: Vec<&str> = text.split('\n').collect();
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let number = u32::try_from(at + 1).unwrap_or(u32::MAX);
        if markdown {
            at += reader.markdown(lines.get(at..).unwrap_or_default(), number);
        } else {
            reader.line(line, number, None);
            at += 1;
        }
    }
    Ok(Draft { kind, blocks: reader.blocks, losses: reader.losses, strong: reader.strong })
}

/// The text of these bytes and the name of their encoding.
fn decode(bytes: &[u8]) -> Result<(String, &'static str), Diagnostic> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let text = encoding
            .decode_without_bom_handling_and_without_replacement(bytes.get(length..).unwrap_or_default());
        return text.map(|text| (text.into_owned(), encoding.name())).ok_or_else(wrong_encoding);
    }
    if let Some(text) = UTF_8.decode_without_bom_handling_and_without_replacement(bytes) {
        return match text.contains('\0') {
            true => without_mark(bytes).ok_or_else(binary),
            false => Ok((text.into_owned(), UTF_8.name())),
        };
    }
    if bytes.contains(&0) {
        return without_mark(bytes).ok_or_else(binary);
    }
    match GB18030.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok((text.into_owned(), "GB 18030")),
        None => Err(wrong_encoding()),
    }
}

/// UTF-16 without its mark: Chinese text has hardly a zero byte but those of its digits and line ends.
fn without_mark(bytes: &[u8]) -> Option<(String, &'static str)> {
    for encoding in [encoding_rs::UTF_16LE, encoding_rs::UTF_16BE] {
        let text = encoding.decode_without_bom_handling_and_without_replacement(bytes);
        let readable = |c: char| {
            matches!(c, '\u{20}'..='\u{7E}' | '\n' | '\r' | '\t' | '\u{3000}'..='\u{303F}' | '\u{4E00}'..='\u{9FFF}'
                | '\u{FF00}'..='\u{FFEF}' | '\u{2010}'..='\u{203B}' | '\u{2460}'..='\u{24FF}')
        };
        if let Some(text) = text.filter(|text| text.chars().all(readable)) {
            return Some((text.into_owned(), encoding.name()));
        }
    }
    None
}

fn binary() -> Diagnostic {
    Diagnostic::error("import/binary", Message::new("这不是文字文件", "this is no text file")).help(
        Message::new(
            "导入 .docx、.txt 或 .md；别的文档先用 Word 或 WPS 另存为 .docx",
            "import .docx, .txt or .md; save other documents as .docx in Word or WPS first",
        ),
    )
}

fn wrong_encoding() -> Diagnostic {
    Diagnostic::error(
        "import/encoding",
        Message::new(
            "文字的编码不对：不是 UTF-8、UTF-16，也不是 GB 18030",
            "the text is neither UTF-8 nor UTF-16 nor GB 18030",
        ),
    )
    .help(Message::new(
        "用记事本打开，看得清的，另存为 UTF-8 再导入；看不清的，找原来的文件",
        "open it in an editor and save it as UTF-8; if it cannot be read there either, find the original",
    ))
}

struct Reader {
    blocks: Vec<Block>,
    losses: Losses,
    strong: Vec<Strong>,
}

impl Reader {
    /// A line of text without its signs of bold; the words that stand out in it are noted.
    fn text(&mut self, line: &str, number: u32) {
        let (text, bold) = unmarked(line);
        strong::of(&text, &bold, &mut self.strong);
        self.line(&text, number, None);
    }

    fn line(&mut self, line: &str, number: u32, level: Option<u8>) {
        if line.trim().is_empty() {
            self.losses.add(Fate::LeftOut, ("空行", "empty lines"), 0);
            return;
        }
        let new_page = line.contains('\u{C}');
        let text = line.replace('\u{C}', "");
        self.blocks.push(Block::Paragraph(Paragraph {
            number,
            text,
            level,
            new_page,
            ..Paragraph::default()
        }));
    }

    /// Reads what begins with the first of these lines; gives how many it took.
    fn markdown(&mut self, lines: &[&str], number: u32) -> usize {
        let Some(line) = lines.first() else { return 1 };
        let trimmed = line.trim();
        let hashes = trimmed.len() - trimmed.trim_start_matches('#').len();
        if (1..=6).contains(&hashes)
            && trimmed.get(hashes..).is_some_and(|rest| rest.starts_with([' ', '\t']))
        {
            let text = trimmed.trim_matches('#').trim();
            let level = u8::try_from(hashes).ok();
            self.line(&unmarked(text).0, number, level);
            return 1;
        }
        let rule = |line: &str| {
            let line = line.trim();
            line.contains('-')
                && line.contains('|')
                && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
        };
        if trimmed.contains('|') && lines.get(1).is_some_and(|next| rule(next)) {
            let rows = lines.iter().take_while(|line| line.contains('|') && !line.trim().is_empty());
            let rows: Vec<&&str> = rows.collect();
            let taken = rows.len();
            let (strong, losses) = (&mut self.strong, &mut self.losses);
            let mut cells = |line: &str, head: bool| -> Vec<Cell> {
                let line = line.trim();
                let inner = line.strip_prefix('|').unwrap_or(line);
                let inner = inner.strip_suffix('|').unwrap_or(inner).replace("\\|", "\u{1}");
                let cell = |text: &str| {
                    let (text, bold) = unmarked(&text.trim().replace('\u{1}', "|").replace("<br>", "\n"));
                    // A cell that is bold as a whole has the form of the table; the head is bold anyway.
                    if !head && bold.first().is_some_and(|place| *place == (0..text.len())) {
                        losses.add(
                            Fate::LeftOut,
                            ("表格里整格的加粗，文字留下", "bold of whole cells, of which the text stays"),
                            number,
                        );
                    } else if !head {
                        strong::of(&text, &bold, strong);
                    }
                    Cell { text, columns: 1, rows: 1, number, origins: Vec::new() }
                };
                inner.split('|').map(cell).collect()
            };
            let rows = rows.iter().enumerate().filter(|(index, _)| *index != 1);
            let rows = even(rows.map(|(index, line)| cells(line, index == 0)).collect());
            self.blocks.push(Block::Table(Table { number, rows, header_rows: 1 }));
            return taken;
        }
        if matches!(trimmed, "---" | "***" | "___") {
            self.losses.add(Fate::LeftOut, ("Markdown 的分隔线", "rules of Markdown"), number);
            return 1;
        }
        let bullet = ["- ", "* ", "+ "].iter().find_map(|sign| trimmed.strip_prefix(sign));
        let quoted = trimmed.strip_prefix("> ");
        if let Some(text) = bullet.or(quoted) {
            let what = match bullet {
                Some(_) => ("项目符号（•、➢ 等）", "bullets of lists"),
                None => ("Markdown 的引用符号", "signs of quotations"),
            };
            self.losses.add(Fate::LeftOut, what, number);
            self.text(text, number);
            return 1;
        }
        self.text(line, number);
        1
    }
}

/// A line without its signs of bold text, and where it was bold.
fn unmarked(text: &str) -> (String, Vec<Range<usize>>) {
    let signs = text.matches("**").count();
    if signs == 0 || !signs.is_multiple_of(2) {
        return (text.to_owned(), Vec::new());
    }
    let (mut plain, mut bold) = (String::with_capacity(text.len()), Vec::new());
    for (index, piece) in text.split("**").enumerate() {
        let from = plain.len();
        plain.push_str(piece);
        if index % 2 == 1 && !piece.is_empty() {
            bold.push(from..plain.len());
        }
    }
    (plain, bold)
}

/// Rows of equal length.
fn even(mut rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let most = rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut rows {
        row.resize_with(most, || Cell { columns: 1, rows: 1, ..Cell::default() });
    }
    rows
}
