//! One price in two units 单价换算: 每公斤12元，合每斤6元; 每亩800元，折合每公顷1.2万元.

use rust_decimal::Decimal;

use crate::Findings;
use crate::quantity::{Line, unit};
use crate::rules::figures::statement::{Statement, about_as, begins};

/// What leads to the same price in another unit.
const SAID: [&str; 9] = ["折合成", "折合", "约合", "相当于", "折算", "合", "折", "即", "也就是"];

/// All statements of a paragraph.
pub(crate) fn run(line: &Line, out: &mut Findings) {
    for (index, pair) in line.quantities.windows(2).enumerate() {
        let [one, other] = pair else { continue };
        let gap = line.text(one.to, other.from.max(one.to));
        let Some(each) = SAID.iter().find_map(|word| gap.strip_prefix('，')?.strip_prefix(word)) else {
            continue;
        };
        let exact = !one.range && !other.range && one.qualifier.is_none() && other.qualifier.is_none();
        let (Some(first), Some(second)) = (scale(line.label(index)), scale(each)) else { continue };
        if first.0 != second.0 || first.1 == second.1 || !one.same_unit(other) || !exact {
            continue;
        }
        let Some(times) = second.1.checked_div(first.1) else { continue };
        let made = one.value.times(times);
        let (shown, computed) = (other.shown(), about_as(&made, other, 2));
        let price = &other.printed_unit;
        Statement {
            kind: "figures/unit-conversion",
            line,
            from: begins(line, index),
            to: other.to,
            claim: other,
            called: ("换算", "converted"),
            parts: vec![one],
            verdict: other.value.equals(made),
            reason: format!(
                "{}{} × {} = {computed}{price}",
                one.shown(),
                one.printed_unit,
                times.round_dp(4).normalize()
            ),
        }
        .tell(
            || format!("写的是 {shown}{price}，换算过来是 {computed}{price}"),
            || format!("{shown} is stated, the other unit makes {computed}"),
            out,
        );
    }
}

/// The unit behind the last 每 of a label, and how many of its base it is.
fn scale(label: &str) -> Option<(&'static str, Decimal)> {
    let rest: Vec<char> = label.rsplit_once('每')?.1.chars().collect();
    let found = unit(&rest).filter(|it| matches!(it.base, "公斤" | "亩" | "米" | "平方米"))?;
    (rest.len() <= found.length + 2).then(|| (found.base, Decimal::new(found.thousandths, 3)))
}
