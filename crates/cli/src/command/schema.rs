use crate::failure::Failure;
use crate::streams::print;

/// `gongwen schema`.
pub(crate) fn run() -> Result<(), Failure> {
    print(gongwen::report::schema_json().as_bytes());
    Ok(())
}
