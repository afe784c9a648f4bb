//! The Commons contract: token, bonding curve and pools.
