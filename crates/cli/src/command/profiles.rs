use gongwen::profile::Profile;

use crate::arguments::{ProfilesAction, ProfilesCommand};
use crate::failure::Failure;
use crate::input;
use crate::language::Language;
use crate::streams::say;

/// `gongwen profiles`.
pub(crate) fn run(options: &ProfilesCommand, language: Language) -> Result<(), Failure> {
    match options.action.as_ref().unwrap_or(&ProfilesAction::List) {
        ProfilesAction::List => {
            let title = |name| Profile::builtin(name).and_then(|text| Profile::parse(text).ok());
            let line =
                |name| format!("{name}\t{}\n", title(name).map_or(String::new(), |profile| profile.title));
            say(&Profile::names().map(line).collect::<String>());
        }
        ProfilesAction::Show { profile } => {
            let profile = input::profile(profile, language)?;
            say(&departures(&profile, language));
        }
    }
    Ok(())
}

/// A line for each departure, and how many there are.
fn departures(profile: &Profile, language: Language) -> String {
    let found = gongwen::profile::departures(&profile.style);
    let title = &profile.title;
    let mut lines = language.pick(
        format!("{title}：与 GB/T 9704-2012 有 {} 处不同\n", found.len()),
        format!("{title}: departs from GB/T 9704-2012 in {} places\n", found.len()),
    );
    for departure in found {
        let clause = match departure.clause {
            "" => language.pick("标准没有规定", "not in the standard").to_owned(),
            clause => clause.to_owned(),
        };
        let (path, standard, value) = (departure.path, departure.standard, departure.value);
        lines.push_str(&format!("{path}\t{clause}\t{standard} → {value}\n"));
    }
    lines
}
