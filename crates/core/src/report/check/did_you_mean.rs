//! The name that somebody meant.

use crate::read::{alike, nearest};
use gongwen_document::Message;

/// The help that names the nearest of the known names, when one is near.
pub(crate) fn did_you_mean<'n>(
    name: &str,
    known: impl IntoIterator<Item = &'n str> + Clone,
) -> Option<Message> {
    if let Some(same) = alike(name, known.clone()) {
        return Some(Message::new(
            format!("和 {same} 只差看起来一样的字（全角、形近字或者大小写），改成 {same}"),
            format!("it differs from {same} only in characters that look alike: write {same}"),
        ));
    }
    nearest(name, known)
        .map(|near| Message::new(format!("是不是想写 {near}？"), format!("did you mean {near}?")))
}
