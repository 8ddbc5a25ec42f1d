//! The faces of the pages as web fonts.

use std::borrow::Cow;
use std::collections::BTreeSet;

use gongwen_fonts::{Face, FaceId};
use gongwen_layout::Pages;

/// The name under which the text of a page asks for a face: `gongwen-3`.
///
/// ```
/// assert_eq!(gongwen_svg::family(gongwen_fonts::FaceId(3)), "gongwen-3");
/// ```
pub fn family(face: FaceId) -> String {
    format!("gongwen-{}", face.0)
}

/// The faces that pages show, in order.
///
/// ```
/// assert!(gongwen_svg::faces(&gongwen_layout::Pages::default()).is_empty());
/// ```
pub fn faces(pages: &Pages) -> BTreeSet<FaceId> {
    let runs = pages.pages.iter().flat_map(|page| page.runs.iter().chain(&page.upright_runs));
    runs.map(|run| run.face).collect()
}

/// The style sheet that pages need where they are shown: an `@font-face` for each of these faces at the address that is
/// given for it, and what keeps a browser from moving glyphs or taking others (ligatures, kerning, local forms).
///
/// ```
/// use gongwen_fonts::FaceId;
/// let css = gongwen_svg::style_sheet([FaceId(2)], |face| format!("fonts/{}.ttf", face.0));
/// assert!(css.contains("@font-face{font-family:gongwen-2;src:url(\"fonts/2.ttf\")"));
/// ```
pub fn style_sheet(faces: impl IntoIterator<Item = FaceId>, address: impl Fn(FaceId) -> String) -> String {
    let mut css = String::new();
    for face in faces {
        let address = address(face).replace('\\', "%5C").replace('"', "%22").replace('\n', "%0A");
        css.push_str(&format!(
            "@font-face{{font-family:{};src:url(\"{address}\");font-display:block}}\n",
            family(face)
        ));
    }
    css.push_str(STEADY);
    css
}

/// Glyphs stay as the layout chose and placed them, whatever the page around them says.
const STEADY: &str = "\
.gongwen-page text{white-space:pre;font-style:normal;font-weight:400;font-stretch:normal;font-size-adjust:none;\
font-synthesis:none;font-kerning:none;font-variant:normal;font-variant-ligatures:none;letter-spacing:normal;\
word-spacing:normal;writing-mode:horizontal-tb;direction:ltr;text-anchor:start;text-rendering:geometricPrecision;\
font-feature-settings:\"locl\" 0,\"calt\" 0,\"liga\" 0,\"clig\" 0,\"kern\" 0,\"chws\" 0}\n\
.gongwen-page text{-webkit-text-size-adjust:none;text-size-adjust:none;text-spacing-trim:space-all;text-autospace:no-autospace}\n\
.gongwen-seal{mix-blend-mode:multiply}\n";

/// The file that a browser is given for a face: the font file itself, and of a collection (ttc), which browsers do not take,
/// the one face as a file of its own. `None` when the file is not whole.
///
/// ```
/// let fonts = gongwen_fonts::Fonts::embedded();
/// let face = fonts.face(gongwen_fonts::FaceId(0));
/// assert_eq!(gongwen_svg::web_font(face).as_deref(), Some(face.data()));
/// ```
pub fn web_font(face: &Face) -> Option<Cow<'_, [u8]>> {
    let data = face.data();
    if !data.starts_with(b"ttcf") {
        return (!data.is_empty()).then_some(Cow::Borrowed(data));
    }
    let start = u32_at(data, 12 + usize::try_from(face.index()).ok()?.checked_mul(4)?)?;
    single(data, start).map(Cow::Owned)
}

/// The face whose directory of tables stands here, its tables behind each other.
fn single(data: &[u8], start: usize) -> Option<Vec<u8>> {
    let header = data.get(start..start.checked_add(12)?)?;
    let [_, _, _, _, high, low, ..] = *header else { return None };
    let count = usize::from(u16::from_be_bytes([high, low]));
    let directory = 12 + 16 * count;
    let mut file = header.to_vec();
    let mut tables: Vec<u8> = Vec::new();
    for index in 0..count {
        let record = start.checked_add(12 + 16 * index)?;
        let (offset, length) =
            (u32_at(data, record.checked_add(8)?)?, u32_at(data, record.checked_add(12)?)?);
        file.extend_from_slice(data.get(record..record + 8)?);
        file.extend_from_slice(&u32::try_from(directory + tables.len()).ok()?.to_be_bytes());
        file.extend_from_slice(&u32::try_from(length).ok()?.to_be_bytes());
        tables.extend_from_slice(data.get(offset..offset.checked_add(length)?)?);
        // Tables of a directory that name the same bytes over and over would make a file of any size.
        if tables.len() > data.len() {
            return None;
        }
        tables.resize(tables.len().next_multiple_of(4), 0);
    }
    file.extend_from_slice(&tables);
    Some(file)
}

fn u32_at(data: &[u8], at: usize) -> Option<usize> {
    let bytes = data.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()
}
