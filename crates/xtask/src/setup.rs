//! Set-up: installs missing tools with the ordinary installers; a second run installs nothing.

use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::shell::{Tool, find_on_path, node_script, say, version_of};
use crate::workspace::{Workspace, create_folder, read, write};

const TRUNK_VERSION: &str = "0.22.1";
pub(crate) const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The tools that build the page: Trunk, and the folders of the programs that Trunk calls.
pub(crate) struct PageTools {
    pub(crate) trunk: PathBuf,
    pub(crate) folders: Vec<PathBuf>,
}

/// Sets up everything that building the page needs.
pub(crate) fn page_tools(workspace: &Workspace) -> Result<PageTools> {
    wasm_target()?;
    let mut folders = vec![node_packages(workspace)?.join(".bin")];
    let wasm_bindgen = wasm_bindgen(workspace)?;
    folders.extend(wasm_bindgen.parent().map(Path::to_owned));
    Ok(PageTools { trunk: trunk(workspace)?, folders })
}

/// Rust's standard library for WebAssembly.
pub(crate) fn wasm_target() -> Result<()> {
    let sysroot = Tool::new("rustc").args(["--print", "sysroot"]).output()?;
    if Path::new(sysroot.trim()).join("lib/rustlib").join(WASM_TARGET).is_dir() {
        return Ok(());
    }
    say("adding Rust's WebAssembly target, for the page (some seconds)");
    Tool::new("rustup").args(["target", "add", WASM_TARGET]).run()
}

/// rustfmt and clippy, which a minimal toolchain lacks.
pub(crate) fn rust_checkers() -> Result<()> {
    for (component, program) in [("rustfmt", "cargo-fmt"), ("clippy", "cargo-clippy")] {
        if version_of(Path::new(program)).is_none() {
            say(&format!("adding {component}, for the checks (some seconds)"));
            Tool::new("rustup").args(["component", "add", component]).run()?;
        }
    }
    Ok(())
}

fn trunk(workspace: &Workspace) -> Result<PathBuf> {
    cargo_tool(
        workspace,
        &CargoTool {
            package: "trunk",
            binary: "trunk",
            version: TRUNK_VERSION,
            why: "builds and serves the page",
            minutes: 3,
            // It declares a newer Rust than it needs; without its default features it does not check for updates.
            flags: &["--ignore-rust-version", "--no-default-features", "--features=rustls"],
        },
    )
}

/// A Python of our own with marimo, anywidget and Keras, for the notebook tests.
pub(crate) fn notebook_python(workspace: &Workspace) -> Result<PathBuf> {
    let folder = workspace.cache.join("notebooks-1");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    let ready = folder.join("ready");
    if ready.is_file() {
        return Ok(python);
    }
    say("installing marimo, anywidget and Keras into an environment of their own (some minutes)");
    Tool::new("python3").args(["-m", "venv"]).args([&folder]).run()?;
    Tool::new(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "marimo>=0.10,<1",
            "anywidget>=0.9,<1",
            "keras>=3,<4",
            "jax",
        ])
        .run()?;
    write(&ready, "")?;
    Ok(python)
}

/// wasm-bindgen's command, in the same version as the crate.
pub(crate) fn wasm_bindgen(workspace: &Workspace) -> Result<PathBuf> {
    cargo_tool(
        workspace,
        &CargoTool {
            package: "wasm-bindgen-cli",
            binary: "wasm-bindgen",
            version: &workspace.locked_version("wasm-bindgen")?,
            why: "writes the JavaScript around the WebAssembly",
            minutes: 1,
            flags: &[],
        },
    )
}

/// A program from crates.io, wanted in one version.
struct CargoTool<'a> {
    package: &'a str,
    binary: &'a str,
    version: &'a str,
    why: &'a str,
    minutes: u32,
    flags: &'a [&'a str],
}

impl CargoTool<'_> {
    fn is_at(&self, path: &Path) -> bool {
        version_of(path).is_some_and(|line| line.split_whitespace().nth(1) == Some(self.version))
    }
}

/// Finds the tool on PATH or in the cache, or installs it into the cache.
fn cargo_tool(workspace: &Workspace, tool: &CargoTool) -> Result<PathBuf> {
    if let Some(path) = find_on_path(tool.binary).filter(|path| tool.is_at(path)) {
        return Ok(path);
    }
    let root = workspace.cache.join(format!("{}-{}", tool.package, tool.version));
    let path = root.join("bin").join(format!("{}{}", tool.binary, std::env::consts::EXE_SUFFIX));
    if tool.is_at(&path) {
        return Ok(path);
    }
    let (package, version) = (tool.package, tool.version);
    create_folder(&workspace.cache)?;
    say(&format!(
        "installing {package} {version} into {}: it {} (about {} min. on two cores)",
        root.display(),
        tool.why,
        tool.minutes
    ));
    if !binstall(tool, &root, workspace) || !tool.is_at(&path) {
        cargo_install(tool, &root, workspace)?;
    }
    match tool.is_at(&path) {
        true => Ok(path),
        false => Err(Failure::new(format!("{package} was installed but {} does not start.", path.display()))),
    }
}

/// A ready-made binary, where `cargo binstall` is there and finds one.
fn binstall(tool: &CargoTool, root: &Path, workspace: &Workspace) -> bool {
    if find_on_path("cargo-binstall").is_none() {
        return false;
    }
    let spec = format!("{}@{}", tool.package, tool.version);
    outside_checkout(Tool::new("cargo"), workspace)
        .args(["binstall", "--no-confirm", "--disable-strategies=compile", "--root"])
        .args([root.as_os_str(), spec.as_ref()])
        .succeeds()
        .unwrap_or(false)
}

fn cargo_install(tool: &CargoTool, root: &Path, workspace: &Workspace) -> Result<()> {
    // Only cheap optimisations: the build takes a third of the time, and the tool is hardly slower.
    outside_checkout(Tool::new("cargo"), workspace)
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .args(["install", tool.package, "--version", tool.version, "--locked", "--force"])
        .args(tool.flags)
        .args(["--root".as_ref(), root.as_os_str()])
        .run()
}

/// A folder outside this checkout, so that tools are built neither with its settings nor into its target folder.
fn outside_checkout(cargo: Tool, workspace: &Workspace) -> Tool {
    ["CARGO_TARGET_DIR", "CARGO_BUILD_TARGET_DIR", "CARGO_BUILD_TARGET"]
        .into_iter()
        .fold(cargo.current_dir(&workspace.cache), Tool::without_env)
}

/// A program of one of the npm packages, to be run at the top of the checkout.
pub(crate) fn node_tool(workspace: &Workspace, name: &str) -> Result<Tool> {
    let program = node_packages(workspace)?.join(".bin").join(node_script(name));
    Ok(Tool::new(program).current_dir(&workspace.root))
}

/// The packages of the build and test tools.
fn node_packages(workspace: &Workspace) -> Result<PathBuf> {
    npm_ci(
        &workspace.root,
        "wasm-opt, esbuild, Playwright, TypeScript, Prettier, and React and Vue for the tests",
    )
}

/// The packages that the benchmark compares this project with.
pub(crate) fn bench_packages(workspace: &Workspace) -> Result<PathBuf> {
    npm_ci(&workspace.root.join("tests/bench"), "TensorFlow.js, ConvNetJS and brain.js")
}

/// Installs what a folder's package-lock.json names, when it changed since the last time; returns its node_modules.
fn npm_ci(folder: &Path, what: &str) -> Result<PathBuf> {
    let packages = folder.join("node_modules");
    let lock = read(&folder.join("package-lock.json"))?;
    let stamp = packages.join(".installed-package-lock.json");
    if read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(packages);
    }
    let npm = node_script("npm");
    if find_on_path("node").is_none() || version_of(Path::new(&npm)).is_none() {
        return Err(Failure::new(
            "Node.js with npm is missing; the page's optimiser, checks and browser tests come from npm. \
             Install Node.js 20 or newer from https://nodejs.org or your system's packages.",
        )
        .run_by_hand("npm --version"));
    }
    say(&format!("installing {what} from npm (about half a minute)"));
    Tool::new(npm)
        .args(["ci", "--no-audit", "--no-fund"])
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .current_dir(folder)
        .run()?;
    write(&stamp, &lock)?;
    Ok(packages)
}
