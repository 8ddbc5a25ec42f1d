//! Numbers that cannot be true together 数据勾稽.
//!
//! Each rule finds statements of one form, holds their numbers against each other as intervals and notes a relation with
//! its verdict; only what fails whatever the digits behind the printed ones becomes a finding.

mod added;
mod afar;
mod against;
mod among;
mod announced;
mod average;
mod average_afar;
mod balance;
mod bounded;
mod change;
mod changes;
mod closed;
mod conversion;
mod counts;
mod dated;
mod days;
mod doubling;
mod each;
mod earlier;
mod extent;
mod flow_lists;
mod flow_words;
mod follow;
mod fractions;
mod gathered;
mod goals;
mod growth;
mod growth_pairs;
mod growth_words;
mod halves;
mod hundred;
mod itemised;
mod list;
mod listed;
mod meant;
mod members;
mod most;
mod moved;
mod named;
mod net;
mod of_rate;
mod opening;
mod opposed;
mod outgrown;
mod pairs;
mod partition;
mod parts;
mod passing;
mod per;
mod per_one;
mod phrase;
mod pointed;
mod points;
mod product;
mod rate;
mod rate_words;
mod ratio;
mod referred;
mod remaining;
mod respectively;
mod rest;
mod rest_lists;
mod rest_words;
mod restated;
mod resumed;
mod retold;
mod rows;
mod same;
mod sentences;
mod shares;
mod sheet;
mod singly;
mod slip;
mod slogans;
mod spoken;
mod stages;
mod statement;
mod targets;
mod telling;
mod total;
mod unit_price;
mod verdicts;
mod vulgar;
mod ways;
mod wholes;
mod words;

use crate::quantity::lines;
use crate::rules::line::Line;
use crate::{Findings, Options, Text};

/// Looks at the text for what this family knows.
pub(crate) fn run(text: &Text, _lines: &[Line<'_>], options: &Options, out: &mut Findings) {
    let lines = lines(text);
    let since = out.count();
    for line in &lines {
        parts::run(line, out);
        among::run(line, out);
        outgrown::run(line, out);
        stages::run(line, out);
        balance::run(line, out);
        total::run(line, out);
        gathered::run(line, out);
        rate::run(line, out);
        shares::run(line, out);
        hundred::run(line, out);
        growth::run(line, out);
        earlier::run(line, out);
        growth_pairs::run(line, out);
        points::run(line, out);
        moved::run(line, out);
        respectively::run(line, out);
        pairs::run(line, out);
        bounded::run(line, out);
        opposed::run(line, out);
        days::run(line, out);
        singly::run(line, out);
        conversion::run(line, out);
        extent::run(line, out);
        unit_price::run(line, out);
        targets::run(line, out);
        goals::run(line, out);
        passing::run(line, out);
        ratio::run(line, out);
        vulgar::run(line, out);
        halves::run(line, out);
        most::run(line, out);
        average::run(line, out);
    }
    partition::run(&lines, out);
    afar::run(&lines, out);
    average_afar::run(&lines, out);
    itemised::run(&lines, out);
    added::run(&lines, out);
    sheet::run(&lines, out);
    remaining::run(&lines, out);
    rest::run(&lines, since, out);
    rows::run(&lines, out);
    list::run(&lines, out);
    if options.wants("figures/same-fact-differs") {
        let judged = same::run(&lines, out);
        restated::run(&lines, &judged, out);
    }
}
