//! The examples for more than one machine: Spark with a killed executor, and the schema of the Kubernetes manifest.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::run::{Failure, output, root, run};

/// The release of Kubernetes whose schema holds.
const KUBERNETES: &str = "1.31";

/// Python with what both need, in an environment of its own: PySpark from PyPI, and Java for it.
pub(crate) fn prepare() -> Result<PathBuf, Failure> {
    let (root, folder) = (root(), root().join("target/engines"));
    let venv = folder.join("venv");
    output(&["java", "-version"]).map_err(|_| "java is missing: apt-get install default-jre-headless")?;
    if !venv.join("bin/spark-submit").exists() {
        fs::create_dir_all(&folder)?;
        run(&root, &["python3", "-m", "venv", &venv.display().to_string()])
            .map_err(|error| format!("{error}; apt-get install python3-venv"))?;
        let python = venv.join("bin/python").display().to_string();
        run(&root, &[&python, "-m", "pip", "install", "--quiet", "-r", "examples/spark/requirements.txt"])?;
    }
    Ok(venv)
}

/// Runs both with the debug build.
#[allow(clippy::print_stdout)]
pub(crate) fn check() -> Result<(), Failure> {
    let (root, venv) = (root(), prepare()?);
    manifest(&root, &venv, &root.join("target/engines"))?;
    // With the features of the whole workspace, as the tests are built.
    run(&root, &["cargo", "build", "--quiet", "--workspace", "--bins"])?;
    let program = std::env::current_exe()?.with_file_name("gongwen").display().to_string();
    let python = venv.join("bin/python").display().to_string();
    let start = Instant::now();
    run(&root, &[&python, "examples/spark/test.py", &program])?;
    println!("engines: Spark {:.0} s", start.elapsed().as_secs_f64());
    Ok(())
}

/// The manifest is as the schema wants it, and one that is not is refused.
#[allow(clippy::print_stdout)]
fn manifest(root: &Path, venv: &Path, folder: &Path) -> Result<(), Failure> {
    let validate = venv.join("bin/kubernetes-validate").display().to_string();
    let good = root.join("examples/kubernetes/job.yaml");
    let text = fs::read_to_string(&good)?;
    run(root, &[&validate, "--strict", "-k", KUBERNETES, &good.display().to_string()])?;
    for (what, from, to) in [
        ("a number that is none", "completions: 8", "completions: eight"),
        ("a field that is none", "completionMode:", "completionsMode:"),
    ] {
        let broken = folder.join("broken.yaml");
        fs::write(&broken, text.replacen(from, to, 1))?;
        let said = output(&[&validate, "--strict", "-k", KUBERNETES, &broken.display().to_string()])?;
        if said.status.success() {
            return Err(format!("kubernetes-validate passes {what}").into());
        }
    }
    println!("engines: the Kubernetes manifest is as the schema of {KUBERNETES} wants it");
    Ok(())
}
