//! What was found, as a page to read and to print: the text with numbered marks, the list of findings with their arithmetic,
//! the table of relations. One file without script, for A4.

use std::collections::BTreeMap;
use std::fmt::Write;

use gongwen_document::{Language, Severity};

use crate::{Finding, Outcome, Place, Role, Text, Verdict};

/// A file of the page.
#[derive(Clone, Copy, Debug)]
pub struct PageFile<'a> {
    /// Name of the file.
    pub name: &'a str,
    /// Its text.
    pub text: &'a Text,
    /// What was found in it.
    pub outcome: &'a Outcome,
    /// How many findings were accepted before and are left out.
    pub accepted: usize,
}

const STYLE: &str = "@page{size:A4;margin:20mm 18mm}\
body{font-family:FangSong,STFangsong,'仿宋',serif;font-size:12pt;line-height:1.7;color:#111;max-width:174mm;margin:0 auto;padding:0 4mm;overflow-wrap:anywhere}\
h1,h2{font-family:SimHei,STHeiti,'黑体',sans-serif;font-weight:normal;line-height:1.4}\
h1{font-size:16pt;border-bottom:1.5pt solid #111;padding-bottom:4pt}h2{font-size:13pt;margin:18pt 0 6pt}\
.text p{margin:0;text-indent:2em}.text p.title{text-align:center;text-indent:0;font-size:15pt;margin:6pt 0}\
.text p.heading{font-family:SimHei,STHeiti,'黑体',sans-serif}.text p.note{font-size:10pt;color:#444}\
mark{background:none;color:inherit;border-bottom:1.2pt solid #888}\
mark.error{background:#fde3e1;border-bottom-color:#c00}mark.warning{background:#fff3cf;border-bottom-color:#b70}\
sup{font-size:8pt;line-height:0}sup a{color:#c00;text-decoration:none;padding:0 1pt}\
table{border-collapse:collapse;width:100%;font-size:10pt;line-height:1.4;margin:4pt 0}\
th,td{border:.5pt solid #888;padding:2pt 4pt;text-align:left;vertical-align:top;word-break:break-word}\
th{background:#eee;font-weight:normal}tr,li{break-inside:avoid}\
ol{padding-left:2.2em}li{margin-bottom:7pt}li p{margin:0}.sum{font-family:Consolas,Menlo,monospace,FangSong,'仿宋'}\
.small{font-size:9.5pt;color:#555}.fails{color:#c00}.all{font-size:12pt;margin:6pt 0}\
@media print{body{max-width:none;padding:0}a{color:inherit}}";

/// A page of these files, in one language; its text is that of the files, escaped.
///
/// ```
/// use gongwen_check::{Options, PageFile, Text, check, page};
/// use gongwen_document::Language;
/// let text = Text::from_plain("新建20个，其中甲类9个、乙类12个。");
/// let outcome = check(&text, &Options::default());
/// let file = PageFile { name: "草稿.txt", text: &text, outcome: &outcome, accepted: 0 };
/// let page = page(&[file], Language::Chinese);
/// assert!(page.contains("9 + 12 = 21") && !page.contains("<script"));
/// ```
pub fn page(files: &[PageFile<'_>], language: Language) -> String {
    let title = match files {
        [one] => one.name.to_owned(),
        _ => pick(language, "查稿", "Check").to_owned(),
    };
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
         <title>{}{}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n",
        pick(language, "zh-CN", "en"),
        pick(language, "查稿：", "Check: "),
        escaped(&title)
    );
    for (number, file) in files.iter().enumerate() {
        one(&mut page, number + 1, file, language);
    }
    page.push_str("</body>\n</html>\n");
    page
}

fn pick(language: Language, zh: &'static str, en: &'static str) -> &'static str {
    match language {
        Language::Chinese => zh,
        Language::English => en,
    }
}

fn one(page: &mut String, number: usize, file: &PageFile<'_>, language: Language) {
    let summary = file.outcome.summary(file.accepted);
    let _ = writeln!(page, "<h1>{}</h1>", escaped(file.name));
    let _ = writeln!(page, "<p class=\"all\">{}</p>", escaped(summary.get(language)));
    findings(page, number, file, language);
    let _ = writeln!(page, "<h2>{}</h2>\n<div class=\"text\">", pick(language, "原文", "The text"));
    text(page, number, file);
    page.push_str("</div>\n");
    relations(page, file, language);
}

fn findings(page: &mut String, number: usize, file: &PageFile<'_>, language: Language) {
    let found = &file.outcome.findings;
    let _ = writeln!(page, "<h2>{}</h2>", pick(language, "要看的地方", "Findings"));
    if found.is_empty() {
        let _ = writeln!(page, "<p>{}</p>", pick(language, "没有。", "None."));
        return;
    }
    page.push_str("<ol>\n");
    let places = file.text.places(found.iter().map(|finding| finding.span));
    for (index, (finding, place)) in found.iter().zip(places).enumerate() {
        let _ = writeln!(
            page,
            "<li id=\"f{number}-{0}\"><p><b>{1}</b>　<a href=\"#m{number}-{0}\">{2}</a>　{3}</p>",
            index + 1,
            severity(finding.severity, language),
            escaped(&at(file.text, &place, language)),
            escaped(finding.message.get(language)),
        );
        told(page, finding, language);
        page.push_str("</li>\n");
    }
    page.push_str("</ol>\n");
}

fn told(page: &mut String, finding: &Finding, language: Language) {
    let _ = writeln!(page, "<p>“{}”</p>", escaped(&finding.quote));
    if !finding.reason.is_empty() {
        let _ = writeln!(page, "<p class=\"sum\">{}</p>", escaped(&finding.reason));
    }
    if let Some(fix) = &finding.fix {
        let line = match fix.replacement.is_empty() {
            true => pick(language, "删去", "remove it").to_owned(),
            false => format!("{}“{}”", pick(language, "写成", "write "), escaped(&fix.replacement)),
        };
        let _ = writeln!(page, "<p>{line}</p>");
    }
    let source = match finding.source.is_empty() {
        true => String::new(),
        false => format!("{}　", escaped(&finding.source)),
    };
    let _ = writeln!(page, "<p class=\"small\">{source}{}　{}</p>", finding.code, finding.fingerprint);
}

fn severity(severity: Severity, language: Language) -> &'static str {
    match severity {
        Severity::Error => pick(language, "错误", "error"),
        Severity::Warning => pick(language, "提醒", "warning"),
        Severity::Hint => pick(language, "建议", "hint"),
    }
}

/// `第 3 行第 5 字`; in a Word file the paragraph.
fn at(text: &Text, place: &Place, language: Language) -> String {
    let (line, column) = (place.line, place.column);
    match (language, text.source.is_empty()) {
        (Language::Chinese, true) => format!("第 {line} 段第 {column} 字"),
        (Language::Chinese, false) => format!("第 {line} 行第 {column} 字"),
        (Language::English, true) => format!("paragraph {line}, character {column}"),
        (Language::English, false) => format!("line {line}, column {column}"),
    }
}

/// The text with its marks.
fn text(page: &mut String, number: usize, file: &PageFile<'_>) {
    let mut marks: BTreeMap<usize, Vec<(usize, &Finding)>> = BTreeMap::new();
    for (index, finding) in file.outcome.findings.iter().enumerate() {
        marks.entry(finding.span.paragraph).or_default().push((index + 1, finding));
    }
    // The table and the row that are open.
    let mut open: Option<(u32, u32, u32)> = None;
    for (index, paragraph) in file.text.paragraphs.iter().enumerate() {
        let none = Vec::new();
        let own = marks.get(&index).unwrap_or(&none);
        let said = marked(&paragraph.text, number, own);
        let class = match paragraph.role {
            Role::Cell(cell) => {
                match open {
                    Some((table, row, _)) if table == cell.table && row == cell.row => {}
                    Some((table, ..)) if table == cell.table => page.push_str("</tr>\n<tr>"),
                    Some(_) => page.push_str("</tr></table>\n<table><tr>"),
                    None => page.push_str("<table><tr>"),
                }
                let from = match open {
                    Some((table, row, column)) if table == cell.table && row == cell.row => column,
                    _ => 0,
                };
                // What a merged cell covers stays empty.
                for _ in from..cell.column.min(from.saturating_add(64)) {
                    page.push_str("<td></td>");
                }
                let _ = write!(page, "<td>{said}</td>");
                open = Some((cell.table, cell.row, cell.column.saturating_add(1)));
                continue;
            }
            Role::Title => " class=\"title\"",
            Role::Heading(_) => " class=\"heading\"",
            Role::Footnote => " class=\"note\"",
            Role::Body | Role::Item => "",
        };
        if open.take().is_some() {
            page.push_str("</tr></table>\n");
        }
        let _ = writeln!(page, "<p{class}>{said}</p>");
    }
    if open.is_some() {
        page.push_str("</tr></table>\n");
    }
}

/// A byte of a paragraph where findings end and begin, the latter with their numbers.
#[derive(Default)]
struct Point<'f> {
    ends: Vec<&'f Finding>,
    starts: Vec<(usize, &'f Finding)>,
}

/// A paragraph, its findings marked and numbered. Findings may lie in each other: the worst one colours.
fn marked(text: &str, number: usize, findings: &[(usize, &Finding)]) -> String {
    let mut points: BTreeMap<usize, Point<'_>> = BTreeMap::new();
    for (index, finding) in findings {
        points.entry(finding.span.start).or_default().starts.push((*index, finding));
        points.entry(finding.span.end).or_default().ends.push(finding);
    }
    let mut said = String::with_capacity(text.len() * 2);
    let mut open: BTreeMap<Severity, usize> = BTreeMap::new();
    let mut at = 0;
    let mut piece = |to: usize, open: &BTreeMap<Severity, usize>, said: &mut String| {
        let inner = text.get(at..to).unwrap_or_default();
        at = to;
        if inner.is_empty() {
            return;
        }
        let inner = escaped(inner).replace('\n', "<br/>");
        match open.iter().rev().find(|(_, count)| **count > 0) {
            Some((severity, _)) => {
                let _ = write!(said, "<mark class=\"{}\">{inner}</mark>", severity.label());
            }
            None => said.push_str(&inner),
        }
    };
    for (point, Point { ends, starts }) in points {
        piece(point, &open, &mut said);
        for finding in ends {
            open.entry(finding.severity).and_modify(|count| *count = count.saturating_sub(1));
        }
        for (index, finding) in starts {
            *open.entry(finding.severity).or_default() += 1;
            let _ = write!(
                said,
                "<sup><a id=\"m{number}-{index}\" href=\"#f{number}-{index}\">{index}</a></sup>"
            );
            // A place without characters ends where it begins.
            if finding.span.start >= finding.span.end {
                open.entry(finding.severity).and_modify(|count| *count = count.saturating_sub(1));
            }
        }
    }
    piece(text.len(), &open, &mut said);
    said
}

fn relations(page: &mut String, file: &PageFile<'_>, language: Language) {
    let all = &file.outcome.relations;
    if all.is_empty() {
        return;
    }
    let _ = writeln!(page, "<h2>{}</h2>", pick(language, "查过的勾稽关系", "Relations"));
    let heads = match language {
        Language::Chinese => ["结果", "位置", "算式", "原文"],
        Language::English => ["verdict", "place", "arithmetic", "text"],
    };
    page.push_str("<table>\n<tr>");
    heads.iter().for_each(|head| {
        let _ = write!(page, "<th>{head}</th>");
    });
    page.push_str("</tr>\n");
    let places = file.text.places(all.iter().map(|relation| relation.span));
    for (relation, place) in all.iter().zip(places) {
        let (class, verdict) = match relation.verdict {
            Verdict::Holds => ("", pick(language, "成立", "holds")),
            Verdict::Fails => (" class=\"fails\"", pick(language, "不成立", "fails")),
            Verdict::Open => ("", pick(language, "无法判断", "open")),
        };
        let _ = writeln!(
            page,
            "<tr><td{class}>{verdict}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            escaped(&at(file.text, &place, language)),
            escaped(&relation.reason),
            escaped(file.text.quote(&relation.span))
        );
    }
    page.push_str("</table>\n");
}

/// A text as it stands in a page.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\t' | '\n' => safe.push(c),
            // No page may have these.
            c if c.is_control() || (u32::from(c) & 0xFFFE) == 0xFFFE => safe.push('\u{FFFD}'),
            '\u{FDD0}'..='\u{FDEF}' => safe.push('\u{FFFD}'),
            c => safe.push(c),
        }
    }
    safe
}
