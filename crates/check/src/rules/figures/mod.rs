//! Numbers that cannot be true together 数据勾稽.
//!
//! Each rule finds statements of one form, holds their numbers against each other as intervals and notes a relation with
//! its verdict; only what fails whatever the digits behind the printed ones becomes a finding.

mod accounts;
mod averages;
mod comparisons;
mod facts;
mod lists;
mod rankings;
mod rates;
mod slip;
mod statement;
mod sums;
mod words;

use crate::quantity::lines;
use crate::rules::line::Line;
use crate::{Findings, Options, Text};

/// Looks at the text for what this family knows.
pub(crate) fn run(text: &Text, _lines: &[Line<'_>], options: &Options, out: &mut Findings) {
    let lines = lines(text);
    let since = out.count();
    let year = averages::spans::is_of_year(&lines);
    for line in &lines {
        sums::parts::run(line, out);
        sums::among::run(line, out);
        sums::matters::run(line, out);
        sums::outgrown::run(line, out);
        sums::stages::run(line, out);
        accounts::balance::run(line, out);
        accounts::ledger::run(line, since, out);
        sums::total::run(line, out);
        sums::gathered::run(line, out);
        sums::recalled::run(line, out);
        sums::bands::run(line, since, out);
        sums::handed_out::run(line, since, out);
        sums::kindred::run(line, since, out);
        rates::rate::run(line, out);
        rates::cleared::run(line, out);
        rates::shares::run(line, out);
        rates::hundred::run(line, out);
        comparisons::growth::run(line, out);
        comparisons::earlier::run(line, since, out);
        comparisons::old_behind::run(line, out);
        comparisons::growth_pairs::run(line, out);
        comparisons::told_after::run(line, out);
        comparisons::named_growth::run(line, since, out);
        comparisons::points::run(line, out);
        comparisons::moved::run(line, out);
        comparisons::points_named::run(line, out);
        comparisons::rate_moved::run(line, out);
        lists::respectively::run(line, out);
        sums::pairs::run(line, out);
        sums::twofold::run(line, out);
        sums::mixed::run(line, out);
        averages::bounded::run(line, out);
        sums::opposed::run(line, out);
        sums::days::run(line, out);
        sums::clear_days::run(line, out);
        lists::singly::run(line, out);
        averages::conversion::run(line, out);
        averages::extent::run(line, out);
        averages::hours::run(line, out);
        averages::unit_price::run(line, out);
        accounts::aim_passed::run(line, out);
        accounts::targets::run(line, out);
        accounts::goals::run(line, out);
        accounts::passing::run(line, out);
        rates::ratio::run(line, out);
        rates::vulgar::run(line, out);
        rates::halves::run(line, out);
        rates::times::run(line, out);
        rankings::run(line, out);
        averages::spans::run(line, year, out);
        averages::average::run(line, out);
        averages::reckoned::run(line, out);
        averages::quotients::run(line, out);
        averages::standard::run(line, out);
        averages::groups::run(line, out);
        averages::tiers::run(line, out);
    }
    sums::partition::run(&lines, out);
    rates::afar::run(&lines, out);
    rates::afar_homes::run(&lines, out);
    averages::average_afar::run(&lines, out);
    averages::count_afar::run(&lines, out);
    rates::plan_afar::run(&lines, out);
    sums::itemised::run(&lines, out);
    sums::added::run(&lines, out);
    accounts::pace::run(&lines, out);
    accounts::sheet::run(&lines, out);
    accounts::remaining::run(&lines, out);
    accounts::rest::run(&lines, since, out);
    accounts::rest_afar::run(&lines, since, out);
    accounts::rest_named::run(&lines, since, out);
    sums::continued::run(&lines, since, out);
    lists::rows::run(&lines, out);
    lists::list::run(&lines, out);
    if options.wants("figures/same-fact-differs") {
        let judged = facts::same::run(&lines, out);
        facts::restated::run(&lines, &judged, out);
    }
}
