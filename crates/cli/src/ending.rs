//! How the program ends: its exit code, and what it could not say.

use std::io::{self, Write};
use std::process::ExitCode;

use crate::failure::Failure;
use crate::language::Language;
use crate::streams::{Streams, streams};

/// Reports how the command ended and what could not be said, and gives the exit code.
pub(crate) fn end(result: Result<(), Failure>, language: Language) -> ExitCode {
    let output = streams().output.take();
    let result = result.and(output.map_or(Ok(()), |error| Err(Failure::Output(error))));
    let code = result.map_or_else(|failure| failure.report(language), |()| ExitCode::SUCCESS);
    own_up(language);
    code
}

/// Says on standard output that something was not said on standard error, where a line for people may stand there.
pub(crate) fn own_up(language: Language) {
    let Streams { error, data, .. } = &mut *streams();
    if let (Some(error), false) = (error.take(), *data) {
        let text = language.pick(
            format!("有的提示没有显示出来：写不了标准错误输出（{}）", crate::failure::system(&error)),
            format!("some messages were not shown: cannot write to standard error ({error})"),
        );
        // The last thing that can be tried.
        let _ = writeln!(io::stdout(), "{text}");
    }
}
