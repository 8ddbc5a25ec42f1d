//! The quantities 数量 of a text: numbers with their units, and what they stand for.
//!
//! A quantity is a number with a unit. Years, dates, ordinals, numbers of documents, roads and telephones, codes such as
//! “1+1+4” and fixed terms with a number in them are none.
//!
//! ```
//! use gongwen_check::Text;
//! use gongwen_check::quantity::quantities;
//! let text = Text::from_plain("2024年320国道投入2.8万余元，惠及十二户。");
//! let found = quantities(&text);
//! let shown: Vec<&str> = found.iter().map(|it| text.quote(&it.span)).collect();
//! assert_eq!(shown, ["2.8万余元", "十二户"]);
//! assert_eq!(found[0].value.to_string(), "[28000, 29000)");
//! ```

mod line;
mod model;
mod numeral;
mod row;
mod scan;
mod terms;
mod units;

use crate::{Role, Text};
pub(crate) use line::{BREAKS, CLAUSES, Line};
pub use model::Quantity;
pub(crate) use units::unit;

/// All quantities of a text, in its order.
pub fn quantities(text: &Text) -> Vec<Quantity> {
    lines(text).into_iter().flat_map(|line| line.quantities).collect()
}

/// All paragraphs with their characters and quantities; cells of tables have none.
pub(crate) fn lines(text: &Text) -> Vec<Line> {
    let terms = terms::terms();
    let read = |(index, paragraph)| {
        let line = Line::new(index, paragraph);
        if matches!(line.role, Role::Cell(_)) {
            return line;
        }
        let quantities = scan::scan(&line, paragraph, terms);
        line.with(quantities)
    };
    text.paragraphs.iter().enumerate().map(read).collect()
}
