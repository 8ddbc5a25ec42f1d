//! Comments and tracked changes written into Word files of others: they stand at their characters, and the file is what it
//! was but for them.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use gongwen_import::{Block, Change, Origin, Remark, changed, commented, read};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPES: &str = "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";

fn relations(inner: &str) -> String {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{inner}</Relationships>"
    )
}

fn relation(kind: &str, target: &str) -> String {
    format!(
        "<Relationship Id=\"r-{kind}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/>"
    )
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(bytes).expect("written");
    }
    zip.finish().expect("a zip").into_inner()
}

fn xml(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<w:document xmlns:w=\"{SPACE}\" \
         xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:v=\"urn:schemas-microsoft-com:vml\" \
         xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\"><w:body>{body}<w:sectPr/></w:body></w:document>"
    )
}

/// A file with this body, a list of styles that nobody touches, and footnotes.
fn docx(body: &str) -> Vec<u8> {
    let note = format!(
        "<w:footnotes xmlns:w=\"{SPACE}\"><w:footnote w:id=\"2\"><w:p><w:r><w:t>据统计，，</w:t></w:r></w:p></w:footnote></w:footnotes>"
    );
    package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", relations(&relation("officeDocument", "word/document.xml")).as_bytes()),
        ("word/_rels/document.xml.rels", relations(&relation("footnotes", "footnotes.xml")).as_bytes()),
        ("word/document.xml", xml(body).as_bytes()),
        ("word/footnotes.xml", note.as_bytes()),
        ("docProps/其他.bin", &[0, 1, 2, 255]),
    ])
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let mut found = BTreeMap::new();
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("bytes");
        found.insert(part.name().expect("a name").into_owned(), bytes);
    }
    found
}

fn part(bytes: &[u8], name: &str) -> String {
    String::from_utf8(parts(bytes).remove(name).unwrap_or_default()).expect("UTF-8")
}

/// What stands in a document, character by character, each with the run that it has: split runs are the same as whole ones.
/// Comments are left out; what they stand on is given by their ids. Changes are as `keep` wants them: `ins` accepted, `del`
/// refused.
fn flat(xml: &str, keep: Option<&str>) -> (Vec<String>, BTreeMap<String, String>) {
    let mut reader = Reader::from_str(xml);
    let (mut found, mut open, mut on) = (Vec::new(), Vec::<String>::new(), BTreeMap::<String, String>::new());
    let mut stack: Vec<String> = Vec::new();
    let (mut run, mut properties): (Option<String>, usize) = (None, 0);
    let mut skipped = 0;
    let mut from = 0;
    loop {
        let event = reader.read_event().expect("XML");
        let to = reader.buffer_position() as usize;
        let written = xml[from..to].to_owned();
        from = to;
        let name = |name: &str| name.trim_start_matches("w:").to_owned();
        let said = |text: &str, run: &Option<String>| format!("{}|{text}", run.clone().unwrap_or_default());
        match event {
            Event::Eof => return (found, on),
            Event::Start(tag) => {
                let name = name(tag.name().into_inner());
                let ours = written.contains("w:author=\"gongwen\"") && keep.is_some();
                stack.push(if ours { format!("!{name}") } else { name.clone() });
                if keep.is_some_and(|keep| ours && ["ins", "del"].contains(&name.as_str()) && name != keep)
                    || skipped > 0
                {
                    skipped += 1;
                    continue;
                }
                match name.as_str() {
                    "r" => run = Some(written),
                    "rPr" if run.is_some() => {
                        properties += 1;
                        run.as_mut().expect("a run").push_str(&written);
                    }
                    "t" | "delText" if run.is_some() => {}
                    "ins" | "del" if ours => {}
                    _ if properties > 0 => run.as_mut().expect("a run").push_str(&written),
                    _ => found.push(said(&written, &run)),
                }
            }
            Event::End(_) => {
                let name = stack.pop().expect("open");
                if skipped > 0 {
                    skipped -= 1;
                    continue;
                }
                match name.as_str() {
                    "r" => run = None,
                    "rPr" if properties > 0 => {
                        properties -= 1;
                        run.as_mut().expect("a run").push_str(&written);
                    }
                    "t" | "delText" if run.is_some() => {}
                    "!ins" | "!del" => {}
                    _ if properties > 0 => run.as_mut().expect("a run").push_str(&written),
                    _ => found.push(said(&written, &run)),
                }
            }
            Event::Empty(tag) => {
                let name = name(tag.name().into_inner());
                let id = || written.split('"').nth(1).unwrap_or_default().to_owned();
                match name.as_str() {
                    _ if skipped > 0 => {}
                    "commentRangeStart" => {
                        on.insert(id(), String::new());
                        open.push(id());
                    }
                    "commentRangeEnd" => {
                        assert!(open.contains(&id()), "{written} ends what has not begun");
                        open.retain(|known| *known != id());
                    }
                    "commentReference" => assert!(on.contains_key(&id()), "{written}"),
                    "rPr" if run.is_some() => run.as_mut().expect("a run").push_str(&written),
                    _ if properties > 0 => run.as_mut().expect("a run").push_str(&written),
                    _ => found.push(said(&written, &run)),
                }
            }
            Event::Text(_) | Event::GeneralRef(_) => {
                if skipped > 0 || (run.is_none() && written.trim().is_empty()) {
                    continue;
                }
                let characters: Vec<String> = match written.starts_with('&') {
                    true => vec![written],
                    false => written.chars().map(String::from).collect(),
                };
                for character in characters {
                    // The instruction of a field is nobody's text.
                    let read = stack.last().is_none_or(|name| name != "instrText");
                    for id in open.iter().filter(|_| read) {
                        on.get_mut(id).expect("begun").push_str(&character);
                    }
                    found.push(said(&character, &run));
                }
            }
            _ => found.push(written),
        }
    }
}

fn tight(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A source of numbers that always gives the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

const LOOKS: [&str; 4] = [
    "",
    "<w:rPr><w:b/></w:rPr>",
    "<w:rPr><w:rFonts w:eastAsia=\"仿宋\"/><w:sz w:val=\"32\"/></w:rPr>",
    "<w:rPr/>",
];
const WORDS: [&str; 6] = ["新建", "20个&amp;", " 前后有空 ", "&lt;其中&gt;", "，，", "甲&#x4E59;丙"];

fn run(numbers: &mut Numbers) -> String {
    let look = LOOKS[numbers.below(LOOKS.len())];
    let mut inner = String::new();
    for _ in 0..1 + numbers.below(3) {
        let word = WORDS[numbers.below(WORDS.len())];
        match numbers.below(5) {
            0 => inner.push_str("<w:tab/>"),
            1 => inner.push_str(&format!("<w:t>{word}</w:t>")),
            _ => inner.push_str(&format!("<w:t xml:space=\"preserve\">{word}</w:t>")),
        }
    }
    format!("<w:r w:rsidR=\"00A{}\">{look}{inner}</w:r>", numbers.below(9))
}

fn paragraph(numbers: &mut Numbers) -> String {
    let mut inner = String::new();
    for _ in 0..1 + numbers.below(4) {
        let run = run(numbers);
        inner.push_str(&match numbers.below(9) {
            0 => format!("<w:hyperlink w:anchor=\"a\">{run}</w:hyperlink>"),
            1 => format!("<w:ins w:id=\"7\" w:author=\"某某\">{run}</w:ins>"),
            2 => format!("<w:sdt><w:sdtPr><w:alias w:val=\"日期\"/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"),
            3 => format!("<w:bookmarkStart w:id=\"3\" w:name=\"b\"/>{run}<w:bookmarkEnd w:id=\"3\"/>"),
            4 => format!(
                "<w:r><w:pict><v:textbox><w:txbxContent><w:p>{run}</w:p></w:txbxContent></v:textbox></w:pict></w:r>"
            ),
            5 => format!("{run}<w:r><w:footnoteReference w:id=\"2\"/></w:r>"),
            6 => format!(
                "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>REF a</w:instrText></w:r>\
                 <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{run}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
            ),
            _ => run,
        });
    }
    format!("<w:p>{inner}</w:p>")
}

fn body(numbers: &mut Numbers) -> String {
    let mut body = String::new();
    for _ in 0..1 + numbers.below(4) {
        let inner = paragraph(numbers);
        body.push_str(&match numbers.below(4) {
            0 => format!(
                "<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{}{}</w:tc></w:tr></w:tbl>",
                paragraph(numbers),
                paragraph(numbers)
            ),
            _ => inner,
        });
    }
    body
}

/// The texts of a draft with where they come from.
fn texts(bytes: &[u8]) -> Vec<(String, Vec<Origin>)> {
    let mut found = Vec::new();
    for block in read(bytes, Some("docx")).expect("a draft").blocks {
        match block {
            Block::Paragraph(paragraph) => found.push((paragraph.text, paragraph.origins)),
            Block::Table(table) => {
                found.extend(table.rows.into_iter().flatten().map(|cell| (cell.text, cell.origins)));
            }
        }
    }
    found
}

#[test]
fn every_comment_stands_on_its_characters_and_the_file_is_what_it_was() {
    let mut numbers = Numbers(1);
    let (mut exact, mut wider) = (0, 0);
    for _ in 0..300 {
        let bytes = docx(&body(&mut numbers));
        let Ok(_) = read(&bytes, Some("docx")) else { continue };
        let mut remarks = Vec::new();
        let mut wanted = Vec::new();
        for (text, origins) in texts(&bytes) {
            let points: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            for _ in 0..3 {
                let (one, other) = (points[numbers.below(points.len())], points[numbers.below(points.len())]);
                let range = one.min(other)..one.max(other);
                if range.is_empty() {
                    continue;
                }
                let place = Origin::nearest(&origins, range.clone());
                let plain = place.iter().all(|origin| origin.from.is_some());
                wanted.push((tight(&text[range]), plain));
                remarks.push(Remark { place, lines: vec!["一处 <不符>".into(), "9 + 12 = 21".into()] });
            }
        }
        let annotated = commented(&bytes, &remarks, "gongwen").expect("annotated");
        assert_eq!(annotated.left, [0; 0]);
        assert_eq!(annotated, commented(&bytes, &remarks, "gongwen").expect("annotated"), "the same twice");
        let (before, none) = flat(&part(&bytes, "word/document.xml"), None);
        assert!(none.is_empty());
        let (after, on) = flat(&part(&annotated.bytes, "word/document.xml"), None);
        assert_eq!(before, after);
        // What is read of it is what was read before.
        let said = |bytes: &[u8]| texts(bytes).into_iter().map(|(text, _)| text).collect::<Vec<_>>();
        assert_eq!(said(&bytes), said(&annotated.bytes));
        assert_eq!(on.len(), remarks.len());
        let first: usize = on.keys().map(|id| id.parse().expect("an id")).min().unwrap_or(0);
        for (index, (text, plain)) in wanted.into_iter().enumerate() {
            let own = &on[&(first + index).to_string()];
            let own = tight(&quick_xml::escape::unescape(own).expect("text"));
            // Words of a box are read behind the paragraph that it hangs on, and stand inside it.
            let every = text.chars().all(|c| own.matches(c).count() >= text.matches(c).count());
            let boxes = part(&bytes, "word/document.xml").contains("txbxContent");
            assert!(own.contains(&text) || !plain || (boxes && every), "{own} for {text}");
            if own == text { exact += 1 } else { wider += 1 }
        }
        for (name, own) in parts(&bytes) {
            let changed = ["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"];
            if !changed.contains(&name.as_str()) {
                assert_eq!(parts(&annotated.bytes).get(&name), Some(&own), "{name}");
            }
        }
        let comments = part(&annotated.bytes, "word/comments.xml");
        assert_eq!(comments.matches("w:author=\"gongwen\"").count(), remarks.len());
        assert!(remarks.is_empty() || comments.contains("一处 &lt;不符&gt;"));
    }
    assert!(exact > wider && wider > 0, "{exact} {wider}");
}

#[test]
fn comments_that_were_there_stay_and_ids_go_on() {
    let body = "<w:p><w:commentRangeStart w:id=\"4\"/><w:r><w:t>新建泵站</w:t></w:r><w:commentRangeEnd w:id=\"4\"/>\
                <w:r><w:commentReference w:id=\"4\"/></w:r></w:p>";
    let old = format!(
        "<w:comments xmlns:w=\"{SPACE}\"><w:comment w:id=\"4\" w:author=\"某某\"><w:p><w:r><w:t>核</w:t></w:r></w:p></w:comment></w:comments>"
    );
    for (prefix, empty) in [("w:", false), ("x:", false), ("w:", true)] {
        let old = match prefix {
            "x:" => old
                .replace("xmlns:w", "xmlns:x")
                .replace("<w:", "<x:")
                .replace("</w:", "</x:")
                .replace(" w:", " x:"),
            _ if empty => format!("<w:comments xmlns:w=\"{SPACE}\"/>"),
            _ => old.clone(),
        };
        let bytes = package(&[
            ("[Content_Types].xml", TYPES.as_bytes()),
            ("_rels/.rels", relations(&relation("officeDocument", "word/document.xml")).as_bytes()),
            ("word/_rels/document.xml.rels", relations(&relation("comments", "comments.xml")).as_bytes()),
            ("word/document.xml", xml(body).as_bytes()),
            ("word/comments.xml", old.as_bytes()),
        ]);
        let (text, origins) = texts(&bytes).remove(0);
        let remark = Remark { place: Origin::nearest(&origins, 6..text.len()), lines: vec!["看".into()] };
        let annotated = commented(&bytes, &[remark], "gongwen").expect("annotated");
        let comments = part(&annotated.bytes, "word/comments.xml");
        assert!(comments.contains(&format!("{prefix}id=\"5\" {prefix}author=\"gongwen\"")), "{comments}");
        assert!(empty || comments.starts_with(&old[..old.len() - "</w:comments>".len()]), "{comments}");
        let document = part(&annotated.bytes, "word/document.xml");
        let (_, on) = flat(&document, None);
        assert_eq!(on["5"], "泵站");
        assert_eq!(on["4"], "新建泵站");
        assert_eq!(part(&bytes, "[Content_Types].xml"), part(&annotated.bytes, "[Content_Types].xml"));
    }
}

#[test]
fn what_no_run_says_is_commented_at_the_nearest_one() {
    let body =
        "<w:p><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr><w:r><w:t>泵站</w:t></w:r></w:p>";
    let numbering = format!(
        "<w:numbering xmlns:w=\"{SPACE}\"><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"3\"/>\
         <w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    );
    let bytes = package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", relations(&relation("officeDocument", "word/document.xml")).as_bytes()),
        ("word/_rels/document.xml.rels", relations(&relation("numbering", "numbering.xml")).as_bytes()),
        ("word/document.xml", xml(body).as_bytes()),
        ("word/numbering.xml", numbering.as_bytes()),
    ]);
    let (text, origins) = texts(&bytes).remove(0);
    assert_eq!(text, "3.泵站");
    let remark = Remark { place: Origin::nearest(&origins, 0..2), lines: vec!["跳号".into()] };
    let annotated = commented(&bytes, &[remark], "gongwen").expect("annotated");
    assert!(annotated.left.is_empty());
    assert!(flat(&part(&annotated.bytes, "word/document.xml"), None).1.contains_key("0"));
    // There is no place at all.
    let nowhere = Remark { place: Vec::new(), lines: vec!["没有地方".into()] };
    let same = commented(&bytes, &[nowhere], "gongwen").expect("annotated");
    assert_eq!((same.left, parts(&same.bytes)), (vec![0], parts(&bytes)));
}

#[test]
fn a_change_is_tracked_and_refusing_it_gives_the_file_back() {
    let mut numbers = Numbers(7);
    let (mut made, mut left) = (0, 0);
    for _ in 0..300 {
        let bytes = docx(&body(&mut numbers));
        let Ok(_) = read(&bytes, Some("docx")) else { continue };
        let mut changes = Vec::new();
        let mut wanted = Vec::new();
        let texts_before = texts(&bytes);
        for (text, origins) in &texts_before {
            let mut new = text.clone();
            if let Some(at) = text.find("，，") {
                let place = Origin::within(origins, at..at + 6);
                let whole: usize = place.iter().map(|origin| origin.text.len()).sum();
                assert_eq!(whole, 6);
                new.replace_range(at..at + 6, "、");
                changes.push(Change { place, new: "、".into() });
            }
            wanted.push(new);
        }
        let annotated = changed(&bytes, &changes, "gongwen").expect("changed");
        made += changes.len() - annotated.left.len();
        left += annotated.left.len();
        let document = part(&annotated.bytes, "word/document.xml");
        assert_eq!(
            flat(&part(&bytes, "word/document.xml"), None).0,
            flat(&document, Some("del")).0,
            "refused"
        );
        let said: Vec<String> = texts(&annotated.bytes).into_iter().map(|(text, _)| text).collect();
        if annotated.left.is_empty() {
            assert_eq!(said, wanted, "accepted");
        }
        for (name, own) in parts(&bytes) {
            assert!(
                name == "word/document.xml" || parts(&annotated.bytes).get(&name) == Some(&own),
                "{name}"
            );
        }
    }
    assert!(made > 100 && left > 10, "{made} {left}");
}

#[test]
fn a_text_in_utf_16_stays_in_it() {
    let wide = |text: &str| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    };
    let document = xml("<w:p><w:r><w:t>新建泵站</w:t></w:r></w:p>").replace("UTF-8", "UTF-16");
    let bytes = package(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", relations(&relation("officeDocument", "word/document.xml")).as_bytes()),
        ("word/document.xml", &wide(&document)),
    ]);
    let (_, origins) = texts(&bytes).remove(0);
    let remark = Remark { place: Origin::nearest(&origins, 6..12), lines: vec!["看".into()] };
    let annotated = commented(&bytes, &[remark], "gongwen").expect("annotated");
    let own = parts(&annotated.bytes).remove("word/document.xml").expect("a part");
    assert_eq!(own[..2], [0xFF, 0xFE]);
    assert!(part(&annotated.bytes, "word/_rels/document.xml.rels").contains("Target=\"comments.xml\""));
    assert_eq!(texts(&annotated.bytes)[0].0, "新建泵站");
}
