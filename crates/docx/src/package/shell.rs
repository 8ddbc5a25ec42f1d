//! The parts that do not depend on the document: content types, settings, fonts, theme, footers.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use gongwen_document::Stylesheet;
use gongwen_document::style::FaceRole;
use gongwen_document::style::kinsoku::{NEVER_FIRST, NEVER_LAST};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::package::error::Fault;
use crate::package::footers;
use crate::package::section::{Extras, HEADER, PAGE_HEADER};
use crate::styles;
use crate::text::escape::push_escaped;
use crate::text::footnotes;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// Bytes of a part from which on it is compressed. A compressor is 300 kB to set up, which for the few hundred bytes of most
/// parts costs more than all that it saves.
const WORTH_COMPRESSING: usize = 2048;

/// How a part is written whose content changes from document to document: at the fastest level, or as it is when it is
/// short.
pub(crate) fn entry(part: &str) -> SimpleFileOptions {
    if part.len() < WORTH_COMPRESSING { stored() } else { compressed(1) }
}

/// How parts are written that no compression makes much smaller: of the first day that a zip knows, and of one system
/// whichever it is made on.
pub(crate) fn stored() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .system(System::Unix)
}

fn compressed(level: i64) -> SimpleFileOptions {
    stored().compression_method(CompressionMethod::Deflated).compression_level(Some(level))
}

/// A package of all parts that depend on the stylesheet only, for documents that have these others.
pub(crate) fn pack(style: &Stylesheet, extras: Extras) -> Result<Vec<u8>, Fault> {
    let mut more = String::new();
    if extras.notes {
        more.push_str(footnotes::CONTENT_TYPE);
    }
    if extras.header {
        more.push_str(&content_type(HEADER, "header"));
    }
    if extras.page_header {
        more.push_str(&content_type(PAGE_HEADER.0, "header"));
    }
    for foot in extras.feet() {
        more.push_str(&content_type(foot.part(), "footer"));
    }
    let types = CONTENT_TYPES.replace("</Types>", &format!("{more}</Types>"));
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(16 * 1024)));
    for (name, part) in [
        ("[Content_Types].xml", types.as_str()),
        ("_rels/.rels", PACKAGE_RELATIONSHIPS),
        ("word/styles.xml", &styles::compose(style)),
        ("word/settings.xml", &settings(extras.notes)),
        ("word/fontTable.xml", &font_table()),
        ("word/theme/theme1.xml", &theme()),
    ] {
        zip.start_file(name, compressed(9))?;
        zip.write_all(part.as_bytes())?;
    }
    for foot in extras.feet() {
        zip.start_file(format!("word/{}", foot.part()), compressed(9))?;
        zip.write_all(footers::compose(foot, style).as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn content_type(part: &str, kind: &str) -> String {
    format!(
        "<Override PartName=\"/word/{part}\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
    )
}

fn settings(notes: bool) -> String {
    let mut xml = format!(
        "{DECLARATION}<w:settings xmlns:w=\"{MAIN}\"><w:zoom w:percent=\"100\"/>\
         <w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>\
         <w:defaultTabStop w:val=\"630\"/><w:evenAndOddHeaders/>\
         <w:characterSpacingControl w:val=\"doNotCompress\"/><w:noLineBreaksAfter w:lang=\"zh-CN\" w:val=\""
    );
    push_escaped(&mut xml, NEVER_LAST);
    xml.push_str("\"/><w:noLineBreaksBefore w:lang=\"zh-CN\" w:val=\"");
    push_escaped(&mut xml, NEVER_FIRST);
    xml.push_str("\"/>");
    if notes {
        xml.push_str(footnotes::SETTINGS);
    }
    xml.push_str(
        "<w:compat><w:balanceSingleByteDoubleByteWidth/><w:doNotExpandShiftReturn/><w:useFELayout/>\
         <w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/>\
         </w:compat><w:themeFontLang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/>\
         <w:clrSchemeMapping w:bg1=\"light1\" w:t1=\"dark1\" w:bg2=\"light2\" w:t2=\"dark2\" w:accent1=\"accent1\" \
         w:accent2=\"accent2\" w:accent3=\"accent3\" w:accent4=\"accent4\" w:accent5=\"accent5\" w:accent6=\"accent6\" \
         w:hyperlink=\"hyperlink\" w:followedHyperlink=\"followedHyperlink\"/>\
         <w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>",
    );
    xml
}

/// The official faces, each with the name of a face that stands in on machines without it.
fn font_table() -> String {
    let mut xml = format!("{DECLARATION}<w:fonts xmlns:w=\"{MAIN}\">");
    for face in FaceRole::ALL {
        let (stand_in, family) = match face {
            FaceRole::FangSong => ("仿宋", "modern"),
            FaceRole::KaiTi => ("楷体", "modern"),
            FaceRole::HeiTi => ("SimHei", "modern"),
            FaceRole::XiaoBiaoSong => ("华文中宋", "auto"),
            FaceRole::Song => ("SimSun", "auto"),
        };
        let _ = write!(
            xml,
            "<w:font w:name=\"{}\"><w:altName w:val=\"{stand_in}\"/><w:charset w:val=\"86\"/>\
             <w:family w:val=\"{family}\"/><w:pitch w:val=\"default\"/></w:font>",
            face.official_name()
        );
    }
    xml.push_str("</w:fonts>");
    xml
}

/// A theme that names the same faces as the styles; no style refers to it.
fn theme() -> String {
    let mut xml = format!(
        "{DECLARATION}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"公文\">\
         <a:themeElements><a:clrScheme name=\"公文\">"
    );
    for (name, colour) in [
        ("dk1", "000000"),
        ("lt1", "FFFFFF"),
        ("dk2", "3F3F3F"),
        ("lt2", "EEEEEE"),
        ("accent1", "C00000"),
        ("accent2", "1F4E79"),
        ("accent3", "7F7F7F"),
        ("accent4", "BF9000"),
        ("accent5", "2E75B6"),
        ("accent6", "548235"),
        ("hlink", "000000"),
        ("folHlink", "000000"),
    ] {
        let _ = write!(xml, "<a:{name}><a:srgbClr val=\"{colour}\"/></a:{name}>");
    }
    xml.push_str("</a:clrScheme><a:fontScheme name=\"公文\">");
    for (name, face) in [("majorFont", FaceRole::XiaoBiaoSong), ("minorFont", FaceRole::FangSong)] {
        let face = face.official_name();
        let _ = write!(
            xml,
            "<a:{name}><a:latin typeface=\"{face}\"/><a:ea typeface=\"{face}\"/><a:cs typeface=\"\"/></a:{name}>"
        );
    }
    xml.push_str("</a:fontScheme><a:fmtScheme name=\"公文\">");
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    let line = format!("<a:ln w=\"9525\">{fill}</a:ln>");
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    for (name, style) in
        [("fillStyleLst", fill), ("lnStyleLst", &line), ("effectStyleLst", effect), ("bgFillStyleLst", fill)]
    {
        let _ = write!(xml, "<a:{name}>{style}{style}{style}</a:{name}>");
    }
    xml.push_str("</a:fmtScheme></a:themeElements></a:theme>");
    xml
}

const CONTENT_TYPES: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
    "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>",
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/>",
    "<Default Extension=\"png\" ContentType=\"image/png\"/>",
    "<Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>",
    "<Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>",
    "<Override PartName=\"/word/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml\"/>",
    "<Override PartName=\"/word/settings.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml\"/>",
    "<Override PartName=\"/word/fontTable.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml\"/>",
    "<Override PartName=\"/word/theme/theme1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.theme+xml\"/>",
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>",
    "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/>",
    "</Types>",
);

const PACKAGE_RELATIONSHIPS: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">",
    "<Relationship Id=\"document\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>",
    "<Relationship Id=\"core\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>",
    "<Relationship Id=\"app\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/extended-properties\" Target=\"docProps/app.xml\"/>",
    "</Relationships>",
);
