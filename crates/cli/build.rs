//! Tells the program what it is compiled for, and gives a Windows program its icon, version and manifest.

// Cargo speaks to build scripts by the environment and by what they print.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use std::env;

use embed_manifest::manifest::{ActiveCodePage, Setting, SupportedOS};
use embed_manifest::new_manifest;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=assets");
    println!("cargo:rerun-if-env-changed=GONGWEN_TARGET");
    println!("cargo:rerun-if-env-changed=GONGWEN_COMMIT");
    // A name that says more than cargo's, as that with the oldest glibc.
    let target = env::var("GONGWEN_TARGET").or_else(|_| env::var("TARGET")).unwrap_or_default();
    println!("cargo:rustc-env=GONGWEN_TARGET={target}");
    if env::var("CARGO_CFG_TARGET_OS").as_deref() == Ok("windows") {
        windows();
    }
}

/// UTF-8 whatever the code page, paths of any length; and what the properties of the file show.
fn windows() {
    let manifest = new_manifest("gongwen")
        .active_code_page(ActiveCodePage::Utf8)
        .long_path_aware(Setting::Enabled)
        .supported_os(SupportedOS::Windows7..=SupportedOS::Windows10)
        .to_string();
    let mut resource = winresource::WindowsResource::new();
    resource
        .set_icon("assets/gongwen.ico")
        .set_manifest(&manifest)
        .set_language(0x0804)
        .set("ProductName", "gongwen 公文")
        .set("FileDescription", "把结构化的报告排成公文（GB/T 9704-2012）")
        .set("OriginalFilename", "gongwen.exe")
        .set("LegalCopyright", "MIT OR Apache-2.0");
    if let Err(error) = resource.compile() {
        println!(
            "cargo:warning=the program gets no icon, version or manifest, without which names of files in UTF-8 may fail: {error}; Debian has windres in binutils-mingw-w64-x86-64"
        );
    }
}
