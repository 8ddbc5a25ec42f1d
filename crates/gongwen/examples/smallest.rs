//! The smallest program that makes a Word file, with faces of its own: `smallest report.toml out.docx 仿宋.ttf`. Its size is
//! what `cargo xtask features` prints.

use std::error::Error;
use std::fs;

use gongwen::style::FaceRole;
use gongwen::{Fonts, Press, Report};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [report, file, font] = words.as_slice() else {
        return Err("smallest report.toml out.docx font.ttf".into());
    };
    let report = Report::from_toml(&fs::read_to_string(report)?)?;
    let fonts = Fonts::builder().face(FaceRole::FangSong, fs::read(font)?).build()?;
    fs::write(file, Press::new(fonts).docx(&report)?)?;
    Ok(())
}
