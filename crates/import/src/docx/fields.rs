//! Fields 域: of a field its result is text, its instruction is not; tables of contents and page numbers are the form's.

use super::xml::{Element, Space};

/// The fields that are open where the reader stands.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// Whether every field of the document ends: one that never ends must not swallow the rest.
    pub(super) trusted: bool,
}

struct Field {
    instruction: String,
    /// Whether its result has begun.
    result: bool,
    /// Whether its result said anything.
    said: bool,
    kind: Kind,
}

/// What becomes of the result of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is text.
    Text,
    /// A table of contents 目录.
    Contents,
    /// The number of a page.
    Page,
}

/// What an instruction asks for.
pub(super) fn kind(instruction: &str) -> Kind {
    match instruction.split_whitespace().next().unwrap_or_default().to_ascii_uppercase().as_str() {
        "TOC" => Kind::Contents,
        "PAGE" | "NUMPAGES" | "SECTIONPAGES" | "PAGEREF" => Kind::Page,
        _ => Kind::Text,
    }
}

impl Fields {
    /// No field is open, and every one ends.
    pub(super) fn trusted() -> Fields {
        Fields { open: Vec::new(), trusted: true }
    }

    /// `w:fldChar` begins a field.
    pub(super) fn begin(&mut self) {
        self.open.push(Field { instruction: String::new(), result: false, said: false, kind: Kind::Text });
    }

    /// Its result begins; what the field is.
    pub(super) fn separate(&mut self) -> Option<Kind> {
        let trusted = self.trusted;
        let field = self.open.last_mut()?;
        field.result = true;
        field.kind = kind(&field.instruction);
        if field.kind == Kind::Contents && !trusted {
            field.kind = Kind::Text;
        }
        Some(field.kind)
    }

    /// It ends; the text of a field that has it in its instruction: `eq \o\ac(○,1)`, a number in a circle.
    pub(super) fn end(&mut self) -> Option<String> {
        let field = self.open.pop()?;
        (!field.said).then(|| circled(&field.instruction)).flatten()
    }

    /// Adds to the instruction of the innermost field.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) =
            self.open.last_mut().filter(|field| !field.result && field.instruction.len() < 4096)
        {
            field.instruction.push_str(text);
        }
    }

    /// Whether text here is text of the document.
    pub(super) fn shows(&mut self) -> bool {
        let shows = self.open.iter().all(|field| !self.trusted || (field.result && field.kind == Kind::Text));
        if shows {
            self.open.iter_mut().for_each(|field| field.said = true);
        }
        shows
    }

    /// Whether a table of contents is open.
    pub(super) fn in_contents(&self) -> bool {
        self.open.iter().any(|field| field.kind == Kind::Contents)
    }
}

/// Whether as many fields end as begin.
pub(super) fn balanced(body: Element<'_>) -> bool {
    let (mut begun, mut ended) = (0usize, 0usize);
    for mark in body.below("fldChar") {
        match mark.attribute("fldCharType") {
            Some("begin") => begun += 1,
            Some("end") => ended += 1,
            _ => {}
        }
    }
    begun == ended
}

/// The text of `eq \o\ac(○,1)`: ① where there is such a sign.
fn circled(instruction: &str) -> Option<String> {
    let rest = instruction.trim_start();
    let rest = rest.get(..2).filter(|name| name.eq_ignore_ascii_case("eq")).and_then(|_| rest.get(2..))?;
    let inner = rest.split_once('(')?.1.rsplit_once(')')?.0;
    let (ring, inside) = inner.split_once([',', '，'])?;
    let inside = inside.trim();
    let number = inside.parse::<u32>().ok().filter(|number| (1..=20).contains(number));
    match number.filter(|_| matches!(ring.trim(), "○" | "〇" | "◯")) {
        Some(number) => char::from_u32(u32::from('①') + number - 1).map(String::from),
        None => Some(inside.to_owned()),
    }
}

/// The characters of a formula, in order.
pub(super) fn formula(element: Element<'_>) -> String {
    let mut text = String::new();
    for child in element.children() {
        if child.space() == Space::Math && child.name() == "t" {
            text.push_str(child.text());
        } else {
            text.push_str(&formula(child));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::circled;

    #[test]
    fn numbers_in_circles_stand_in_the_instruction() {
        assert_eq!(circled(r" eq \o\ac(○,1) ").as_deref(), Some("①"));
        assert_eq!(circled(r"EQ \o\ac(○,25)").as_deref(), Some("25"));
        assert_eq!(circled("PAGE"), None);
        assert_eq!(circled("页"), None);
    }
}
