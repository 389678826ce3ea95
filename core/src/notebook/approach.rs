//! The way to a realm's server before this device is in the realm.

use super::Notebook;
use super::error::NotebookError;
use crate::directory::enrol::Approval;
use crate::sync::{HttpRelay, HttpSettings};
use first72_wire::drill::id_belongs;

impl Notebook {
    /// The way to the server from which a new device fetches what a registrar's answer does not
    /// carry: at this address, or else at the one that the answer names.
    ///
    /// Nothing else is believed of the answer here: the genesis that is fetched must be the one that it pins. Without
    /// encryption only this machine itself is talked to, and only a demo's realm is joined.
    ///
    /// # Errors
    /// [`NotebookError::Enrol`] for an answer that cannot be read, [`NotebookError::Relay`] for an address that
    /// cannot be used, [`NotebookError::Mixed`] between a drill and what is real.
    pub fn approach(&self, answer: &str, url: Option<&str>) -> Result<HttpRelay, NotebookError> {
        let approval = Approval::parse(answer)?;
        id_belongs(self.is_drill(), &approval.realm())?;
        let demo = match &approval.carried.genesis {
            Some(genesis) => genesis.genesis().fields().demo,
            None => approval.address.ca_der.is_none(),
        };
        let address = &approval.address;
        let settings = HttpSettings::new(url.unwrap_or(&address.url), address.ca_der.as_deref(), demo);
        Ok(HttpRelay::new(&settings)?)
    }
}
