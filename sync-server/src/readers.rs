//! A few connections that read, lent to one question at a time, away from the threads that serve sockets.

use crate::store::{Store, StoreError};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

/// Connections that read. More would not help: two cores, one disk.
const READERS: usize = 2;

/// The connections that read.
#[derive(Clone)]
pub(crate) struct Readers {
    idle: Arc<Mutex<Vec<Store>>>,
    free: Arc<Semaphore>,
}

impl Readers {
    /// Opens them beside the one that writes.
    pub(crate) fn beside(writer: &Store) -> Result<Self, StoreError> {
        let idle = (0..READERS).map(|_| writer.reader()).collect::<Result<Vec<_>, _>>()?;
        Ok(Self { idle: Arc::new(Mutex::new(idle)), free: Arc::new(Semaphore::new(READERS)) })
    }

    /// Asks the store a question.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let gone = StoreError::Sqlite(0);
        let _free = self.free.acquire().await.map_err(|_| gone)?;
        let idle = Arc::clone(&self.idle);
        let asked = tokio::task::spawn_blocking(move || {
            let store = idle.lock().unwrap_or_else(PoisonError::into_inner).pop().ok_or(gone)?;
            let answer = question(&store);
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(store);
            answer
        });
        asked.await.map_err(|_| gone)?
    }
}
