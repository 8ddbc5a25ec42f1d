//! The editor that `--editor` names, opened at a place.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// The words of a command line: parted by spaces, those in double or single quotes kept whole. No shell sees them.
pub(crate) fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<String>, None);
    for character in line.chars() {
        match (quote, character) {
            (Some(open), _) if character == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(character);
                word.get_or_insert_default();
            }
            (None, _) if character.is_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(character),
        }
    }
    words.extend(word);
    words
}

/// Opens a place of a file.
pub(crate) fn open(line: &str, file: &Path, place: (usize, usize)) -> io::Result<()> {
    let mut words = words(line).into_iter().map(|word| {
        // Names of files are put in last, for they may have braces in them.
        let word = word.replace("{line}", &place.0.to_string()).replace("{column}", &place.1.to_string());
        word.replace("{file}", &file.to_string_lossy())
    });
    let program = words.next().ok_or(io::ErrorKind::InvalidInput)?;
    let mut child = Command::new(program)
        .args(words)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    // Somebody has to wait for it, or it stays as a zombie.
    std::thread::spawn(move || child.wait());
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_parted_by_spaces_and_kept_by_quotes() {
        assert_eq!(words("code -g {file}:{line}"), ["code", "-g", "{file}:{line}"]);
        assert_eq!(words("\"C:\\Program Files\\x.exe\"  ''"), ["C:\\Program Files\\x.exe", ""]);
        assert!(words("  ").is_empty());
    }
}
