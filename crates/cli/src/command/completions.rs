use crate::arguments::{self, Completions};
use crate::failure::Failure;
use crate::language::Language;
use crate::streams::print;

/// `gongwen completions`.
pub(crate) fn run(options: &Completions) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut arguments::command(Language::Zh), "gongwen", &mut script);
    print(&script);
    Ok(())
}
