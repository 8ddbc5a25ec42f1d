use std::path::Path;

use gongwen::report::Starter;

use crate::arguments::{Kind, New};
use crate::failure::Failure;
use crate::language::Language;
use crate::output::{Output, write_new};
use crate::streams::{print, say};

/// `gongwen new`.
pub(crate) fn run(options: &New, language: Language) -> Result<(), Failure> {
    let starter = match options.kind {
        Kind::Annual => Starter::Annual,
        Kind::General => Starter::General,
        Kind::Letter => Starter::Letter,
        Kind::Order => Starter::Order,
        Kind::Minutes => Starter::Minutes,
        Kind::Request => Starter::Request,
        Kind::Report => Starter::Report,
        Kind::Reply => Starter::Reply,
        Kind::Notice => Starter::Notice,
        Kind::Village => Starter::Village,
    };
    let bytes = starter.source().as_bytes().to_vec();
    if options.path == Path::new("-") {
        print(&bytes);
        return Ok(());
    }
    if options.path.symlink_metadata().is_ok() {
        let path = options.path.display();
        return Err(Failure::usage(
            format!("已有 {path}，不覆盖它；请换一个名字。"),
            format!("{path} exists and is not overwritten; give another name"),
        ));
    }
    write_new(&Output { path: options.path.clone(), bytes })?;
    let path = options.path.display();
    let said = language.pick(
        format!("已写出 {path}。改好后运行：gongwen render {path}\n"),
        format!("wrote {path}; edit it, then run: gongwen render {path}\n"),
    );
    say(&said);
    Ok(())
}
