//! What the file says about itself: Info and XMP, from the document alone.

use gongwen_document::Properties;
use lopdf::{Dictionary, Object, StringFormat, dictionary};

const PRODUCER: &str = concat!("gongwen ", env!("CARGO_PKG_VERSION"));

/// A text string: UTF-16 with its mark.
pub(crate) fn text_string(text: &str) -> Object {
    let text = clean(text);
    let bytes = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// The document information dictionary; it agrees with the XMP.
pub(crate) fn info(properties: &Properties) -> Dictionary {
    let mut info =
        dictionary! { "Title" => text_string(title(properties)), "Producer" => text_string(PRODUCER) };
    for (key, value) in [("Author", &properties.author), ("Subject", &properties.subject)] {
        if !value.is_empty() {
            info.set(key, text_string(value));
        }
    }
    if !properties.keywords.is_empty() {
        info.set("Keywords", text_string(&properties.keywords.join("; ")));
    }
    if let Some(date) = date(properties) {
        let date = format!("D:{}000000+08'00'", date.replace('-', ""));
        info.set("CreationDate", Object::string_literal(date.clone()));
        info.set("ModDate", Object::string_literal(date));
    }
    info
}

/// A PDF/UA file has a title in any case.
fn title(properties: &Properties) -> &str {
    if clean(&properties.title).trim().is_empty() { "公文" } else { &properties.title }
}

/// Text on one line, without what XML cannot hold; the same for Info and XMP, so that they agree.
fn clean(text: &str) -> String {
    let held = |character: &char| !character.is_control() && !matches!(*character, '\u{FFFE}' | '\u{FFFF}');
    text.replace(['\n', '\t'], " ").chars().filter(held).collect()
}

/// The date of issue, when it is one.
fn date(properties: &Properties) -> Option<&str> {
    let date = properties.date.as_deref()?;
    let mut parts = date.split('-');
    let mut part = |length: usize| {
        let part = parts.next().filter(|part| part.len() == length)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    ((1..=12).contains(&month) && (1..=last).contains(&day) && parts.next().is_none()).then_some(date)
}

/// Describes the one property that PDF/A-2 does not know of itself (ISO 19005-2, 6.6.2.3.3).
const EXTENSION: &str = "<rdf:Description rdf:about=\"\" \
    xmlns:pdfaExtension=\"http://www.aiim.org/pdfa/ns/extension/\" \
    xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\" \
    xmlns:pdfaProperty=\"http://www.aiim.org/pdfa/ns/property#\">\
    <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType=\"Resource\">\
    <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>\
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>\
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType=\"Resource\">\
    <pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
    <pdfaProperty:category>internal</pdfaProperty:category>\
    <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>\
    </rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>";

/// The XMP packet (ISO 16684-1), with the marks of PDF/A-2a and PDF/UA-1.
pub(crate) fn xmp(properties: &Properties) -> String {
    let mut body = format!(
        "<dc:format>application/pdf</dc:format>\
         <dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">{}</rdf:li></rdf:Alt></dc:title>\
         <dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>\
         <pdf:Producer>{}</pdf:Producer>",
        escape(title(properties)),
        escape(PRODUCER)
    );
    if !properties.author.is_empty() {
        let author = escape(&properties.author);
        body.push_str(&format!("<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"));
    }
    if !properties.subject.is_empty() {
        let subject = escape(&properties.subject);
        body.push_str(&format!(
            "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">{subject}</rdf:li></rdf:Alt></dc:description>"
        ));
    }
    if !properties.keywords.is_empty() {
        let keywords = escape(&properties.keywords.join("; "));
        let items = properties.keywords.iter().map(|keyword| format!("<rdf:li>{}</rdf:li>", escape(keyword)));
        let items: String = items.collect();
        body.push_str(&format!(
            "<dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject><pdf:Keywords>{keywords}</pdf:Keywords>"
        ));
    }
    if let Some(date) = date(properties) {
        body.push_str(&format!(
            "<xmp:CreateDate>{date}T00:00:00+08:00</xmp:CreateDate><xmp:ModifyDate>{date}T00:00:00+08:00</xmp:ModifyDate>"
        ));
    }
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" \
         xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">\
         <pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\
         {body}</rdf:Description>{EXTENSION}</rdf:RDF></x:xmpmeta><?xpacket end=\"r\"?>"
    )
}

/// The text with what XML gives a meaning replaced by entities, without characters that XML forbids.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in clean(text).chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            character => escaped.push(character),
        }
    }
    escaped
}
