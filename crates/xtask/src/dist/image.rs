//! The image for containers: `Dockerfile` built into an OCI layout, and its program run as the image says, in a root of its own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::contents;
use super::place::{out, place};
use super::same::{self, Runner};
use super::source::Source;
use crate::run::{Failure, root, run};

/// What a page of the disk is to whoever runs the image, who is not root.
const USER: &str = "65532";

/// Builds the image of a static program; the folder of its layout.
pub(super) fn pack(program: &Path, source: &Source) -> Result<PathBuf, Failure> {
    let folder = place()?.join("image");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    contents::copy(program, &folder.join("context/gongwen"))?;
    let layout = out()?.join(format!("gongwen-{}-oci", source.version));
    if layout.exists() {
        fs::remove_dir_all(&layout)?;
    }
    let at = |name: &str| folder.join(name).display().to_string();
    let (storage, running) = (at("storage"), at("running"));
    let own = ["buildah", "--storage-driver", "vfs", "--root", &storage, "--runroot", &running];
    let (file, context) = (root().join("Dockerfile").display().to_string(), at("context"));
    let (date, image) = (source.epoch.to_string(), "localhost/gongwen");
    let build = [
        "bud",
        "--quiet",
        "--isolation",
        "chroot",
        "--timestamp",
        &date,
        "--tag",
        image,
        "--file",
        &file,
        &context,
    ];
    run(&root(), &[&own[..], &build].concat())?;
    let to = format!("oci:{}:gongwen:{}", layout.display(), source.version.replace('-', "_"));
    run(&root(), &[&own[..], &["push", "--quiet", image, &to]].concat())?;
    fs::remove_dir_all(&folder)?;
    Ok(layout)
}

/// Unpacks the layers and runs the program by itself: not as root, on a root that cannot be written, with a volume.
#[allow(clippy::print_stdout)]
pub(super) fn check(layout: &Path) -> Result<(), Failure> {
    let blob = |digest: &Value| -> Result<PathBuf, Failure> {
        let digest = digest["digest"].as_str().and_then(|digest| digest.strip_prefix("sha256:"));
        Ok(layout.join("blobs/sha256").join(digest.ok_or("no digest")?))
    };
    let read = |path: PathBuf| -> Result<Value, Failure> { Ok(serde_json::from_slice(&fs::read(path)?)?) };
    let index = read(layout.join("index.json"))?;
    let manifest = read(blob(&index["manifests"][0])?)?;
    let config = read(blob(&manifest["config"])?)?;
    let user = config["config"]["User"].as_str().unwrap_or_default();
    if user != format!("{USER}:{USER}") {
        return Err(format!("the image runs as {user:?}").into());
    }
    let entry = config["config"]["Entrypoint"][0].as_str().ok_or("no entry point")?.to_owned();
    let folder = config["config"]["WorkingDir"].as_str().ok_or("no folder to work in")?.to_owned();
    let unpacked = tempfile::tempdir()?;
    for layer in manifest["layers"].as_array().into_iter().flatten() {
        run(unpacked.path(), &["tar", "-xzf", &blob(layer)?.display().to_string()])?;
    }
    let container = Container { root: unpacked.path().to_owned(), entry, folder };
    let volume = container.volume();
    run(unpacked.path(), &["chown", "-R", USER, &volume.display().to_string()])?;
    run(unpacked.path(), &["chmod", "0755", "."])?;
    let program = unpacked.path().join(container.entry.trim_start_matches('/'));
    let (made, wanted) = (same::made(&container)?, same::made(&same::Native(program))?);
    same::check(&made, &wanted)?;
    if container.command().args(["new", "/report.toml"]).output()?.status.success() {
        return Err("the root of the image can be written".into());
    }
    println!("{} files, the bytes of this machine, {}", made.len(), container.name());
    Ok(())
}

/// The image's program in the image's root.
struct Container {
    root: PathBuf,
    entry: String,
    folder: String,
}

impl Container {
    /// The folder it works in, seen from outside.
    fn volume(&self) -> PathBuf {
        self.root.join(self.folder.trim_start_matches('/'))
    }
}

impl Runner for Container {
    fn name(&self) -> String {
        format!("in the image, read-only, as user {USER}")
    }

    fn command(&self) -> Command {
        let mut command = Command::new("unshare");
        let script = "root=\"$0\" && user=\"$1\" && folder=\"$2\" && shift 2 && mount --bind \"$root\" \"$root\" && mount --bind \"$root$folder\" \"$root$folder\" && mount -o remount,bind,ro \"$root\" && exec unshare --root \"$root\" --wd \"$folder\" --setgid \"$user\" --setuid \"$user\" \"$@\"";
        command.args(["--mount", "sh", "-c", script]).arg(&self.root);
        command.args([USER, &self.folder, &self.entry]);
        command.env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        command
    }

    fn folder(&self) -> Option<PathBuf> {
        Some(self.volume())
    }
}
