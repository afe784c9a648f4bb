//! The worth of a deliverable, and the contributions that are in it.

pub(crate) mod record;
pub(crate) mod shares;
pub(crate) mod value;
pub(crate) mod walk;
