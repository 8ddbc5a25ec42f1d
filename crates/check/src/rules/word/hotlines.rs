//! Numbers of public lines beside their names 服务热线号码: 12354政务服务便民热线 for 12345.

use crate::rules::line::Line;
use crate::{Finding, Findings};

/// Names of lines with their numbers, as the departments in charge have published them.
const LINES: [(&str, &str); 27] = [
    ("政务服务便民热线", "12345"),
    ("政务服务热线", "12345"),
    ("市民服务热线", "12345"),
    ("市民热线", "12345"),
    ("政府热线", "12345"),
    ("政府服务热线", "12345"),
    ("便民服务热线", "12345"),
    ("消费者投诉举报", "12315"),
    ("消费投诉举报", "12315"),
    ("消费维权", "12315"),
    ("投诉举报热线", "12315"),
    ("公共法律服务热线", "12348"),
    ("法律服务热线", "12348"),
    ("法律援助热线", "12348"),
    ("纪检监察举报", "12388"),
    ("纳税服务热线", "12366"),
    ("纳税缴费服务热线", "12366"),
    ("劳动保障维权", "12333"),
    ("人社服务热线", "12333"),
    ("人力资源社会保障服务热线", "12333"),
    ("医保服务热线", "12393"),
    ("医疗保障服务热线", "12393"),
    ("住房公积金热线", "12329"),
    ("安全生产举报", "12350"),
    ("妇女维权热线", "12338"),
    ("青少年服务热线", "12355"),
    ("卫生热线", "12320"),
];

pub(super) fn run(lines: &[Line<'_>], out: &mut Findings) {
    for line in lines {
        for number in line.numbers().iter().filter(|it| it.to - it.from == 5 && !it.fraction && !it.grouped) {
            let written = line.text(number.from, number.to);
            if !written.starts_with("12") {
                continue;
            }
            let behind = line.skip_most(number.to, 1, |c| c == '”');
            let Some((name, right)) = LINES.iter().find(|(name, _)| line.starts(behind, name)) else {
                continue;
            };
            // Lines of other departments have names that are alike; digits of this one exchanged or one of them another.
            if written != *right && near(written, right) && !LINES.iter().any(|(_, own)| *own == written) {
                out.push(finding(line, (number.from, number.to), name, right));
            }
        }
    }
}

/// Whether two numbers differ in one digit, or in two that have changed places.
fn near(one: &str, other: &str) -> bool {
    let apart: Vec<(char, char)> = one.chars().zip(other.chars()).filter(|(a, b)| a != b).collect();
    match apart.as_slice() {
        [_] => true,
        [(a, b), (c, d)] => a == d && b == c,
        _ => false,
    }
}

fn finding(line: &Line<'_>, (from, to): (usize, usize), name: &str, right: &str) -> Finding {
    let quote = line.text(from, to);
    Finding::warning(
        "word/order",
        line.span(from, to),
        format!("“{name}”的号码是{right}，写的是{quote}"),
        format!("the number of this line is {right}, not {quote}"),
    )
    .fix(right, false)
    .source("《国务院办公厅关于进一步优化地方政务服务便民热线的指导意见》；各部门公布的服务热线")
}
