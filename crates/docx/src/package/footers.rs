//! Footers: the page number 页码 of upright pages, that of lying ones at the same place of the sheet (clause 8), and none.

use std::fmt::Write;

use gongwen_document::style::HeadRuleStyle;
use gongwen_document::{Format, Length, Stylesheet};

use crate::elements::letterhead;
use crate::package::foot::{DRAWINGS, Foot, LETTER_DISTANCE};
use crate::package::section::footer_distance;
use crate::styles;
use crate::text::escape::push_escaped;
use crate::text::raw;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The XML of the header 页眉 of every page.
pub(crate) fn header(text: &str) -> String {
    let style = styles::HEADER;
    let mut xml = format!(
        "{DECLARATION}<w:hdr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>\
         <w:r><w:t xml:space=\"preserve\">"
    );
    push_escaped(&mut xml, text);
    xml + "</w:t></w:r></w:p></w:hdr>"
}

/// The XML of a footer.
pub(crate) fn compose(foot: Foot, style: &Stylesheet) -> String {
    match foot {
        Foot::Odd => upright(styles::FOOTER, style),
        Foot::Even => upright(styles::FOOTER_EVEN, style),
        Foot::Empty => none(),
        Foot::LyingOdd => lying(styles::FOOTER, style),
        Foot::LyingEven => lying(styles::FOOTER_EVEN, style),
        Foot::LetterOdd => letter(styles::FOOTER, style),
        Foot::LetterEven => letter(styles::FOOTER_EVEN, style),
        Foot::LetterFirst => letter_rules(style),
    }
}

/// The lower rules of a letter, thin above thick (10.1): the borders of a line as high as the white between them.
fn letter_rules(style: &Stylesheet) -> String {
    let HeadRuleStyle::Double(rules) = &style.letterhead(Format::Letter).rule else { return none() };
    let line = letterhead::double_rule(style, rules, Length::ZERO, (rules.thin, rules.thick));
    let room = letterhead::room(rules.from_bottom - LETTER_DISTANCE);
    format!("{DECLARATION}<w:ftr xmlns:w=\"{MAIN}\">{line}{room}</w:ftr>")
}

/// The foot of pages without a number.
fn none() -> String {
    let style = styles::FOOTER;
    format!(
        "{DECLARATION}<w:ftr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr></w:p></w:ftr>"
    )
}

/// The number in the footer's line.
fn upright(paragraph_style: &str, style: &Stylesheet) -> String {
    format!("{DECLARATION}<w:ftr xmlns:w=\"{MAIN}\">{}</w:ftr>", page_number(paragraph_style, "", style))
}

/// The number where it is elsewhere, between room up to the type area's end and room down to [`LETTER_DISTANCE`]: the
/// bottom margin of a letter is that of its page 1, which is less.
fn letter(paragraph_style: &str, style: &Stylesheet) -> String {
    let above = style.page.bottom_margin - footer_distance(style) - style.page_number.size;
    let below = footer_distance(style) - LETTER_DISTANCE;
    let before = format!("<w:spacing w:before=\"{}\"/>", above.to_twips());
    format!(
        "{DECLARATION}<w:ftr xmlns:w=\"{MAIN}\">{}<w:p><w:pPr><w:pStyle w:val=\"{paragraph_style}\"/>\
         <w:spacing w:line=\"{}\" w:lineRule=\"exact\"/></w:pPr></w:p></w:ftr>",
        page_number(paragraph_style, &before, style),
        below.to_twips(),
    )
}

/// The number in a box at the sheet's foot, which is the left side of a lying page; its text runs down along the right
/// side of the box. The box begins in the corner of the paper, so that a program that overlooks its place, as LibreOffice
/// does in a section of one page, finds the number where Word does. What knows no `wps` shows the same box in VML.
fn lying(paragraph_style: &str, style: &Stylesheet) -> String {
    let number = if paragraph_style == styles::FOOTER_EVEN { DRAWINGS } else { 1 };
    let page = &style.page;
    let form = &style.page_number;
    let height = form.size;
    let width = page.bottom_margin - form.distance + height / 2;
    let indent = match paragraph_style {
        styles::FOOTER_EVEN => {
            raw::indent(page.binding_margin + height.scale(i64::from(form.side_indent), 100), Length::ZERO)
        }
        _ => String::new(),
    };
    let mut xml = format!(
        "{DECLARATION}<w:ftr xmlns:w=\"{MAIN}\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
         xmlns:v=\"urn:schemas-microsoft-com:vml\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\">\
         <w:p><w:pPr><w:pStyle w:val=\"{}\"/></w:pPr><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>",
        styles::FOOTER
    );
    let _ = write!(
        xml,
        "<wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"{number}\" behindDoc=\"0\" \
         locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/>\
         <wp:positionH relativeFrom=\"page\"><wp:posOffset>0</wp:posOffset></wp:positionH>\
         <wp:positionV relativeFrom=\"page\"><wp:posOffset>0</wp:posOffset></wp:positionV>\
         <wp:extent cx=\"{0}\" cy=\"{1}\"/><wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:wrapNone/>\
         <wp:docPr id=\"{number}\" name=\"页码 {number}\"/><wp:cNvGraphicFramePr/><a:graphic>\
         <a:graphicData uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp>\
         <wps:cNvSpPr txBox=\"1\"/><wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{0}\" cy=\"{1}\"/></a:xfrm>\
         <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>\
         <wps:txbx><w:txbxContent>{2}</w:txbxContent></wps:txbx>\
         <wps:bodyPr vert=\"vert\" wrap=\"square\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"t\"/></wps:wsp>\
         </a:graphicData></a:graphic></wp:anchor>",
        width.emu(),
        (page.binding_margin + page.type_area_width()).emu(),
        page_number(paragraph_style, &indent, style),
    );
    xml.push_str("</w:drawing></mc:Choice><mc:Fallback><w:pict>");
    let points =
        |length: Length| format!("{}.{:02}pt", length.emu() / 12_700, length.emu() % 12_700 * 100 / 12_700);
    let _ = write!(
        xml,
        "<v:shape id=\"page-number-{number}\" type=\"#_x0000_t202\" stroked=\"f\" filled=\"f\" \
         style=\"position:absolute;margin-left:0;margin-top:0;width:{};height:{};z-index:{number};\
         mso-position-horizontal-relative:page;mso-position-vertical-relative:page\">\
         <v:textbox style=\"layout-flow:vertical\" inset=\"0,0,0,0\"><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape>",
        points(width),
        points(page.binding_margin + page.type_area_width()),
        page_number(paragraph_style, &indent, style),
    );
    xml + "</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p></w:ftr>"
}

fn page_number(paragraph_style: &str, indent: &str, style: &Stylesheet) -> String {
    let mut xml = format!("<w:p><w:pPr><w:pStyle w:val=\"{paragraph_style}\"/>{indent}</w:pPr>");
    let text = |xml: &mut String, text: &str| {
        xml.push_str("<w:r><w:t xml:space=\"preserve\">");
        push_escaped(xml, text);
        xml.push_str("</w:t></w:r>");
    };
    text(&mut xml, style.page_number.prefix);
    let field = |xml: &mut String, name: &str| {
        let _ = write!(
            xml,
            "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>\
             <w:r><w:instrText xml:space=\"preserve\"> {name} </w:instrText></w:r>\
             <w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>"
        );
        text(xml, "1");
        xml.push_str("<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>");
    };
    field(&mut xml, "PAGE");
    text(&mut xml, style.page_number.suffix);
    if let Some(behind) = style.page_number.total {
        field(&mut xml, "NUMPAGES");
        text(&mut xml, behind);
    }
    xml + "</w:p>"
}
