//! What the walk over finished pages says: a stable code, the field and the page, and what to do.

use gongwen_document::{Diagnostic, Message, Place};

use crate::canvas::{Extent, Kind};

/// A fault of one thing on a page.
#[derive(Clone, Copy)]
pub(super) enum Fault<'a> {
    /// It reaches over the edge of the paper.
    OffPaper,
    /// It reaches out of the type area 版心.
    OutOfArea,
    /// It stands over another thing.
    Overprint(&'a Extent),
    /// A rule runs through it; whether that is a red one.
    OnRule(bool),
    /// Its type is below the size of its role.
    Small,
    /// A line ends inside a number (7.3.3).
    NumberCut,
    /// The first page shows no text because of it (7.3.3).
    NoText,
}

impl Fault<'_> {
    pub(super) fn code(self) -> &'static str {
        match self {
            Fault::OffPaper => "fit/off-paper",
            Fault::OutOfArea => "fit/out-of-area",
            Fault::Overprint(_) => "fit/overprint",
            Fault::OnRule(_) => "fit/on-rule",
            Fault::Small => "fit/small-type",
            Fault::NumberCut => "fit/number-cut",
            Fault::NoText => "gbt9704/7.3.3",
        }
    }

    /// Tells it of what was found first; `count` things of this field have it.
    pub(super) fn tell(self, extent: &Extent, count: usize) -> Diagnostic {
        let (thing, thing_en) = name(extent);
        let page = extent.page + 1;
        let more = if count > 1 { format!("（共 {count} 处）") } else { String::new() };
        let more_en = if count > 1 { format!(" ({count} places)") } else { String::new() };
        let (zh, en) = match self {
            Fault::OffPaper => ("印到了纸外".to_owned(), "reaches over the edge of the paper".to_owned()),
            Fault::OutOfArea => ("超出了版心".to_owned(), "reaches out of the type area".to_owned()),
            Fault::Overprint(other) => {
                let (other, other_en) = name(other);
                (format!("和{other}叠在一起"), format!("stands over {other_en}"))
            }
            Fault::OnRule(true) => ("压住了红色分隔线".to_owned(), "stands over a red rule".to_owned()),
            Fault::OnRule(false) => ("压住了框线".to_owned(), "stands over a rule".to_owned()),
            Fault::Small => {
                let [size, least] = extent.size.map(points);
                (
                    format!("字号只有 {size} 磅，应当不小于 {least} 磅"),
                    format!("is set in {size} pt, below {least} pt"),
                )
            }
            Fault::NumberCut => (
                "里有一个数在行末被断开（7.3.3）".to_owned(),
                "has a number cut over two lines (7.3.3)".to_owned(),
            ),
            Fault::NoText => (
                "占满了首页，首页没有正文（7.3.3）".to_owned(),
                "fills the first page, which shows no text (7.3.3)".to_owned(),
            ),
        };
        let message = Message::new(
            format!("第 {page} 页{thing}{zh}{more}"),
            format!("page {page}: {thing_en} {en}{more_en}"),
        );
        let diagnostic = match self {
            // Less than three fifths of what is right: a mark smaller than the text below it, a table that nobody can read.
            Fault::Small if extent.size[0] * 5 < extent.size[1] * 3 => {
                Diagnostic::error(self.code(), message)
            }
            Fault::Small | Fault::NumberCut => Diagnostic::warning(self.code(), message),
            _ => Diagnostic::error(self.code(), message),
        };
        diagnostic
            .at(Place::report(extent.origin.path.to_string(), extent.origin.span.clone()))
            .help(help(self, extent))
    }
}

/// What a thing is called.
fn name(extent: &Extent) -> (String, String) {
    match extent.kind {
        Kind::Picture => ("图片".to_owned(), "a picture".to_owned()),
        Kind::Seal => ("印章".to_owned(), "a seal".to_owned()),
        Kind::Text | Kind::Signed => {
            let text = extent.excerpt();
            (format!("“{text}”"), format!("“{text}”"))
        }
    }
}

/// Half points, as sizes of type come.
fn points(emu: i64) -> String {
    let halves = emu * 2 / 12_700;
    if halves % 2 == 0 { format!("{}", halves / 2) } else { format!("{}.5", halves / 2) }
}

/// What to do, by the field; a field that is not known is to be shortened.
fn help(fault: Fault<'_>, extent: &Extent) -> Message {
    let path = &*extent.origin.path;
    let begins = |field: &str| path.starts_with(field);
    let (zh, en) = if matches!(fault, Fault::NumberCut) {
        (
            "把这个数所在的栏放宽，或者换成较大的单位（如“万元”）",
            "give its column more room, or use a larger unit",
        )
    } else if matches!(extent.kind, Kind::Seal) {
        (
            "印章下要有正文；减少署名机关，或者把印章的直径（diameter）改成实际大小",
            "name fewer bodies, or give the seal its true diameter",
        )
    } else if begins("letterhead.approvers") {
        (
            "签发人太多，首页放不下；只写主要签发人，或者写“某某等×位”",
            "there are too many approvers for the first page; name the main ones",
        )
    } else if begins("letterhead.issuer_mark") {
        (
            "机关名称太长或者太多；用规范化简称，或者只用主办机关的标志（issuer_mark 只写主办机关，各机关照样署名）",
            "use the short names, or the lead body's mark alone: all of them sign as before",
        )
    } else if begins("letterhead.") {
        ("把这一项写短", "make it shorter")
    } else if begins("imprint.") || begins("addressees") {
        ("用统称代替逐个列出，如“各乡镇人民政府”", "name them by their kind, as in “各乡镇人民政府”")
    } else if matches!(fault, Fault::NoText) {
        (
            "把标题和主送机关写短，首页要有正文",
            "make title and addressees shorter: the first page must show text",
        )
    } else {
        (
            "把这里写短；表格可以减少栏数、调整栏宽，或者横排（landscape = true）",
            "make it shorter; a table may have fewer or wider columns, or lie (landscape = true)",
        )
    };
    Message::new(zh, en)
}
