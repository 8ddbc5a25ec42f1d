use crate::arguments::{self, Completions};
use crate::command::print;
use crate::failure::Failure;
use crate::language::Language;

/// `gongwen completions`.
pub(crate) fn run(options: &Completions) -> Result<(), Failure> {
    let mut script = Vec::new();
    clap_complete::generate(options.shell, &mut arguments::command(Language::Zh), "gongwen", &mut script);
    print(&script)
}
