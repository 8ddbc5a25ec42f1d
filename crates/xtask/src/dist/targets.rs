//! The machines that the program is built for.

/// How a target is built, tried and packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Linux with glibc 2.17 or later: what servers and desktops of the last ten years have.
    Gnu,
    /// A static program for x86-64, for containers.
    Musl,
    /// A static program for ARM64.
    Arm,
    /// Windows by mingw-w64.
    Windows,
}

/// A machine that the program is built for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// As rustc calls it.
    pub(super) name: &'static str,
    /// What is done with it.
    pub(super) kind: Kind,
}

/// Those that can be built and run here. Others are not offered.
pub(super) const TARGETS: &[Target] = &[
    Target { name: "x86_64-unknown-linux-gnu", kind: Kind::Gnu },
    Target { name: "x86_64-unknown-linux-musl", kind: Kind::Musl },
    Target { name: "aarch64-unknown-linux-musl", kind: Kind::Arm },
    Target { name: "x86_64-pc-windows-gnu", kind: Kind::Windows },
];

/// The oldest glibc that a program for Linux may ask for.
pub(super) const GLIBC: (u32, u32) = (2, 17);

impl Target {
    /// The one of this name.
    pub(super) fn named(name: &str) -> Option<&'static Target> {
        TARGETS.iter().find(|target| target.name == name)
    }

    /// The name that `gongwen --version` says.
    pub(super) fn full_name(&self) -> String {
        match self.kind {
            Kind::Gnu => format!("{} (glibc {}.{})", self.name, GLIBC.0, GLIBC.1),
            _ => self.name.to_owned(),
        }
    }

    /// How the program is called.
    pub(super) fn program(&self) -> &'static str {
        if self.kind == Kind::Windows { "gongwen.exe" } else { "gongwen" }
    }
}
