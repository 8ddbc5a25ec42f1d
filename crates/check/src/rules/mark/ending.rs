//! Paragraphs that end without a stop, or with one that ends no sentence.

use crate::rules::line::{Line, is_han};
use crate::words::has;
use crate::{Finding, Findings, Role};

/// Fewest characters of a paragraph that has to end as a sentence.
const SENTENCE: usize = 16;

/// How a paragraph of sentences ends.
enum End {
    Stop,
    Comma,
    Nothing,
}

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    let mut stopped = 0usize;
    let mut found = Vec::new();
    for line in lines {
        match end(line) {
            Some(End::Stop) => stopped += 1,
            Some(End::Comma) => found.push((line, true)),
            Some(End::Nothing) => found.push((line, false)),
            None => {}
        }
    }
    // Lines that are broken by their width end anywhere.
    if found.len() * 2 > stopped {
        return;
    }
    for (line, comma) in found {
        let len = line.len();
        let last = line.text(len - 1, len);
        let (zh, right) = match comma {
            true => (format!("段落以“{last}”结尾，一句话没有完，或者应为“。”"), "。".to_owned()),
            false => ("段落末尾缺少句号".to_owned(), format!("{last}。")),
        };
        out.push(
            Finding::warning(
                "mark/sentence-end",
                line.span(len - 1, len),
                zh,
                "a paragraph ends without its stop",
            )
            .fix(right, false)
            .source("GB/T 15834-2011 4.1"),
        );
    }
}

/// How a paragraph ends that has a sentence in it already; none for headings and lines that are no sentences.
fn end(line: &Line<'_>) -> Option<End> {
    let len = line.len();
    let sentences = || (0..len.saturating_sub(1)).any(|at| matches!(line.get(at), '。' | '；'));
    let last = line.back(len, 1);
    let body = matches!(line.paragraph.role, Role::Body | Role::Item) && len >= SENTENCE;
    if body && matches!(last, '。' | '！' | '？') {
        return Some(End::Stop);
    }
    let from = line.clause_start(len.saturating_sub(1), 24);
    // 记者 张三 摄: who wrote it or took the picture.
    // A clause and another one that was to follow: 成立了领导小组，
    let broken = last == '，' && (0..len.saturating_sub(1)).any(|at| line.get(at) == '，');
    if !body
        || !(sentences() || broken)
        || last == '摄'
        || has(line.text(from, len), &["记者", "通讯员", "编辑", "来源", "供稿"])
    {
        return None;
    }
    let inner = line.back(len, 2);
    match last {
        '，' | '、' => Some(End::Comma),
        '”' | '）' | '》' | '’' if matches!(inner, '。' | '！' | '？' | '…' | '；') => {
            Some(End::Stop)
        }
        '）' => None,
        c if is_han(c) || c.is_ascii_digit() || matches!(c, '%' | '”' | '》') => Some(End::Nothing),
        _ => Some(End::Stop),
    }
}
