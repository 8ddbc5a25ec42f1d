//! That a program for Linux starts on old systems: what it asks of their library.

use std::path::Path;

use super::targets::{GLIBC, Kind, Target};
use crate::run::{Failure, text};

/// Fails with what is too new. A static program asks for nothing.
#[allow(clippy::print_stdout)]
pub(super) fn check(target: &Target, program: &Path) -> Result<(), Failure> {
    let program = program.display().to_string();
    match target.kind {
        Kind::Windows => Ok(()),
        Kind::Gnu => {
            let newest = newest(&text(&["objdump", "-T", &program])?)?;
            println!("{}: asks for glibc {}.{} at most", target.name, newest.0, newest.1);
            Ok(())
        }
        Kind::Musl | Kind::Arm => {
            let listed = text(&["readelf", "-d", &program])?;
            match listed.contains("NEEDED") {
                false => Ok(()),
                true => Err(format!("{} is not static:\n{listed}", target.name).into()),
            }
        }
    }
}

/// The newest version of glibc in a list of symbols; an error when it is newer than [`GLIBC`].
fn newest(symbols: &str) -> Result<(u32, u32), Failure> {
    let versions = symbols.lines().filter_map(|line| {
        let version = line.split("GLIBC_").nth(1)?;
        let version = version.split(|c: char| !c.is_ascii_digit() && c != '.').next()?;
        let mut parts = version.split('.').map(str::parse);
        Some(((parts.next()?.ok()?, parts.next()?.ok()?), line.trim()))
    });
    let ((major, minor), line) = versions.max().ok_or("no symbol of glibc, so nothing was looked at")?;
    match (major, minor) > GLIBC {
        true => Err(format!("it asks for more than glibc {}.{}: {line}", GLIBC.0, GLIBC.1).into()),
        false => Ok((major, minor)),
    }
}

#[cfg(test)]
mod tests {
    use super::newest;

    const OLD: &str = "0000 DF *UND* 0000 (GLIBC_2.2.5) memcpy\n0000 DF *UND* 0000 (GLIBC_2.9) pipe2\n";

    #[test]
    fn versions_are_numbers_and_not_text() {
        assert_eq!(newest(OLD).expect("old enough"), (2, 9));
        let new = format!("{OLD}0000 DF *UND* 0000 (GLIBC_2.34) pthread_create\n");
        assert!(newest(&new).expect_err("too new").to_string().contains("pthread_create"));
        assert!(newest("no symbols").is_err());
    }
}
