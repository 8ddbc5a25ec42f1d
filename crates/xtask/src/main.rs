//! Developers' commands: ci, bless, fonts, bench.

fn main() {}
