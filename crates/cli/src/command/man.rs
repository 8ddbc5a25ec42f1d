use crate::arguments::{self, Man};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::make_folder;

/// `gongwen man`: a page for each command, as packages install them.
pub(crate) fn run(options: &Man, language: Language) -> Result<(), Failure> {
    let folder = &options.folder;
    make_folder(folder).map_err(Failure::writing(folder))?;
    let command = arguments::command(language).disable_help_subcommand(true);
    clap_mangen::generate_to(command, folder).map_err(Failure::writing(folder))
}
