//! Random reports 随机报告, most of them sound: every element of the form with few and many, short and long words.

use std::fmt::Write;

use arbitrary::{Result, Unstructured};

/// A small sound report, for targets that need one.
pub(crate) const SAMPLE: &str = include_str!("../../fixtures/reports/sample.toml");

const WORDS: [&str; 20] = [
    "某某县人民政府",
    "关于",
    "农村",
    "工作",
    "，",
    "。",
    "（示例）",
    "《示例办法》",
    "——",
    "……",
    "2025年",
    "22961.97亩",
    "70余万人次",
    "12.5%",
    "https://www.example.gov.cn/a/b?c=1",
    "GIS",
    " ",
    "“示例”",
    "的",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
];
const BODIES: [&str; 5] = [
    "某某镇人民政府",
    "某某县农业农村局",
    "某某县住房和城乡建设局",
    "中共某某县委农村工作领导小组办公室",
    "某某县人民政府防汛抗旱指挥部办公室某某县乡村振兴服务中心",
];
const UNITS: [&str; 6] = ["亩", "万元", "亿元", "人", "公里", "个"];

type Bytes<'a, 'b> = &'a mut Unstructured<'b>;

/// From so many to so many.
fn count(bytes: Bytes<'_, '_>, least: usize, most: usize) -> Result<usize> {
    bytes.int_in_range(least..=most)
}

/// One of so many times.
fn now_and_then(bytes: Bytes<'_, '_>, of: u8) -> Result<bool> {
    bytes.ratio(1, of)
}

/// Words that are no sentence, up to so many; quoted.
fn words(bytes: Bytes<'_, '_>, most: usize) -> Result<String> {
    let mut text = "示".to_owned();
    let most = if now_and_then(bytes, 12)? { most * 8 } else { most };
    for _ in 0..count(bytes, 0, most)? {
        text += bytes.choose(&WORDS)?;
    }
    Ok(format!("\"{}例\"", text.trim()))
}

/// A text of the body with references and footnotes.
fn prose(bytes: Bytes<'_, '_>, figures: usize) -> Result<String> {
    let mut text = String::new();
    let most = if now_and_then(bytes, 8)? { 120 } else { 20 };
    for _ in 0..count(bytes, 1, most)? {
        match count(bytes, 0, 30)? {
            0 if figures > 0 => {
                let index = count(bytes, 0, figures - 1)?;
                write!(text, "{{{{f{index}}}}}").expect("a string");
            }
            1 => {
                let note = words(bytes, 12)?;
                write!(text, "{{{{注：{}}}}}", note.trim_matches('"')).expect("a string");
            }
            2 => text += "**重点**",
            _ => text += bytes.choose(&WORDS)?,
        }
    }
    Ok(format!("\"文{}。\"", text.trim()))
}

/// A list of these.
fn list(
    bytes: Bytes<'_, '_>,
    least: usize,
    most: usize,
    one: fn(Bytes<'_, '_>) -> Result<String>,
) -> Result<String> {
    let most = if now_and_then(bytes, 8)? { most * 6 } else { most };
    let mut all = Vec::new();
    for _ in 0..count(bytes, least, most)? {
        all.push(one(bytes)?);
    }
    Ok(format!("[{}]", all.join(", ")))
}

fn body(bytes: Bytes<'_, '_>) -> Result<String> {
    Ok(format!("\"{}\"", bytes.choose(&BODIES)?))
}

fn short(bytes: Bytes<'_, '_>) -> Result<String> {
    words(bytes, 3)
}

fn date(bytes: Bytes<'_, '_>) -> Result<String> {
    Ok(format!("{}-{:02}-{:02}", count(bytes, 1990, 2035)?, count(bytes, 1, 12)?, count(bytes, 1, 28)?))
}

/// A report file.
pub(crate) fn random(bytes: Bytes<'_, '_>) -> Result<String> {
    let mut text = String::new();
    let format = *bytes.choose(&["文件", "文件", "信函", "命令", "纪要"])?;
    let title = match now_and_then(bytes, 8)? {
        true => list(bytes, 1, 3, short)?,
        false => words(bytes, 10)?,
    };
    let figures = count(bytes, 0, 4)?;
    let signers = if now_and_then(bytes, 4)? { count(bytes, 0, 9)? } else { 1 };
    let stamped = format == "命令";
    line(&mut text, "title", &title);
    line(&mut text, "format", &format!("\"{format}\""));
    line(&mut text, "issuer", &body(bytes)?);
    if now_and_then(bytes, 2)? {
        line(&mut text, "addressees", &list(bytes, 1, 4, body)?);
    }
    let mut opening = Vec::new();
    for _ in 0..count(bytes, 1, 3)? {
        opening.push(prose(bytes, figures)?);
    }
    line(&mut text, "opening", &format!("[{}]", opening.join(", ")));
    if now_and_then(bytes, 3)? {
        line(&mut text, "closing", &prose(bytes, figures)?);
    }
    if now_and_then(bytes, 4)? {
        line(&mut text, "note", &words(bytes, 3)?);
    }
    if !stamped && format != "纪要" {
        let mut signatures = Vec::new();
        for _ in 0..signers {
            signatures.push(body(bytes)?);
        }
        line(&mut text, "signatures", &format!("[{}]", signatures.join(", ")));
    }
    line(&mut text, "issue_date", &date(bytes)?);
    head(bytes, &mut text, format)?;
    imprint(bytes, &mut text)?;
    if now_and_then(bytes, 5)? {
        text += "[contents]\n";
        line(&mut text, "levels", &count(bytes, 1, 4)?.to_string());
    }
    text += "[figures]\n";
    for index in 0..figures {
        let value = format!("{}.{}", count(bytes, 0, 99_999)?, count(bytes, 1, 99)?);
        let unit = bytes.choose(&UNITS)?;
        let more = match count(bytes, 0, 5)? {
            0 => ", qualifier = \"约\"".to_owned(),
            1 => format!(", previous = {}.5", count(bytes, 1, 99_999)?),
            2 => format!(", target = {}.5", count(bytes, 1, 99_999)?),
            _ => String::new(),
        };
        writeln!(text, "f{index} = {{ label = \"指标{index}\", value = {value}, unit = \"{unit}\"{more} }}")
            .expect("a string");
    }
    if stamped {
        text += "[[signature_stamps]]\n";
        line(&mut text, "post", &words(bytes, 2)?);
        line(&mut text, "width", &count(bytes, 10, 80)?.to_string());
        line(&mut text, "height", &count(bytes, 5, 60)?.to_string());
    } else if format != "纪要" && now_and_then(bytes, 2)? {
        for _ in 0..signers {
            text += "[[seals]]\n";
            line(&mut text, "diameter", &count(bytes, 20, 60)?.to_string());
        }
    }
    text += "[general]\n";
    let most = if now_and_then(bytes, 8)? { 24 } else { 5 };
    for _ in 0..count(bytes, 0, most)? {
        section(bytes, &mut text, "general.sections", 1, figures)?;
    }
    for _ in 0..if now_and_then(bytes, 3)? { count(bytes, 1, 3)? } else { 0 } {
        text += "[[attachments]]\n";
        line(&mut text, "title", &words(bytes, 6)?);
        line(&mut text, "landscape", &now_and_then(bytes, 3)?.to_string());
        if now_and_then(bytes, 4)? {
            line(&mut text, "detached", "true");
        }
        line(&mut text, "text", &prose(bytes, figures)?);
        if now_and_then(bytes, 2)? {
            table(bytes, &mut text, "attachments.table")?;
        }
        for _ in 0..count(bytes, 0, 2)? {
            section(bytes, &mut text, "attachments.sections", 1, figures)?;
        }
    }
    Ok(text)
}

fn line(text: &mut String, name: &str, value: &str) {
    writeln!(text, "{name} = {value}").expect("a string");
}

fn head(bytes: Bytes<'_, '_>, text: &mut String, format: &str) -> Result<()> {
    if format == "文件" && now_and_then(bytes, 2)? {
        return Ok(());
    }
    *text += "[letterhead]\n";
    let marks = if format == "文件" { list(bytes, 1, 3, body)? } else { format!("[{}]", body(bytes)?) };
    line(text, "issuer_mark", &marks);
    let number = format!("\"某政发〔{}〕{}号\"", count(bytes, 2000, 2030)?, count(bytes, 1, 999)?);
    line(text, "document_number", &number);
    if format == "命令" || format == "纪要" {
        return Ok(());
    }
    if now_and_then(bytes, 3)? {
        line(text, "copy_number", &count(bytes, 1, 999_999)?.to_string());
    }
    if now_and_then(bytes, 3)? {
        line(text, "classification", "\"机密★1年\"");
    }
    if now_and_then(bytes, 3)? {
        line(text, "urgency", "\"特急\"");
    }
    if format == "文件" && now_and_then(bytes, 3)? {
        line(text, "approvers", &list(bytes, 1, 7, short)?);
    }
    Ok(())
}

fn imprint(bytes: Bytes<'_, '_>, text: &mut String) -> Result<()> {
    if now_and_then(bytes, 2)? {
        *text += "[imprint]\n";
        if now_and_then(bytes, 2)? {
            line(text, "copy_recipients", &list(bytes, 1, 8, body)?);
        }
        line(text, "printing_office", &body(bytes)?);
        line(text, "printing_date", &date(bytes)?);
    }
    Ok(())
}

fn section(bytes: Bytes<'_, '_>, text: &mut String, path: &str, level: usize, figures: usize) -> Result<()> {
    writeln!(text, "[[{path}]]").expect("a string");
    if level > 1 || !now_and_then(bytes, 6)? {
        line(text, "heading", &words(bytes, 5)?);
    }
    line(text, "text", &prose(bytes, figures)?);
    if now_and_then(bytes, 5)? {
        line(text, "items", &list(bytes, 1, 4, short)?);
    }
    if now_and_then(bytes, 5)? {
        table(bytes, text, &format!("{path}.table"))?;
    }
    if level < 4 {
        for _ in 0..count(bytes, 0, 2)? {
            if now_and_then(bytes, 2)? {
                section(bytes, text, &format!("{path}.sections"), level + 1, figures)?;
            }
        }
    }
    Ok(())
}

fn table(bytes: Bytes<'_, '_>, text: &mut String, path: &str) -> Result<()> {
    let wide = if now_and_then(bytes, 8)? { 14 } else { 5 };
    let columns = count(bytes, 1, wide)?;
    let long = if now_and_then(bytes, 8)? { 70 } else { 8 };
    let rows = count(bytes, 1, long)?;
    writeln!(text, "[{path}]").expect("a string");
    if now_and_then(bytes, 2)? {
        line(text, "caption", &words(bytes, 4)?);
    }
    let mut all = Vec::new();
    for row in 0..=rows {
        let mut cells = Vec::new();
        for column in 0..columns {
            cells.push(match (row, now_and_then(bytes, 3)?) {
                (0, _) => format!("\"栏{column}\""),
                // Spans: what the cell above or to the left says.
                (_, _) if now_and_then(bytes, 16)? => "\"^\"".to_owned(),
                (_, true) => format!("\"{}.{}\"", count(bytes, 0, 99_999)?, count(bytes, 0, 9)?),
                (_, false) => words(bytes, 3)?,
            });
        }
        all.push(format!("[{}]", cells.join(", ")));
    }
    line(text, "rows", &format!("[{}]", all.join(",\n")));
    Ok(())
}
