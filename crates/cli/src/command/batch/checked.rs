//! `--check`: whether the numbers of each row's report agree.

use gongwen::batch::{Binding, DataTable, Gate};
use gongwen::check::{Options, Text, check};
use gongwen::{Diagnostic, Diagnostics, Message, Place, Severity, TableCell};

use super::rows::{Chosen, chosen};

/// So many findings are told one by one.
const TOLD: usize = 20;

/// What the numbers of the rows have wrong that are made, each with its row.
pub(super) fn rows(
    table: &mut DataTable,
    binding: &Binding,
    chosen_rows: &Chosen,
    gate: &Gate,
) -> Result<Vec<Diagnostic>, Diagnostics> {
    let (mut told, mut more, mut documents) = (Vec::new(), 0_usize, 0_usize);
    for row in chosen(table, binding, chosen_rows)? {
        let row = row.map_err(|fault| Diagnostics(vec![fault]))?;
        if gate.bad.binary_search(&row.number).is_ok() {
            continue;
        }
        let bound = binding.bind(&row)?;
        let text = Text::from_report(&bound.report, "");
        let outcome = check(&text, &Options::arithmetic());
        let errors = outcome.findings.iter().filter(|finding| finding.severity == Severity::Error);
        let before = told.len() + more;
        for finding in errors {
            if told.len() == TOLD {
                more += 1;
                continue;
            }
            let (zh, en, quote) = (&finding.message.zh, &finding.message.en, &finding.quote);
            let cell = TableCell { row: Some(row.number), ..TableCell::default() };
            let message = Message::new(format!("“{quote}”：{zh}"), format!("`{quote}`: {en}"));
            let found = Diagnostic::warning(finding.code, message).at(Place::table(cell));
            told.push(found.help(Message::new(finding.reason.clone(), finding.reason.clone())));
        }
        documents += usize::from(told.len() + more > before);
    }
    if more > 0 {
        told.push(Diagnostic::warning(
            "check/more",
            Message::new(
                format!("这样的还有 {more} 处，一共 {documents} 行；只看一行用 --only，或者用 gongwen check"),
                format!("{more} more of this kind, in {documents} rows; look at one with --only"),
            ),
        ));
    }
    Ok(told)
}
