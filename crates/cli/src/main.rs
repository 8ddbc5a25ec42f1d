//! The binary `gongwen`: parse arguments, call, print.

fn main() {}
