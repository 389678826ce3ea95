//! The physical limits: what the same machine does, in the same run, when nothing of First72 stands in between.

pub mod bare;
pub mod cipher;
pub mod commit;
pub mod device;
pub mod server;

pub use commit::BareCommit;
pub use device::FloorDevice;
pub use server::FloorServer;
