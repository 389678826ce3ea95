//! What a server was caught at, as files for whoever has to look into it: they name nobody and hold nothing of any record.

use super::TheDesk;
use crate::desk::Desk;
use crate::shelf;
use crate::trouble;
use crate::view::{OfServer, ProofsWritten, Trouble};
use first72_core::notebook::RealmId;

#[tauri::command(async)]
pub(super) fn proofs_write(desk: TheDesk<'_>, ask: OfServer) -> Result<ProofsWritten, Trouble> {
    write(&desk, &ask)
}

fn write(desk: &Desk, ask: &OfServer) -> Result<ProofsWritten, Trouble> {
    let realm: RealmId = ask.realm.parse().map_err(|_| trouble::unreadable())?;
    let on = desk.shelf();
    desk.with(|notebook, _| {
        let proofs = notebook.server_proofs()?.into_iter().filter(|proof| proof.realm == realm);
        // As `first72 server export` writes them: anybody can check one with `first72 server check`.
        let files = proofs.map(|proof| shelf::put(&on, &format!("first72-{}.proof", proof.id), &proof.proof));
        Ok(ProofsWritten { files: files.collect::<Result<_, Trouble>>()? })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invented::{Founded, founded};
    use first72_core::moment::Moment;
    use first72_core::notebook::Compartment;

    #[test]
    fn without_a_proof_nothing_is_made() {
        let folder = tempfile::tempdir().unwrap();
        let now = Moment::read();
        let Founded { notebook, realm, .. } = founded(folder.path(), &[Compartment::Ops], now);
        let desk = Desk::at(folder.path().to_owned(), Box::new(|_| {}));
        desk.take(notebook, now);
        let none = write(&desk, &OfServer { realm: realm.to_string() }).unwrap();
        assert_eq!((none.files, desk.shelf().exists()), (Vec::new(), false));
        assert_eq!(write(&desk, &OfServer { realm: "x".into() }).unwrap_err().code, "shell.unreadable");
    }
}
