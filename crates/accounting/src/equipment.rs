//! Equipment that several people buy together and that pays them back.

pub(crate) mod fee;
pub(crate) mod owners;
#[cfg(feature = "alloc")]
pub(crate) mod raise;
#[cfg(feature = "alloc")]
pub(crate) mod story;
