//! Value equations: income divided by a rule that was declared beforehand.
//!
//! An equation is data, a list of buckets in order. Nothing in it is run.

pub(crate) mod distribute;
pub(crate) mod fifo;
pub(crate) mod percentage;
pub(crate) mod terms;
