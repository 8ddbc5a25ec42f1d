//! The head of a document: what stands above the title, the title, the addressees 主送机关.

use gongwen_core::report::{Groups, LetterheadFile, Texts};

use super::bodies::BODIES;
use crate::draft::{Align, Block, Draft, Kind, Paragraph};
use crate::ordinal::ordinal;

/// Words that titles of documents end with.
const KINDS: [&str; 36] = [
    "总结",
    "报告",
    "通知",
    "打算",
    "计划",
    "方案",
    "意见",
    "请示",
    "批复",
    "函",
    "决定",
    "通报",
    "公告",
    "通告",
    "纪要",
    "命令",
    "要点",
    "办法",
    "规定",
    "汇报",
    "讲话",
    "致辞",
    "材料",
    "情况",
    "思路",
    "安排",
    "细则",
    "制度",
    "总结报告",
    "决议",
    "议案",
    "简报",
    "规划",
    "公报",
    "倡议书",
    "预案",
];

/// What stands above the body of a document.
#[derive(Default)]
pub(super) struct Head {
    pub(super) letterhead: Option<LetterheadFile>,
    /// The lines of the title; empty when there is none.
    pub(super) title: Vec<String>,
    pub(super) addressees: Groups,
    /// Blocks that became the letterhead, from the first on.
    pub(super) above: usize,
    /// Blocks that became the head, from the first on.
    pub(super) taken: usize,
}

/// Finds the head of a draft; its letterhead only when `above` the title more than text is looked for.
pub(super) fn head(draft: &Draft, blocks: &[Block], above: bool) -> Head {
    let mut head = Head::default();
    if let Some((letterhead, above)) = above.then(|| letterhead(blocks)).flatten() {
        head.letterhead = Some(letterhead);
        head.above = above;
    }
    head.taken = head.above;
    head.title = title(draft.kind == Kind::Docx, blocks.get(head.above..).unwrap_or_default());
    head.taken += head.title.len();
    if !head.title.is_empty()
        && let Some(Block::Paragraph(next)) = blocks.get(head.taken)
        && let Some(groups) = addressees(&next.text)
    {
        head.addressees = groups;
        head.taken += 1;
    }
    head
}

/// Whether a line can be a title or a part of one: short, no sentence, no ordinal.
fn can_be_title(line: &str) -> bool {
    let length = line.chars().count();
    (2..=60).contains(&length)
        && ordinal(line).is_none()
        && !line.ends_with(['。', '；', '，', '：', '、', ':', ';', ',', '！', '？'])
        && !line.contains('。')
        && !line.starts_with(['（', '(', '—', '-'])
        && date(line).is_none()
        && line.chars().any(|c| c.is_alphabetic())
}

fn ends_with_kind(line: &str) -> bool {
    let line = line.trim_end_matches(['）', '》', '”']);
    KINDS.iter().any(|kind| line.ends_with(kind)) || line.ends_with("（草案") || line.ends_with("（试行")
}

/// The lines of the title at the beginning of these blocks.
fn title(by_form: bool, blocks: &[Block]) -> Vec<String> {
    let Some(Block::Paragraph(first)) = blocks.first() else { return Vec::new() };
    if !can_be_title(&first.text) {
        return Vec::new();
    }
    let formed = |paragraph: &Paragraph| by_form && (paragraph.title || paragraph.align == Align::Center);
    let mut lines = vec![first.text.clone()];
    for block in blocks.iter().skip(1).take(3) {
        let Block::Paragraph(next) = block else { break };
        let whole = lines.last().is_some_and(|line| ends_with_kind(line));
        let same_form = !by_form || formed(first) == formed(next);
        let short = next.text.chars().count() <= 40;
        let goes_on = match formed(first) {
            true => !whole || ends_with_kind(&next.text),
            false => !whole && ends_with_kind(&next.text),
        };
        if !(goes_on && same_form && short && can_be_title(&next.text) && next.level == first.level) {
            break;
        }
        lines.push(next.text.clone());
    }
    lines
}

/// The addressees of a line that ends with a colon.
fn addressees(line: &str) -> Option<Groups> {
    const MORE: [&str; 7] = ["单位", "部门", "居", "企业", "机构", "委员", "）"];
    let names = line.strip_suffix('：')?;
    if names.is_empty() || names.chars().count() > 160 || names.contains(['。', '；', '：', '“']) {
        return None;
    }
    let told = ["现将", "如下", "通知", "报告", "汇报", "经研究", "以下"];
    if told.iter().any(|word| names.contains(word)) {
        return None;
    }
    let groups: Vec<Vec<String>> =
        names.split('，').map(|group| parts(group).into_iter().map(str::to_owned).collect()).collect();
    let body = |name: &String| BODIES.iter().chain(&MORE).any(|body| name.ends_with(body));
    if !groups.iter().flatten().all(body) {
        return None;
    }
    Some(match <[Vec<String>; 1]>::try_from(groups) {
        Ok([only]) => Groups::from(Texts::Many(only)),
        Err(groups) => Groups::Many(groups.into_iter().map(Texts::Many).collect()),
    })
}

/// The names of a list, those in brackets left together.
fn parts(list: &str) -> Vec<&str> {
    let (mut found, mut from, mut depth) = (Vec::new(), 0, 0usize);
    for (at, c) in list.char_indices() {
        match c {
            '（' => depth += 1,
            '）' => depth = depth.saturating_sub(1),
            '、' if depth == 0 => {
                found.extend(list.get(from..at));
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    found.extend(list.get(from..));
    found
}

/// The letterhead 版头 above the title, when there is a number of the document 发文字号; how many blocks it takes.
fn letterhead(blocks: &[Block]) -> Option<(LetterheadFile, usize)> {
    let texts: Vec<&str> = blocks
        .iter()
        .take(8)
        .map_while(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Block::Table(_) => None,
        })
        .collect();
    let last = texts.iter().rposition(|text| document_number(text).is_some())?;
    let mut read = LetterheadFile::default();
    let mut marks = Vec::new();
    for text in texts.get(..=last)? {
        let text = text.trim();
        if let Some((number, approver)) = document_number(text) {
            read.document_number = Some(number.to_owned());
            if let Some(approver) = approver {
                read.approvers = Texts::Many(
                    approver.split([' ', '、']).filter(|it| !it.is_empty()).map(str::to_owned).collect(),
                );
            }
        } else if let Some(approver) = text.strip_prefix("签发人：") {
            read.approvers = Texts::One(approver.trim().to_owned());
        } else if ["特急", "加急", "平急"].contains(&text) {
            read.urgency = Some(text.to_owned());
        } else if ["绝密", "机密", "秘密"].iter().any(|grade| text.starts_with(grade))
            && text.chars().count() < 10
        {
            read.classification = Some(text.to_owned());
        } else if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            read.copy_number = text.parse().ok();
        } else if text.chars().count() <= 40 && !text.contains(['。', '，']) {
            marks.push(text);
        } else {
            return None;
        }
    }
    let [mark] = marks.as_slice() else { return None };
    read.issuer_mark = match mark.strip_suffix("文件") {
        Some(mark) => Groups::One(mark.to_owned()),
        None => {
            read.mark_suffix = Some(String::new());
            Groups::One((*mark).to_owned())
        }
    };
    Some((read, last + 1))
}

/// The number of a document in a line of its own, and who signed it.
fn document_number(line: &str) -> Option<(&str, Option<&str>)> {
    let (number, behind) = line.split_at_checked(line.find('号')? + '号'.len_utf8())?;
    let (mark, rest) = number.split_once('〔')?;
    let (year, serial) = rest.strip_suffix('号')?.split_once('〕')?;
    let digits =
        |text: &str, most| (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year, 4)
        || !digits(serial, 4)
        || mark.chars().count() > 16
        || mark.contains(['，', '。', '（'])
    {
        return None;
    }
    let behind = behind.trim();
    match behind.strip_prefix("签发人：") {
        Some(approver) => Some((number, Some(approver.trim()))),
        None => behind.is_empty().then_some((number, None)),
    }
}

/// A date in a line of its own, as the form prints it: 2025年2月18日.
pub(super) fn date(line: &str) -> Option<String> {
    let (year, rest) = line.split_once('年')?;
    let (month, rest) = rest.split_once('月')?;
    let day = rest.strip_suffix('日')?;
    let digits = |text: &str, most: usize| {
        (1..=most).contains(&text.len())
            && !text.starts_with('0')
            && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    (year.len() == 4 && digits(year, 4) && digits(month, 2) && digits(day, 2))
        .then(|| format!("{year}-{month:0>2}-{day:0>2}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_documents_stand_alone() {
        assert_eq!(document_number("某府发〔2025〕3号"), Some(("某府发〔2025〕3号", None)));
        assert_eq!(
            document_number("某府发〔2025〕3号  签发人：某某"),
            Some(("某府发〔2025〕3号", Some("某某")))
        );
        assert_eq!(document_number("根据某府发〔2025〕3号，现就"), None);
    }

    #[test]
    fn addressees_are_bodies() {
        assert!(addressees("各乡镇人民政府，县政府有关部门（含办公室、服务中心）：").is_some());
        assert!(addressees("现将有关情况报告如下：").is_none());
        assert!(addressees("各位代表：").is_none());
    }
}
