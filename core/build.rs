//! Embeds every pack of `protocols/`: a new place is a new folder there and not a line of code.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let protocols = Path::new(&env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?).join("../protocols");
    println!("cargo:rerun-if-changed={}", protocols.display());
    let mut list = String::from("&[");
    for folder in sorted(&protocols)?.into_iter().filter(|path| path.join("pack.toml").is_file()) {
        println!("cargo:rerun-if-changed={}", folder.display());
        let id = name(&folder)?;
        write!(list, "Shipped {{ id: {id:?}, files: &[").map_err(io::Error::other)?;
        for file in sorted(&folder)?.into_iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
            let (name, path) = (name(&file)?, fs::canonicalize(&file)?);
            write!(list, "({name:?}, include_str!({path:?})),").map_err(io::Error::other)?;
        }
        list.push_str("] },");
    }
    list.push(']');
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?).join("shipped_packs.rs");
    fs::write(out, list)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> io::Result<String> {
    let name = path.file_name().and_then(|name| name.to_str());
    name.map(str::to_owned).ok_or_else(|| io::Error::other(format!("{} has a name that is not text", path.display())))
}
