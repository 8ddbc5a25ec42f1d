use gongwen::Diagnostics;
use gongwen::batch::{self, Difference, RolledUp};
use gongwen::read::{self, Notation};
use gongwen::report::Rollup;

use crate::arguments::RollUp;
use crate::failure::Failure;
use crate::input;
use crate::language::Language;
use crate::output::{Output, write_all};
use crate::streams::say;

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
    if options.write && report.format == Notation::Json {
        return Err(Failure::usage(
            "--write 只能改 TOML 的报告文件。",
            "--write changes report files in TOML only",
        ));
    }
    let (form, _) = read::form(&report.bytes, report.format).map_err(|found| told(&found))?;
    let mut table = input::table(&options.rows, &form, options.sheet.as_deref(), language)?;
    let found = batch::roll_up(&report.bytes, report.format, &mut table).map_err(|found| told(&found))?;
    report.show(language, &rows, None, &found.found);
    say(&summary(&found, language));
    if found.found.iter().any(gongwen::Diagnostic::is_error) {
        if options.write {
            let path = options.report.display();
            let text = language.pick(
                format!("表格里有错，没有改动 {path}\n"),
                format!("the table has faults: {path} is not changed\n"),
            );
            say(&text);
        }
        say(&counts(&found, language));
        return Err(Failure::Input);
    }
    if found.differences.is_empty() || !options.write {
        say(&counts(&found, language));
        return if found.differences.is_empty() { Ok(()) } else { Err(Failure::Input) };
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
    let mut text = language.pick(
        format!("\n已把 {count} 处汇总数写进 {path}：\n"),
        format!("\nwrote {count} totals into {path}:\n"),
    );
    for difference in &found.differences {
        text.push_str(&changed(difference, language));
    }
    text.push_str(&counts(&found, language));
    say(&text);
    Ok(())
}

/// What was changed in the file, as it is printed before and after.
fn changed(difference: &Difference, language: Language) -> String {
    let Difference { id, label, shown, kept_shown, .. } = difference;
    let year = last_year(difference, language);
    let before = if shown.is_empty() { language.pick("没有写", "nothing") } else { shown };
    language.pick(
        format!("  {label}{year}（{id}）：{before} → {kept_shown}\n"),
        format!("  {label}{year} ({id}): {before} → {kept_shown}\n"),
    )
}

fn summary(found: &RolledUp, language: Language) -> String {
    let (villages, compared) = (found.villages, found.compared);
    let (count, unsaid) = (found.differences.len(), found.unsaid());
    let mut said = match (count, unsaid) {
        (0, 0) => "全部相符".to_owned(),
        (0, _) => String::new(),
        (count, _) => format!("{count} 处不符"),
    };
    if unsaid > 0 {
        let comma = if said.is_empty() { "" } else { "，" };
        said.push_str(&format!("{comma}{unsaid} 处无法判断"));
    }
    let mut text = language.pick(
        format!("{villages} 个村，核对 {compared} 个数，{said}\n"),
        format!(
            "{villages} villages, {compared} numbers compared, {count} differences, {unsaid} undecided\n"
        ),
    );
    for difference in &found.differences {
        text.push_str(&told(difference, language));
    }
    for difference in &found.undecided {
        text.push_str(&undecided(difference, language));
    }
    text
}

/// The last line: how many numbers agree, how many do not, and of how many that cannot be said.
fn counts(found: &RolledUp, language: Language) -> String {
    let (agreeing, count, unsaid) = (found.agreeing(), found.differences.len(), found.unsaid());
    language.pick(
        format!("相符 {agreeing} 个，不符 {count} 个，无法判断 {unsaid} 个\n"),
        format!("{agreeing} agree, {count} differ, {unsaid} undecided\n"),
    )
}

fn last_year(difference: &Difference, language: Language) -> &'static str {
    if difference.previous { language.pick("（上年）", " (last year)") } else { "" }
}

fn how(rollup: &Rollup, language: Language) -> &'static str {
    match rollup {
        Rollup::Sum => language.pick("各村合计", "sum"),
        Rollup::Average(None) => language.pick("各村平均", "average"),
        Rollup::Average(Some(_)) => language.pick("各村加权平均", "weighted average"),
        Rollup::Count => language.pick("有数的村数", "count"),
        Rollup::Max => language.pick("最大值", "largest"),
    }
}

/// A number that nothing can be said of, and why.
fn undecided(difference: &Difference, language: Language) -> String {
    let Difference { id, label, unit, shown, total, rollup, .. } = difference;
    let (year, how) = (last_year(difference, language), how(rollup, language));
    let why = match difference.made.is_bounded() {
        true => language.pick("写“约”“左右”的数说不准是多少", "nothing can be held against 约 and 左右"),
        false => {
            language.pick("各村的数太大，或者没有上限", "the numbers are too large, or have no upper end")
        }
    };
    language.pick(
        format!("\n{label}{year}（{id}）：镇里写 {shown}，{how} {total}{unit}，无法判断：{why}\n"),
        format!("\n{label}{year} ({id}): the town says {shown}, {how} {total}{unit}, undecided: {why}\n"),
    )
}

/// A difference: what the town says, what the villages make, and who they are.
fn told(difference: &Difference, language: Language) -> String {
    let Difference { id, label, unit, written, shown, total, shares, lacking, .. } = difference;
    let (year, how) = (last_year(difference, language), how(&difference.rollup, language));
    let says = if shown.is_empty() { language.pick("没有写", "nothing") } else { shown };
    // The distance to 100余 or to 1-2 says nothing.
    let written = written.filter(|written| *shown == format!("{written}{unit}"));
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
