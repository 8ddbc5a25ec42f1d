//! The known name that somebody meant.

/// The known name that is nearest to a misspelt one, if any is near.
pub fn nearest<'n>(name: &str, known: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    // A name longer than any of ours is no misspelling, and comparing is quadratic.
    let length = name.chars().count();
    if length > 64 {
        return None;
    }
    let near = (length / 3).max(1);
    known
        .into_iter()
        .filter(|other| other.chars().count().abs_diff(length) <= near)
        .map(|other| (strsim::osa_distance(&name.to_lowercase(), &other.to_lowercase()), other))
        .filter(|(distance, _)| *distance <= near && *distance < length)
        .min()
        .map(|(_, other)| other)
}
