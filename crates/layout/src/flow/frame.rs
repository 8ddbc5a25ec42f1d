//! Paper that stands and paper that lies.

use gongwen_document::Stylesheet;
use gongwen_document::style::PageStyle;

/// The form on lying paper: the sheet turned by a quarter, so that what is the binding edge of upright paper is at
/// the top. Head at the binding edge on odd pages and at the fore edge on even ones (clause 8) is one and the same
/// turn: the two sides of a sheet have these edges at the same hand.
pub(crate) fn lying(style: &Stylesheet) -> Stylesheet {
    let page = style.page;
    let mut turned = style.clone();
    turned.page = PageStyle {
        width: page.height,
        height: page.width,
        top_margin: page.binding_margin,
        binding_margin: page.bottom_margin,
        bottom_margin: page.right_margin,
        right_margin: page.top_margin,
    };
    turned
}
