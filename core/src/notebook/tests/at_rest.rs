//! T10: what lies on the disk. After a clean lock the vault is noise and has no journal; after kill -9 in the middle of
//! the work no word of a record stands in any file.

use super::child::{Child, asked, stage};
use super::written::{files, unlock, words, write, written_in};
use super::*;
use crate::seal::needle::{found, names};
use crate::seal::noise::Noise;

const SAVES: usize = 400;
const KILLED: &str = "notebook::tests::at_rest::no_word_of_a_record_stands_in_a_file_after_a_kill";

fn county() -> Realm {
    realm("Demo County", &[Compartment::Ops, Compartment::Le])
}

/// The words of a record that stand in any file below a folder.
fn words_on_disk(folder: &std::path::Path) -> (usize, Vec<String>) {
    let (words, files) = (words(), files(folder));
    let standing = files.iter().flat_map(|(path, bytes)| {
        let here = found(&words, bytes);
        names(&here).into_iter().map(|word| format!("{word} in {}", path.display())).collect::<Vec<_>>()
    });
    (files.len(), standing.collect())
}

// masvs:STORAGE-1 cjis:SC-28 cjis:AC-19 cjis:MP-6
#[test]
fn a_locked_vault_is_noise_without_a_journal() {
    let folder = tempfile::tempdir().unwrap();
    let (device, episode) = written_in(folder.path(), &county());
    (0..SAVES).for_each(|number| write(&mut device.open(), episode, number));
    let profile = device.place.profile().unwrap().unwrap();
    device.door.into_inner().unwrap().lock().unwrap();

    let vault = std::fs::read(profile.vault_file()).unwrap();
    for (what, bytes) in [("vault", &vault), ("unlock file", &std::fs::read(profile.unlock_file()).unwrap())] {
        let (noise, packed) = (Noise::of(bytes), zstd::bulk::compress(bytes, 9).unwrap().len());
        println!("T10   the {what} after a clean lock: {noise}; packed to {packed}");
        assert!(noise.objections().is_empty(), "{what}: {:?}", noise.objections());
        assert!(packed as f64 >= 0.999 * bytes.len() as f64, "{what}: {packed}");
    }
    assert!(vault.len() > 256 * 1_024, "{}", vault.len());
    for journal in ["-wal", "-shm", "-journal"] {
        assert!(!crate::durable_file::with_suffix(&profile.vault_file(), journal).exists(), "{journal}");
    }
    let (files, standing) = words_on_disk(folder.path());
    println!(
        "T10   {} words of a record, looked for in {files} files: {} found; no journal",
        words().len(),
        standing.len()
    );
    assert_eq!(standing, Vec::<String>::new());
}

// masvs:STORAGE-1 cjis:SC-28 cjis:CP-9
#[test]
fn no_word_of_a_record_stands_in_a_file_after_a_kill() {
    if let Some((scene, folder)) = asked() {
        let mut notebook = unlock(&folder);
        let episode = notebook.episodes().next().unwrap();
        let saves: usize = scene.parse().unwrap();
        (0..saves).for_each(|number| write(&mut notebook, episode, number));
        stage("saved");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (device, episode) = written_in(folder.path(), &county());
    let mut kept = device.open().record(episode).unwrap().len();
    device.door.into_inner().unwrap().lock().unwrap();
    let (mut looked, mut kills) = (0, 0);
    for saves in [0, 1, 60] {
        let mut child = Child::start(KILLED, &saves.to_string(), folder.path());
        child.until("saved");
        child.kill();
        kills += 1;
        kept += saves;
        let (files, standing) = words_on_disk(folder.path());
        assert_eq!(standing, Vec::<String>::new(), "killed after {saves} saves");
        looked += files;
        let notebook = unlock(folder.path());
        assert_eq!(notebook.record(episode).unwrap().len(), kept, "and nothing that was saved is lost");
        notebook.lock().unwrap();
    }
    println!("T10   {kills} times kill -9 with an open journal: 0 words in {looked} files, all saves there");
}
