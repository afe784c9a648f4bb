//! Describes a failure that the loop tries again after, with no more than may be shown.

use super::Error;
use crate::domain::{ChainError, StoreError};

/// A failure in two forms: for the public, and for the operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// In words of this program alone: what others say in an error may name addresses and users.
    pub public: String,
    /// With all that is known.
    pub detail: String,
}

impl Trouble {
    pub(super) fn of(error: &Error) -> Self {
        let public = match error {
            Error::Chain(error) => of_chain(error),
            Error::Store(error) => of_store(error),
            Error::WrongChain { .. } => "the node follows another chain".into(),
            Error::Continuity(_) => {
                "the node's blocks do not continue those that are written".into()
            }
        };
        Self { public, detail: error.to_string() }
    }
}

fn of_chain(error: &ChainError) -> String {
    match error {
        ChainError::Unavailable(_) => "the node does not answer".into(),
        ChainError::OtherChain { .. } => "the node follows another chain".into(),
        ChainError::Undecodable { height, .. } => format!("block {height} cannot be decoded"),
        ChainError::Refused(_) => "the node refuses what it is asked".into(),
        ChainError::Nonsense { height, .. } => {
            format!("what the node says of block {height} makes no sense")
        }
        // These say nothing but heights.
        told @ (ChainError::NotYet { .. }
        | ChainError::OnTheWay { .. }
        | ChainError::Pruned { .. }
        | ChainError::TooLarge { .. }) => told.to_string(),
    }
}

fn of_store(error: &StoreError) -> String {
    let public = match error {
        StoreError::Unavailable(_) => "the database does not do what it is asked",
        StoreError::NotNow(_) => "the database cannot do now what it is asked",
        StoreError::CursorMoved => "another process writes to the database",
        StoreError::WrongDeployment(_) => "the database is of another deployment",
        StoreError::Refused(_) => "the database refuses what it is asked",
    };
    public.into()
}

#[cfg(test)]
mod tests {
    use super::{ChainError, Error, StoreError, Trouble};
    use crate::domain::B256;

    #[test]
    fn what_everybody_reads_names_no_address_and_no_user() {
        let secret = "wss://node.internal:9944/key at 10.0.0.7 as weir";
        for error in [
            Error::Chain(ChainError::Unavailable(secret.into())),
            Error::Chain(ChainError::OtherChain {
                node: secret.into(),
                expected: B256::ZERO,
                found: B256::ZERO,
            }),
            Error::Chain(ChainError::Undecodable { height: 7, reason: secret.into() }),
            Error::Chain(ChainError::Refused(secret.into())),
            Error::Chain(ChainError::Nonsense { height: 7, reason: secret.into() }),
            Error::Store(StoreError::Unavailable(secret.into())),
            Error::Store(StoreError::NotNow(secret.into())),
            Error::Store(StoreError::WrongDeployment(secret.into())),
            Error::Store(StoreError::Refused(secret.into())),
        ] {
            let Trouble { public, detail } = Trouble::of(&error);
            assert!(detail.contains(secret), "{detail}");
            assert!(!public.is_empty());
            for part in ["wss", "node.internal", "9944", "10.0.0.7", "key"] {
                assert!(!public.contains(part), "{public}");
            }
        }
    }
}
