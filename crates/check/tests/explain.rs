//! What `--explain` and the guide say of a code is true of its examples.

use gongwen_check::{Options, Text, check, explained};

#[test]
fn examples_get_their_code_and_the_right_ones_nothing() {
    for it in explained() {
        let codes = |source: &str| -> Vec<&str> {
            let text = Text::from_markdown(source);
            let options = Options { advice: true, only: vec![it.code.to_owned()], ..Options::default() };
            check(&text, &options).findings.into_iter().map(|finding| finding.code).collect()
        };
        assert_eq!(codes(it.wrong), [it.code], "{}", it.wrong);
        assert_eq!(codes(it.right), [""; 0], "{}: {}", it.code, it.right);
    }
}

#[test]
fn every_code_stands_once() {
    let mut codes: Vec<&str> = explained().map(|it| it.code).collect();
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
}
