//! The built-in profiles 本地格式 of gongwen as texts, compiled in: what a house does otherwise than GB/T 9704-2012, in TOML. Data
//! only; `gongwen-core` reads them.
//!
//! ```
//! assert_eq!(gongwen_profiles::PROFILES[0].0, "sample");
//! ```

/// Name and text of each profile.
pub const PROFILES: &[(&str, &str)] = &[("sample", include_str!("sample.toml"))];
