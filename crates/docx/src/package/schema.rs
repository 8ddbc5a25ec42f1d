//! The order of children that the schema of WordprocessingML asks for (ISO/IEC 29500-1, annex A).

/// Children of `w:pPr` in the order that 17.3.1.26 asks for.
const PARAGRAPH: &[&str] = &[
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
    "w:numPr",
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
];

/// Children of `w:rPr` in the order that 17.3.2.28 asks for.
const RUN: &[&str] = &[
    "w:ins",
    "w:del",
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:caps",
    "w:smallCaps",
    "w:strike",
    "w:dstrike",
    "w:outline",
    "w:shadow",
    "w:emboss",
    "w:imprint",
    "w:noProof",
    "w:snapToGrid",
    "w:vanish",
    "w:webHidden",
    "w:color",
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:effect",
    "w:bdr",
    "w:shd",
    "w:fitText",
    "w:vertAlign",
    "w:rtl",
    "w:cs",
    "w:em",
    "w:lang",
    "w:eastAsianLayout",
    "w:specVanish",
    "w:oMath",
];

/// Children of `w:tblPr` in the order that 17.4.59 asks for.
const TABLE: &[&str] = &[
    "w:tblStyle",
    "w:tblpPr",
    "w:tblOverlap",
    "w:bidiVisual",
    "w:tblStyleRowBandSize",
    "w:tblStyleColBandSize",
    "w:tblW",
    "w:jc",
    "w:tblCellSpacing",
    "w:tblInd",
    "w:tblBorders",
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
    "w:tblCaption",
    "w:tblDescription",
];

/// `w:trPr`, 17.4.81: a choice, so any order is valid; this one keeps the output the same.
const ROW: &[&str] = &["w:gridBefore", "w:gridAfter", "w:wBefore", "w:wAfter", "w:cantSplit", "w:trHeight"];

/// Children of `w:tcPr` in the order that 17.4.69 asks for.
const CELL: &[&str] = &[
    "w:cnfStyle",
    "w:tcW",
    "w:gridSpan",
    "w:hMerge",
    "w:vMerge",
    "w:tcBorders",
    "w:shd",
    "w:noWrap",
    "w:tcMar",
    "w:textDirection",
    "w:tcFitText",
    "w:vAlign",
    "w:hideMark",
];

/// The children of this element in order; `None` when their order is not ours to mend.
pub(crate) fn children(element: &str) -> Option<&'static [&'static str]> {
    match element {
        "w:pPr" => Some(PARAGRAPH),
        "w:rPr" => Some(RUN),
        "w:tblPr" => Some(TABLE),
        "w:trPr" => Some(ROW),
        "w:tcPr" => Some(CELL),
        _ => None,
    }
}

/// The place of a child in this order; what the schema does not know goes last.
pub(crate) fn rank(order: &[&str], child: &str) -> usize {
    order.iter().position(|name| *name == child).unwrap_or(order.len())
}
