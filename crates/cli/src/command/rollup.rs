use gongwen::Diagnostics;
use gongwen::batch::{self, Difference, RolledUp};
use gongwen::read::{self, Format};
use gongwen::report::Rollup;

use crate::arguments::RollUp;
use crate::command::print;
use crate::failure::Failure;
use crate::input;
use crate::language::Language;
use crate::output::{Output, write_all};

/// How many villages a line names.
const SHOWN: usize = 30;

/// `gongwen rollup`.
pub(crate) fn run(options: &RollUp, language: Language) -> Result<(), Failure> {
    let report = input::source(&options.report, language)?;
    let rows = options.rows.display().to_string();
    let told = |found: &Diagnostics| {
        report.show(language, &rows, None, &found.0);
        Failure::Input
    };
    if options.write && report.format == Format::Json {
        return Err(Failure::usage(
            "--write 只能改 TOML 的报告文件。",
            "--write changes report files in TOML only",
        ));
    }
    let (form, _) = read::form(&report.bytes, report.format).map_err(|found| told(&found))?;
    let mut table = input::table(&options.rows, &form, options.sheet.as_deref(), language)?;
    let found = batch::roll_up(&report.bytes, report.format, &mut table).map_err(|found| told(&found))?;
    report.show(language, &rows, None, &found.found);
    print(summary(&found, language).as_bytes())?;
    if found.found.iter().any(gongwen::Diagnostic::is_error) {
        if options.write {
            let path = options.report.display();
            let text = language.pick(
                format!("表格里有错，没有改动 {path}\n"),
                format!("the table has faults: {path} is not changed\n"),
            );
            print(text.as_bytes())?;
        }
        return Err(Failure::Input);
    }
    if found.differences.is_empty() {
        return Ok(());
    }
    if !options.write {
        return Err(Failure::Input);
    }
    let text = batch::write_totals(report.text(), &found.differences).map_err(|found| told(&found))?;
    // Somebody may have saved it since it was read.
    let now = std::fs::read(&options.report).map_err(Failure::reading(&options.report))?;
    if now != report.bytes {
        let path = options.report.display();
        return Err(Failure::Library(language.pick(
            format!("{path} 在核对的时候有人改过，没有写；请再运行一次。"),
            format!("{path} was changed in the meantime and is not written; run it again"),
        )));
    }
    write_all(&[Output { path: options.report.clone(), bytes: text.into_bytes() }])?;
    let (count, path) = (found.differences.len(), options.report.display());
    print(
        language
            .pick(
                format!("已把 {count} 处汇总数写进 {path}\n"),
                format!("wrote {count} totals into {path}\n"),
            )
            .as_bytes(),
    )
}

fn summary(found: &RolledUp, language: Language) -> String {
    let (villages, compared, count) = (found.villages, found.compared, found.differences.len());
    let mut text = language.pick(
        format!(
            "{villages} 个村，核对 {compared} 个数，{}\n",
            match count {
                0 => "全部相符".to_owned(),
                count => format!("{count} 处不符"),
            }
        ),
        format!("{villages} villages, {compared} numbers compared, {count} differences\n"),
    );
    for difference in &found.differences {
        text.push_str(&told(difference, language));
    }
    text
}

/// A difference: what the town says, what the villages make, and who they are.
fn told(difference: &Difference, language: Language) -> String {
    let Difference { id, label, unit, previous, written, total, shares, lacking, .. } = difference;
    let how = match &difference.rollup {
        Rollup::Sum => language.pick("各村合计", "sum"),
        Rollup::Average(None) => language.pick("各村平均", "average"),
        Rollup::Average(Some(_)) => language.pick("各村加权平均", "weighted average"),
        Rollup::Count => language.pick("有数的村数", "count"),
        Rollup::Max => language.pick("最大值", "largest"),
    };
    let year = if *previous { language.pick("（上年）", " (last year)") } else { "" };
    let says = written
        .map_or_else(|| language.pick("没有写", "nothing").to_owned(), |written| format!("{written}{unit}"));
    let gap = written.and_then(|written| total.checked_sub(written)).map_or_else(String::new, |gap| {
        let gap = gap.normalize();
        let sign = if gap.is_sign_negative() { "" } else { "+" };
        let unit = if matches!(unit.as_str(), "%" | "％") {
            language.pick("个百分点", " points")
        } else {
            unit
        };
        language.pick(format!("，差 {sign}{gap}{unit}"), format!(", {sign}{gap}{unit}"))
    });
    let mut text = language.pick(
        format!("\n{label}{year}（{id}）：镇里写 {says}，{how} {total}{unit}{gap}\n"),
        format!("\n{label}{year} ({id}): the town says {says}, {how} {total}{unit}{gap}\n"),
    );
    let named = |share: &batch::Share| match (&difference.rollup, share.weight) {
        (Rollup::Count, _) => share.village.clone(),
        (_, Some(weight)) => format!("{} {}（×{weight}）", share.village, share.value),
        (_, None) => format!("{} {}", share.village, share.value),
    };
    let mut list = shares.iter().take(SHOWN).map(named).collect::<Vec<_>>().join("、");
    if shares.len() > SHOWN {
        list.push_str(
            &language.pick(format!("……共 {} 个村", shares.len()), format!(" … {} in all", shares.len())),
        );
    }
    text.push_str(&format!("  {list}\n"));
    if !lacking.is_empty() {
        let mut list = lacking.iter().take(SHOWN).cloned().collect::<Vec<_>>().join("、");
        if lacking.len() > SHOWN {
            list.push_str(
                &language
                    .pick(format!("……共 {} 个村", lacking.len()), format!(" … {} in all", lacking.len())),
            );
        }
        text.push_str(
            &language.pick(format!("  没有填的：{list}\n"), format!("  without a value: {list}\n")),
        );
    }
    if let Some(share) = difference.suspect() {
        let village = &share.village;
        text.push_str(&language.pick(
            format!("  差的正好是{village}的数，看看是不是漏算或者重算了\n"),
            format!("  the difference is just the number of {village}: left out, or counted twice?\n"),
        ));
    }
    text
}
