//! What the commands do: each puts the parts together and lets them work.

mod audit;
mod migrate;
mod rebuild;
mod run;

pub(crate) use audit::audit;
pub(crate) use migrate::migrate;
pub(crate) use rebuild::rebuild;
pub(crate) use run::run;
