//! What `cargo xtask dist` is asked to do.

use super::targets::{Kind, TARGETS, Target};
use crate::run::Failure;

/// Something that is done beside building and comparing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Archives and packages are made, and nothing is tried.
    Packages,
    /// Packages are installed, in systems made for it; what runs under Wine is run.
    Trials,
    /// The program is built twice.
    Reproduced,
}

/// How it is built: a profile of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Profile {
    /// As it goes out.
    Dist,
    /// As fast as it can be, to see how it is linked.
    Gate,
}

impl Profile {
    /// As the workspace calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Profile::Dist => "dist",
            Profile::Gate => "gate",
        }
    }
}

/// What was asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Options {
    /// The machines that programs are built for, in their order.
    pub(super) targets: Vec<&'static Target>,
    /// How they are built.
    pub(super) profile: Profile,
    parts: Vec<Part>,
}

const USAGE: &str =
    "usage: cargo xtask dist [--target TARGET]… [--tried] [--twice] [--wine] [--all] [--quick] | --short";

impl Options {
    /// Reads the command line. Without a target it is Linux with glibc; `--tried` installs and runs what is packed, in
    /// systems made for it; `--twice` builds the first target in a second folder and compares; `--wine` is Windows, tried;
    /// `--all` is everything; `--quick` compiles as fast as can be, to try what nobody is given; `--short` does so for
    /// Linux and makes its `.deb`.
    pub(super) fn parse(words: &[&str]) -> Result<Options, Failure> {
        if words == ["--short"] {
            return Ok(Options::short());
        }
        let (mut wanted, mut parts) = (Vec::new(), vec![Part::Packages]);
        let mut profile = Profile::Dist;
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--target" => wanted.push(target(words.next())?),
                "--tried" => parts.push(Part::Trials),
                "--twice" => parts.push(Part::Reproduced),
                "--quick" => profile = Profile::Gate,
                "--wine" => {
                    wanted.extend(TARGETS.iter().filter(|target| target.kind == Kind::Windows));
                    parts.push(Part::Trials);
                }
                "--all" => {
                    wanted.extend(TARGETS);
                    parts.extend([Part::Trials, Part::Reproduced]);
                }
                other => return Err(format!("{other}: {USAGE}").into()),
            }
        }
        if wanted.is_empty() {
            wanted.extend(TARGETS.first());
        }
        // Each once, however often it was named.
        let mut targets: Vec<&Target> = Vec::new();
        for target in wanted {
            if !targets.contains(&target) {
                targets.push(target);
            }
        }
        Ok(Options { targets, profile, parts })
    }

    /// What takes minutes: the program for Linux, and its package.
    fn short() -> Options {
        Options { targets: TARGETS.iter().take(1).collect(), profile: Profile::Gate, parts: Vec::new() }
    }

    /// Whether this is to be done.
    pub(super) fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// Whether one of the targets is of this kind.
    pub(super) fn builds(&self, kind: Kind) -> bool {
        self.targets.iter().any(|target| target.kind == kind)
    }
}

fn target(word: Option<&&str>) -> Result<&'static Target, Failure> {
    let name = word.ok_or(USAGE)?;
    Target::named(name).ok_or_else(|| {
        let known: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        format!("{name} is no target that can be built and run here; there are {}", known.join(", ")).into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_target_is_named_with_those_that_there_are() {
        let said =
            Options::parse(&["--target", "loongarch64-unknown-linux-gnu"]).expect_err("none").to_string();
        assert!(said.contains("loongarch64") && said.contains("aarch64-unknown-linux-musl"), "{said}");
        assert!(Options::parse(&["--target"]).is_err());
        assert!(Options::parse(&["--faster"]).expect_err("none").to_string().contains("--faster"));
    }

    #[test]
    fn without_a_word_it_is_linux() {
        let options = Options::parse(&[]).expect("options");
        assert_eq!(options.targets.len(), 1);
        assert!(options.builds(Kind::Gnu) && options.has(Part::Packages) && !options.has(Part::Trials));
        assert!(Options::parse(&["--all"]).expect("options").builds(Kind::Windows));
        assert!(Options::parse(&["--tried"]).expect("options").has(Part::Trials));
        assert!(Options::parse(&["--twice"]).expect("options").has(Part::Reproduced));
    }

    #[test]
    fn a_target_named_twice_is_built_once() {
        let musl = "x86_64-unknown-linux-musl";
        let options = Options::parse(&["--wine", "--target", musl, "--all", "--wine"]).expect("options");
        assert_eq!(options.targets.len(), TARGETS.len(), "{:?}", options.targets);
    }
}
