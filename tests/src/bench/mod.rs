//! Measuring: each line of the budget, next to the physical limit that the same run found on the same machine.
//!
//! A line of `line/` lives one scene on real notebooks, real sockets and a server process of its own, and fills rows
//! of the table. `floor/` holds the limits: a bare commit, a bare cipher, a bare web server, and a store with a
//! network in it that knows no accounts, signatures or rules. Figures are medians after a warm-up unless a row says
//! otherwise. A budget that was missed is printed as missed.

pub mod floor;
pub mod line;
pub mod load;
pub mod members;
pub mod options;
pub mod poster;
pub mod proxy;
pub mod row;
pub mod scene;
pub mod served;
pub mod table;
pub mod usage;
pub mod watch;

pub use options::{Options, Sizes};
pub use row::{Budget, Figure, Row, Unit, Verdict};
pub use table::Table;
