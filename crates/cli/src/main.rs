//! The binary `gongwen`: parse arguments, call the library, print. Its help is the manual.

mod arguments;
mod command;
mod ending;
mod excerpt;
mod failure;
mod input;
mod language;
mod output;
mod press;
mod show;
mod streams;

use std::process::ExitCode;

use arguments::Command;

fn main() -> ExitCode {
    let arguments = match arguments::parse(std::env::args_os()) {
        Ok(arguments) => arguments,
        Err(code) => return code,
    };
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
    };
    ending::end(result, language)
}
