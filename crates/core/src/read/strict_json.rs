//! JSON as the standard has it.

/// JSON as the standard has it, RFC 8259: no comments, no trailing commas, nothing that one program reads and another
/// does not. For whoever reads JSON of the same kind, as rows of a table.
#[doc(hidden)]
pub const STRICT_JSON: jsonc_parser::ParseOptions = jsonc_parser::ParseOptions {
    allow_comments: false,
    allow_loose_object_property_names: false,
    allow_trailing_commas: false,
    allow_missing_commas: false,
    allow_single_quoted_strings: false,
    allow_hexadecimal_numbers: false,
    allow_unary_plus_numbers: false,
    allow_bare_decimal_point_numbers: false,
    allow_non_finite_numbers: false,
    allow_extended_string_escapes: false,
};
