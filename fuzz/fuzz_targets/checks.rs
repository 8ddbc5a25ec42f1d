#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| gongwen_fuzz::checks(bytes));
