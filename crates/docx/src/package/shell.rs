//! The parts that do not depend on the document: content types, settings, fonts, theme, footers.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use gongwen_document::style::FaceRole;
use gongwen_document::style::kinsoku::{NEVER_FIRST, NEVER_LAST};
use gongwen_document::{Length, Orientation, Stylesheet};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::package::footers;
use crate::package::footers::Foot;
use crate::package::writer::Fault;
use crate::styles;
use crate::text::escape::push_escaped;
use crate::text::footnotes;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// How a part whose content changes from document to document is stored: the fastest level, and the first
/// day that a zip knows.
pub(crate) fn entry() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1))
        .last_modified_time(DateTime::default())
}

/// How parts are written that no compression makes much smaller.
pub(crate) fn stored() -> SimpleFileOptions {
    entry().compression_method(CompressionMethod::Stored).compression_level(None)
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
        zip.start_file(name, entry().compression_level(Some(9)))?;
        zip.write_all(part.as_bytes())?;
    }
    for foot in extras.feet() {
        zip.start_file(format!("word/{}", foot.part()), entry().compression_level(Some(9)))?;
        zip.write_all(footers::compose(foot, style).as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// The part of the header of a letter's page 1, below `word/`.
pub(crate) const HEADER: &str = "header1.xml";

fn content_type(part: &str, kind: &str) -> String {
    format!(
        "<Override PartName=\"/word/{part}\" \
         ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>"
    )
}

/// Which of the parts a document has that not every document has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Extras {
    /// Footnotes.
    pub(crate) notes: bool,
    /// The header of a letter's page 1.
    pub(crate) header: bool,
    /// Its footers: a bit for each of [`Foot::ALL`].
    feet: u8,
}

impl Extras {
    /// How many there can be.
    pub(crate) const COUNT: usize = 4 << Foot::ALL.len();

    /// Those of a document with these sections.
    pub(crate) fn of(sections: &[Section], notes: bool) -> Extras {
        let mut extras = Extras { notes, ..Extras::default() };
        for section in sections {
            extras.header |= section.header.is_some();
            for foot in section.feet().into_iter().flatten() {
                extras.feet |= 1 << foot as u8;
            }
        }
        extras
    }

    /// The footers.
    pub(crate) fn feet(self) -> impl Iterator<Item = Foot> {
        Foot::ALL.into_iter().filter(move |foot| self.feet & (1 << *foot as u8) != 0)
    }

    /// A number below [`COUNT`](Extras::COUNT) for each of them.
    pub(crate) fn index(self) -> usize {
        usize::from(self.feet) << 2 | usize::from(self.header) << 1 | usize::from(self.notes)
    }
}

/// What differs between the sections of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Section {
    /// How the paper stands.
    pub(crate) orientation: Orientation,
    /// Whether its pages carry no number.
    pub(crate) unnumbered: bool,
    /// Whether its first page is that of a letter: without a number, its text down to the lower rules (10.1).
    pub(crate) letter: bool,
    /// From the paper's edge down to the header of its first page, when it has one: the mark of a letter.
    pub(crate) header: Option<Length>,
    /// Whether the lower rules of a letter are drawn.
    pub(crate) ruled: bool,
    /// How its pages are numbered.
    pub(crate) numbers: Numbers,
}

impl Section {
    /// The footers of odd and even pages, and that of a first page that has its own.
    pub(crate) fn feet(self) -> [Option<Foot>; 3] {
        let (odd, even) = match self {
            Section { unnumbered: true, .. } => (Foot::Empty, Foot::Empty),
            Section { letter: true, .. } => (Foot::LetterOdd, Foot::LetterEven),
            Section { orientation: Orientation::Landscape, .. } => (Foot::LyingOdd, Foot::LyingEven),
            _ => (Foot::Odd, Foot::Even),
        };
        let first = if self.ruled { Foot::LetterFirst } else { Foot::Empty };
        [Some(odd), Some(even), self.letter.then_some(first)]
    }
}

/// How the pages of a section are numbered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Numbers {
    /// They go on.
    #[default]
    GoOn,
    /// I, II …: a table of contents before the text.
    Roman,
    /// From 1: the text behind it.
    FromOne,
}

/// The `w:sectPr` of a section: paper, margins, grid and page numbers.
pub(crate) fn section(style: &Stylesheet, section: Section, notes: bool) -> String {
    let notes = if notes { footnotes::SECTION } else { "" };
    let page = &style.page;
    let twips = Length::to_twips;
    let numbers = match section.numbers {
        Numbers::GoOn => "",
        Numbers::Roman => "<w:pgNumType w:fmt=\"upperRoman\" w:start=\"1\"/>",
        Numbers::FromOne => "<w:pgNumType w:fmt=\"decimal\" w:start=\"1\"/>",
    };
    let lying = section.orientation == Orientation::Landscape;
    // The sheet turned by a quarter: its binding edge at the top, its foot at the left.
    let (width, height, top, right, bottom, left, turned) = if lying {
        let sides = (page.binding_margin, page.top_margin, page.right_margin, page.bottom_margin);
        (page.height, page.width, sides.0, sides.1, sides.2, sides.3, " w:orient=\"landscape\"")
    } else {
        let sides = (page.top_margin, page.right_margin, page.bottom_margin, page.binding_margin);
        (page.width, page.height, sides.0, sides.1, sides.2, sides.3, "")
    };
    let distance = match section {
        // The number of a lying page hangs on the sheet, so its footer takes no room.
        _ if lying => Length::mm(5),
        Section { letter: true, .. } => footers::LETTER_DISTANCE,
        _ => footer_distance(style),
    };
    // The foot of the other pages is so high that it keeps their text where it is elsewhere.
    let bottom = if section.letter { letter_bottom(style) } else { bottom };
    let title = if section.letter { "<w:titlePg/>" } else { "" };
    let mut references = String::new();
    if section.header.is_some() {
        references.push_str("<w:headerReference w:type=\"first\" r:id=\"header\"/>");
    }
    for (kind, foot) in ["default", "even", "first"].into_iter().zip(section.feet()) {
        if let Some(foot) = foot {
            let _ = write!(references, "<w:footerReference w:type=\"{kind}\" r:id=\"{}\"/>", foot.id());
        }
    }
    let header = section.header.unwrap_or(Length::twips(851));
    // Lying pages and letters have no whole lines. Text does not snap to the grid, so no program of ours sets it otherwise.
    let grid = if lying || section.letter { "" } else { " w:type=\"lines\"" };
    format!(
        "<w:sectPr>{references}{notes}\
         <w:pgSz w:w=\"{}\" w:h=\"{}\"{turned}/>\
         <w:pgMar w:top=\"{}\" w:right=\"{}\" w:bottom=\"{}\" w:left=\"{}\" w:header=\"{}\" w:footer=\"{}\" w:gutter=\"0\"/>{numbers}\
         <w:cols w:space=\"425\"/>{title}<w:docGrid{grid} w:linePitch=\"{}\"/></w:sectPr>",
        twips(width),
        twips(height),
        twips(top),
        twips(right),
        twips(bottom),
        twips(left),
        twips(header),
        twips(distance),
        twips(style.grid.line_pitch),
    )
}

/// The bottom margin of page 1 of a letter.
fn letter_bottom(style: &Stylesheet) -> Length {
    let area = style.letter_area().unwrap_or(style.page.type_area_height());
    // A line that fits by a hair must fit; one more needs twice as much.
    let spare = Length::from_emu(style.grid.line_pitch.emu() / 2);
    style.page.height - style.page.top_margin - area - spare
}

/// From the paper's edge up to the footer's line, so that the dash is where the stylesheet wants it: a line
/// is as high as its type, and the dash runs in its middle.
pub(crate) fn footer_distance(style: &Stylesheet) -> Length {
    style.page.bottom_margin - style.page_number.distance - style.page_number.size / 2
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
