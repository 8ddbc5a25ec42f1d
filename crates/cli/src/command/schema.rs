use crate::command::print;
use crate::failure::Failure;

/// `gongwen schema`.
pub(crate) fn run() -> Result<(), Failure> {
    print(gongwen::report::schema_json().as_bytes())
}
