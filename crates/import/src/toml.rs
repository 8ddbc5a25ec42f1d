//! A report file as a person writes it: fields in the order of a document, one paragraph a line, comments where something was
//! assumed.

use gongwen_core::report::{
    AttachmentFile, FormatWord, Groups, ImprintFile, ItemFile, LetterheadFile, LevelWord, QualifierWord,
    ReportFile, SectionFile, TableFile, TableRows, Texts,
};

use crate::structure::Found;

/// An array whose line would be longer stands on several lines.
const LONGEST_LINE: usize = 80;

/// The report file of what was found.
pub(crate) fn write(found: &Found) -> String {
    let file = &found.file;
    let mut out = Writer { text: String::new() };
    out.line("#:schema report.schema.json");
    out.line("#");
    out.line("# 由 gongwen import 从草稿导入，请对照草稿看一遍。改好后运行：gongwen render 文件名.toml");
    out.line("# 要编辑器补全和检查，在同一个文件夹里运行：gongwen schema > report.schema.json");
    for (field, said) in &found.assumed {
        out.line(&format!("# {field}：{}", said.zh));
    }
    out.line("");
    out.texts("title", &file.title);
    if file.format == Some(FormatWord::Document) {
        out.line("format = \"文件\"");
    }
    if let Some(year) = file.year {
        out.line(&format!("year = {year}"));
    }
    out.field("issuer", &file.issuer);
    out.groups("addressees", &file.addressees);
    let more = [("opening", &file.opening), ("closing", &file.closing)];
    if more.iter().any(|(_, texts)| !texts.is_empty()) {
        out.line("");
    }
    for (name, texts) in more {
        out.texts(name, texts);
    }
    out.texts("attachment_notes", &file.attachment_notes);
    out.texts("signatures", &file.signatures);
    if let Some(date) = &file.issue_date {
        out.line(&format!("issue_date = {}", date.0));
    }
    if let Some(note) = &file.note {
        out.field("note", note);
    }
    if let Some(place) = &file.locality {
        out.head("[locality]");
        out.field("name", &place.name);
        if let Some(name) = &place.short_name {
            out.field("short_name", name);
        }
    }
    if let Some(letterhead) = &file.letterhead {
        out.letterhead(letterhead);
    }
    out.annual(file);
    if let Some(general) = &file.general {
        out.head("[general]");
        let levels = general.levels.iter().map(|level| match level {
            LevelWord::Chapter => quoted("章"),
            LevelWord::Article => quoted("条"),
        });
        let levels: Vec<String> = levels.collect();
        if !levels.is_empty() {
            out.array("levels", &levels);
        }
        if general.numbered == Some(false) {
            out.line("numbered = false");
        }
        out.sections(&general.sections, "general.sections");
    }
    for attachment in &file.attachments {
        out.attachment(attachment);
    }
    if let Some(imprint) = &file.imprint {
        out.imprint(imprint);
    }
    out.figures(file);
    out.text
}

struct Writer {
    text: String,
}

impl Writer {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// The head of a table, below an empty line.
    fn head(&mut self, head: &str) {
        self.line("");
        self.line(head);
    }

    fn field(&mut self, name: &str, text: &str) {
        self.line(&format!("{name} = {}", quoted(text)));
    }

    fn texts(&mut self, name: &str, texts: &Texts) {
        match texts {
            Texts::None => {}
            Texts::One(text) => self.field(name, text),
            Texts::Many(texts) => {
                self.array(name, &texts.iter().map(|text| quoted(text)).collect::<Vec<_>>())
            }
        }
    }

    fn groups(&mut self, name: &str, groups: &Groups) {
        match groups {
            Groups::None => {}
            Groups::One(text) => self.field(name, text),
            Groups::Many(groups) => {
                let group = |texts: &Texts| match texts {
                    Texts::None => "[]".to_owned(),
                    Texts::One(text) => quoted(text),
                    Texts::Many(texts) => {
                        format!("[{}]", texts.iter().map(|text| quoted(text)).collect::<Vec<_>>().join(", "))
                    }
                };
                self.array(name, &groups.iter().map(group).collect::<Vec<_>>());
            }
        }
    }

    /// On one line when it is short, else a line for each.
    fn array(&mut self, name: &str, values: &[String]) {
        let joined = values.join(", ");
        if joined.chars().count() <= LONGEST_LINE {
            self.line(&format!("{name} = [{joined}]"));
            return;
        }
        self.line(&format!("{name} = ["));
        for value in values {
            self.line(&format!("  {value},"));
        }
        self.line("]");
    }

    fn letterhead(&mut self, letterhead: &LetterheadFile) {
        self.head("[letterhead]");
        if let Some(number) = letterhead.copy_number {
            self.line(&format!("copy_number = {number}"));
        }
        for (name, text) in [("classification", &letterhead.classification), ("urgency", &letterhead.urgency)]
        {
            if let Some(text) = text {
                self.field(name, text);
            }
        }
        self.groups("issuer_mark", &letterhead.issuer_mark);
        for (name, text) in
            [("mark_suffix", &letterhead.mark_suffix), ("document_number", &letterhead.document_number)]
        {
            if let Some(text) = text {
                self.field(name, text);
            }
        }
        self.texts("approvers", &letterhead.approvers);
    }

    fn annual(&mut self, file: &ReportFile) {
        for area in file.achievements.iter().flat_map(|part| &part.areas) {
            self.head(&format!("# {}", area.name));
            self.line("[[achievements.areas]]");
            self.field("name", &area.name);
            if let Some(lead) = &area.lead {
                self.field("lead", lead);
            }
            self.items("achievements.areas.items", &area.items);
        }
        if let Some(part) = &file.shortcomings {
            self.head("# 存在不足");
            self.line("[shortcomings]");
            for (name, text) in [("heading", &part.heading), ("lead", &part.lead)] {
                if let Some(text) = text {
                    self.field(name, text);
                }
            }
            self.items("shortcomings.items", &part.items);
        }
        if let Some(plan) = &file.plan {
            self.head("# 下步打算");
            self.line("[plan]");
            if let Some(heading) = &plan.heading {
                self.field("heading", heading);
            }
            if let Some(year) = plan.year {
                self.line(&format!("year = {year}"));
            }
            self.texts("opening", &plan.opening);
            for lever in &plan.levers {
                self.head("[[plan.levers]]");
                for (name, text) in [("grip", &lever.grip), ("means", &lever.means), ("goal", &lever.goal)] {
                    self.field(name, text);
                }
                self.items("plan.levers.measures", &lever.measures);
            }
        }
    }

    fn items(&mut self, path: &str, items: &[ItemFile]) {
        for item in items {
            self.head(&format!("[[{path}]]"));
            self.field("heading", &item.heading);
            if let Some(text) = &item.text {
                self.field("text", text);
            }
        }
    }

    fn sections(&mut self, sections: &[SectionFile], path: &str) {
        for section in sections {
            self.head(&format!("[[{path}]]"));
            if let Some(heading) = &section.heading {
                self.field("heading", heading);
            }
            if section.numbered == Some(false) {
                self.line("numbered = false");
            }
            self.texts("text", &section.text);
            self.texts("items", &section.items);
            if let Some(ordinal) = &section.item_ordinal {
                self.field("item_ordinal", ordinal);
            }
            if let Some(table) = &section.table {
                self.table(table, &format!("{path}.table"));
            }
            self.sections(&section.sections, &format!("{path}.sections"));
        }
    }

    fn table(&mut self, table: &TableFile, path: &str) {
        self.head(&format!("[{path}]"));
        if let Some(caption) = &table.caption {
            self.field("caption", caption);
        }
        if let Some(rows) = table.header_rows {
            self.line(&format!("header_rows = {rows}"));
        }
        if let TableRows::Cells(rows) = &table.rows {
            self.line("rows = [");
            for row in rows {
                let cells: Vec<String> = row.iter().map(|cell| quoted(cell)).collect();
                self.line(&format!("  [{}],", cells.join(", ")));
            }
            self.line("]");
        }
    }

    fn attachment(&mut self, attachment: &AttachmentFile) {
        self.head("[[attachments]]");
        self.texts("title", &attachment.title);
        self.texts("text", &attachment.text);
        if let Some(table) = &attachment.table {
            self.table(table, "attachments.table");
        }
        self.sections(&attachment.sections, "attachments.sections");
    }

    /// `"财政收入" = { label = "财政收入", value = 1.78, unit = "亿元" }`.
    fn figures(&mut self, file: &ReportFile) {
        if file.figures.0.is_empty() {
            return;
        }
        self.head("# 用了两次、有勾稽关系的数；其余的数写在正文里：{{名字=数和单位}}");
        self.line("[figures]");
        for (id, figure) in &file.figures.0 {
            let mut fields = vec![format!("label = {}", quoted(&figure.label))];
            fields.extend(figure.value.as_ref().map(|value| format!("value = {}", number(&value.0))));
            if !figure.unit.is_empty() {
                fields.push(format!("unit = {}", quoted(&figure.unit)));
            }
            fields.extend(figure.qualifier.map(|word| format!("qualifier = {}", quoted(word_of(word)))));
            fields.extend(figure.previous.as_ref().map(|value| format!("previous = {}", number(&value.0))));
            if let Some(parts) = &figure.sum_of {
                let parts: Vec<String> = parts.iter().map(|id| quoted(id)).collect();
                fields.push(format!("sum_of = [{}]", parts.join(", ")));
            }
            if let Some(rate) = &figure.rate_of {
                let (numerator, denominator) = (quoted(&rate.numerator), quoted(&rate.denominator));
                fields.push(format!("rate_of = {{ numerator = {numerator}, denominator = {denominator} }}"));
            }
            self.line(&format!("{} = {{ {} }}", quoted(id), fields.join(", ")));
        }
    }

    fn imprint(&mut self, imprint: &ImprintFile) {
        self.head("[imprint]");
        self.groups("copy_recipients", &imprint.copy_recipients);
        if let Some(office) = &imprint.printing_office {
            self.field("printing_office", office);
        }
        if let Some(date) = &imprint.printing_date {
            self.line(&format!("printing_date = {}", date.0));
        }
    }
}

/// A number of TOML, or a string when it is none, as a range.
fn number(value: &str) -> String {
    let plain = value.strip_prefix('-').unwrap_or(value);
    let digits = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let zeros = plain.starts_with('0') && plain.len() > 1 && !plain.starts_with("0.");
    if digits && !zeros && plain.len() <= 15 { value.to_owned() } else { quoted(value) }
}

/// The word of a qualifier as the file has it.
fn word_of(word: QualifierWord) -> &'static str {
    match word {
        QualifierWord::About => "约",
        QualifierWord::Nearly => "近",
        QualifierWord::Exceeding => "超",
        QualifierWord::MoreThan => "超过",
        QualifierWord::Beyond => "逾",
        QualifierWord::Below => "不足",
        QualifierWord::Over => "余",
        QualifierWord::TenThousandOver => "万余",
        QualifierWord::HundredMillionOver => "亿余",
        QualifierWord::More => "多",
        QualifierWord::TenThousandMore => "万多",
        QualifierWord::HundredMillionMore => "亿多",
        QualifierWord::Roughly => "左右",
        QualifierWord::AtLeast => "以上",
    }
}

/// A string of TOML: in double quotes, or in single ones when it has backslashes or double quotes and none of these.
fn quoted(text: &str) -> String {
    let special = text.contains(['"', '\\']);
    if special && !text.contains(['\'', '\n', '\t']) {
        return format!("'{text}'");
    }
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
