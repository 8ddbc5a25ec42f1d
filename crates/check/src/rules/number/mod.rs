//! Numbers in digits and how they are written 数字用法: units, ranges, qualifiers, style (GB/T 15835-2011).

mod bare;
mod between;
mod counted;
mod joined;
mod member_words;
mod members;
mod mixed;
mod percent;
mod qualifier;
mod range;
mod scripts;
mod shares;
mod slips;
mod style;
mod twice;
mod uniform;
mod unit;

use crate::rules::line::Line;
use crate::{Findings, Options, Text};

/// Looks at the text for what this family knows.
pub(crate) fn run(_text: &Text, lines: &[Line<'_>], _options: &Options, out: &mut Findings) {
    let mut uniform = uniform::Uniform::default();
    for line in lines {
        let numbers = line.numbers();
        uniform.note(line, numbers);
        style::run(line, numbers, out);
        scripts::run(line, numbers, out);
        slips::run(line, numbers, out);
        unit::run(line, numbers, out);
        percent::run(line, numbers, out);
        between::run(line, numbers, out);
        range::run(line, numbers, out);
        joined::run(line, numbers, out);
        members::run(line, numbers, out);
        qualifier::run(line, numbers, out);
        mixed::run(line, numbers, out);
    }
    uniform.finish(out);
}
