//! The pass over what docx-rs wrote: children into the order of the schema, empty property elements and paragraph ids
//! out, runs, header rows of tables and our section in, direct indents above the styles'. One scan from front to back.

use std::fmt::Write;

use crate::package::schema;

/// What the pass needs to know beside the XML.
pub(crate) struct Plan<'a> {
    /// Header rows of the table.
    pub header_rows: usize,
    /// What the table is called, as XML; nothing when it is not.
    pub caption: &'a str,
    /// The runs of each paragraph, in order.
    pub runs: &'a [String],
    /// The `w:sectPr`, where there is one.
    pub section: Option<&'a String>,
}

/// The XML in the form that Word's schema asks for; `None` when the XML is not well nested.
pub(crate) fn rewrite(xml: &str, plan: &Plan<'_>) -> Option<String> {
    let mut out = String::with_capacity(xml.len());
    let mut scan = Scan { xml, at: 0 };
    let mut runs = plan.runs.iter();
    let mut row = 0;
    loop {
        let start = scan.at;
        let Some(tag) = scan.next_tag() else {
            out.push_str(xml.get(start..)?);
            return Some(out);
        };
        out.push_str(xml.get(start..tag.start)?);
        match tag.name {
            "w:p" if tag.kind == Kind::Open => out.push_str("<w:p>"),
            "w:p" if tag.kind == Kind::Close => {
                out.push_str(runs.next()?);
                out.push_str(tag.text);
            }
            "w:tr" if tag.kind == Kind::Open => {
                row += 1;
                out.push_str(tag.text);
            }
            "w:sectPr" if tag.kind != Kind::Close => {
                scan.skip(&tag)?;
                out.push_str(plan.section?);
            }
            // docx-rs gives a column a type, which only cells and tables have.
            "w:gridCol" => {
                out.push_str("<w:gridCol w:w=\"");
                out.push_str(attribute(tag.text, "w")?);
                out.push_str("\"/>");
            }
            name => match schema::children(name) {
                Some(order) if tag.kind != Kind::Close => {
                    let content = scan.skip(&tag)?;
                    let added = match name {
                        "w:trPr" if row <= plan.header_rows => "<w:tblHeader/>",
                        "w:tblPr" => plan.caption,
                        _ => "",
                    };
                    write_properties(&mut out, name, order, content, added, plan.section)?;
                }
                _ => out.push_str(tag.text),
            },
        }
    }
}

/// Writes a property element with its children in order, or nothing when it has none.
fn write_properties(
    out: &mut String,
    name: &str,
    order: &[&str],
    content: &str,
    added: &str,
    section: Option<&String>,
) -> Option<()> {
    let mut children = Vec::with_capacity(8);
    let mut scan = Scan { xml: content, at: 0 };
    while let Some(tag) = scan.next_tag() {
        let inner = scan.skip(&tag)?;
        let whole = content.get(tag.start..scan.at)?;
        children.push((schema::rank(order, tag.name), tag, inner, whole));
    }
    children.sort_by_key(|(rank, ..)| *rank);

    let before = out.len();
    out.push('<');
    out.push_str(name);
    out.push('>');
    let empty = out.len();
    for (_, tag, inner, whole) in &children {
        match (tag.name, schema::children(tag.name)) {
            (child, Some(order)) => write_properties(out, child, order, inner, "", section)?,
            // The table style says it; docx-rs writes an empty element.
            ("w:tblBorders", _) if inner.is_empty() => {}
            ("w:ind", _) => write_indent(out, tag.text),
            ("w:sectPr", _) => out.push_str(section?),
            _ => out.push_str(whole),
        }
    }
    out.push_str(added);
    if out.len() == empty {
        out.truncate(before);
    } else {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
    Some(())
}

/// A direct indent in twips; a count of characters in the style would win over it unless it is taken back.
fn write_indent(out: &mut String, tag: &str) {
    out.push_str("<w:ind");
    for side in ["left", "right", "hanging", "firstLine"] {
        if let Some(twips) = attribute(tag, side) {
            let _ = write!(out, " w:{side}Chars=\"0\" w:{side}=\"{twips}\"");
        }
    }
    out.push_str("/>");
}

/// The value of an attribute in the namespace of Word.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    tag.split(" w:").find_map(|part| part.strip_prefix(name)?.strip_prefix("=\"")?.split('"').next())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Open,
    Close,
    Empty,
    /// Declaration, comment and the like.
    Other,
}

#[derive(Clone, Copy, Debug)]
struct Tag<'a> {
    start: usize,
    name: &'a str,
    kind: Kind,
    text: &'a str,
}

struct Scan<'a> {
    xml: &'a str,
    at: usize,
}

impl<'a> Scan<'a> {
    /// The next tag; the scan stands behind it.
    fn next_tag(&mut self) -> Option<Tag<'a>> {
        let rest = self.xml.get(self.at..)?;
        let start = rest.find('<')?;
        let tag = rest.get(start..)?;
        let end = tag_end(tag)?;
        let text = tag.get(..end)?;
        let inside = text.get(1..end - 1)?;
        let (kind, inside) = match inside.as_bytes().first() {
            Some(b'/') => (Kind::Close, inside.get(1..)?),
            Some(b'?' | b'!') => (Kind::Other, inside),
            _ if inside.ends_with('/') => (Kind::Empty, inside.get(..inside.len() - 1)?),
            _ => (Kind::Open, inside),
        };
        let name = inside.split_ascii_whitespace().next().unwrap_or_default();
        let start = self.at + start;
        self.at = start + end;
        Some(Tag { start, name, kind, text })
    }

    /// Moves behind the end of an element whose first tag was just read; its content.
    fn skip(&mut self, tag: &Tag<'a>) -> Option<&'a str> {
        let start = self.at;
        if tag.kind != Kind::Open {
            return Some("");
        }
        let mut depth = 1_usize;
        while depth > 0 {
            let tag = self.next_tag()?;
            match tag.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth -= 1,
                Kind::Empty | Kind::Other => {}
            }
            if depth == 0 {
                return self.xml.get(start..tag.start);
            }
        }
        None
    }
}

/// Bytes of the tag at the start of this text; a `>` in a quoted attribute does not end it.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    for (index, byte) in tag.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(index + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(xml: &str, header_rows: usize, expected: &str) {
        let plan =
            Plan { header_rows, caption: "", runs: &["<R/>".to_owned()], section: Some(&"<S/>".to_owned()) };
        assert_eq!(rewrite(xml, &plan).unwrap(), expected);
    }

    #[test]
    fn children_go_into_the_order_of_the_schema() {
        check(
            r#"<w:p w14:paraId="1"><w:pPr><w:rPr /><w:jc w:val="both" /><w:pStyle w:val="A" /></w:pPr>甲</w:p>"#,
            0,
            r#"<w:p><w:pPr><w:pStyle w:val="A" /><w:jc w:val="both" /></w:pPr>甲<R/></w:p>"#,
        );
        check(
            r#"<w:pPr><w:rPr><w:sz w:val="1" /><w:rStyle w:val="b" /></w:rPr><w:keepNext /></w:pPr>"#,
            0,
            r#"<w:pPr><w:keepNext /><w:rPr><w:rStyle w:val="b" /><w:sz w:val="1" /></w:rPr></w:pPr>"#,
        );
    }

    #[test]
    fn empty_properties_disappear() {
        check("<w:r><w:rPr /><w:t>甲</w:t></w:r>", 0, "<w:r><w:t>甲</w:t></w:r>");
        check("<w:pPr><w:rPr></w:rPr></w:pPr>", 0, "");
    }

    #[test]
    fn header_rows_repeat_and_only_they() {
        check(
            "<w:tbl><w:tr><w:trPr /></w:tr><w:tr><w:trPr /></w:tr></w:tbl>",
            1,
            "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr></w:tr><w:tr></w:tr></w:tbl>",
        );
    }

    #[test]
    fn the_section_is_ours_and_direct_indents_win() {
        check("<w:sectPr><w:a /></w:sectPr>", 0, "<S/>");
        check(
            r#"<w:pPr><w:ind w:left="0" w:right="630" /></w:pPr>"#,
            0,
            r#"<w:pPr><w:ind w:leftChars="0" w:left="0" w:rightChars="0" w:right="630"/></w:pPr>"#,
        );
    }

    #[test]
    fn what_is_not_nested_is_refused() {
        let plan = Plan { header_rows: 0, caption: "", runs: &[], section: None };
        assert_eq!(rewrite("<w:pPr><w:jc>", &plan), None);
    }
}
