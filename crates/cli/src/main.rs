//! The binary `gongwen`: parse arguments, call the library, print. Its help is the manual.

mod arguments;
mod command;
mod desktop;
mod ending;
mod excerpt;
mod failure;
mod input;
mod language;
mod output;
mod press;
mod show;
mod streams;
mod version;

use std::process::ExitCode;

use arguments::Command;

fn main() -> ExitCode {
    let opened = desktop::opened();
    let words = desktop::dropped(std::env::args_os().collect());
    if opened && words.len() < 2 {
        desktop::explain();
        return desktop::wait(ExitCode::SUCCESS);
    }
    let code = match arguments::parse(words) {
        Ok(arguments) => run(&arguments),
        Err(code) => code,
    };
    if opened { desktop::wait(code) } else { code }
}

fn run(arguments: &arguments::Arguments) -> ExitCode {
    let language = arguments.language;
    let result = match &arguments.command {
        Command::Render(options) => command::render::run(options, language),
        Command::Batch(options) => command::batch::run(options, language),
        #[cfg(feature = "preview")]
        Command::Preview(options) => command::preview::run(options, language),
        #[cfg(feature = "preview")]
        Command::Watch(options) => command::watch::run(options, language),
        Command::Import(options) => command::import::run(options, language),
        Command::Manifest(options) => command::manifest::run(options, language),
        Command::Rollup(options) => command::rollup::run(options, language),
        Command::Check(options) => command::check::run(options, language),
        Command::Fonts(options) => command::fonts::run(options, language),
        Command::Schema => command::schema::run(),
        Command::Templates(options) => command::templates::run(options, language),
        Command::Profiles(options) => command::profiles::run(options, language),
        Command::New(options) => command::new::run(options, language),
        Command::Completions(options) => command::completions::run(options),
        Command::Man(options) => command::man::run(options, language),
    };
    ending::end(result, language)
}
