//! Policies: how the cred of many weeks becomes shares of one budget.

pub(crate) mod balanced;
pub(crate) mod choose;
pub(crate) mod history;
pub(crate) mod immediate;
pub(crate) mod payout;
pub(crate) mod recent;
pub(crate) mod special;
