//! Errors as they are said: in which words, with which exit code, and what a program can read of
//! them.

use super::output;
use alloy_core::primitives::B256;
use serde_json::{Value, json};
use std::{fmt, process::ExitCode};
use weir_client::{Error, Receipt, deployment::Block};

/// Exit codes: nothing was done; not understood; something was done or may have been.
const NOT_DONE: u8 = 1;
pub(crate) const NOT_UNDERSTOOD: u8 = 2;
pub(crate) const SENT: u8 = 3;

/// Something that failed after a transaction was executed.
#[derive(Debug)]
pub(crate) struct AfterDone {
    hash: B256,
    block: Block,
    cause: anyhow::Error,
}

impl fmt::Display for AfterDone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "it is done: the transaction {} was executed in block {}, so do not send it again. \
             After that something failed: {}",
            self.hash,
            self.block.number,
            sentence(&self.cause)
        )
    }
}

impl std::error::Error for AfterDone {}

/// Runs what comes after a transaction, and says of whatever fails there that it is done.
pub(crate) async fn after<T>(
    receipt: &Receipt,
    work: impl Future<Output = anyhow::Result<T>>,
) -> anyhow::Result<T> {
    work.await.map_err(|cause| AfterDone { hash: receipt.hash, block: receipt.block, cause }.into())
}

/// An error, taken apart.
pub(crate) struct Failure {
    pub(crate) text: String,
    reason: Option<&'static str>,
    transaction: Option<B256>,
    /// Whether the transaction was executed; none where that is not known, or none was sent.
    executed: Option<bool>,
    code: u8,
}

impl Failure {
    pub(crate) fn of(error: &anyhow::Error) -> Self {
        let text = sentence(error);
        if let Some(done) = error.downcast_ref::<AfterDone>() {
            let (transaction, executed) = (Some(done.hash), Some(true));
            return Self { text, reason: None, transaction, executed, code: SENT };
        }
        let known = error.downcast_ref::<Error>();
        let transaction = known.and_then(Error::transaction);
        let code = if known.is_some_and(Error::may_be_done) { SENT } else { NOT_DONE };
        let executed = match known {
            Some(Error::MissingEvent { .. }) => Some(true),
            Some(Error::Superseded { .. }) => Some(false),
            Some(Error::Failed { .. } | Error::RefusedInBlock { .. }) => Some(false),
            _ => None,
        };
        let reason = known.and_then(Error::refusal).map(|reason| reason.name());
        Self { text, reason, transaction, executed, code }
    }

    /// What the command line did not understand.
    pub(crate) fn not_understood(text: String) -> Self {
        let (reason, transaction, executed) = (None, None, None);
        Self { text, reason, transaction, executed, code: NOT_UNDERSTOOD }
    }

    pub(crate) fn json(&self) -> Value {
        let mut json = json!({ "error": self.text, "reason": self.reason });
        if let Some(hash) = self.transaction {
            json["transaction"] = json!({ "hash": hash, "executed": self.executed });
        }
        json
    }

    /// Says it as JSON on standard output.
    pub(crate) fn print_json(&self) {
        output::print(&format!("{:#}\n", self.json()));
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        self.code.into()
    }
}

/// An error and its causes: what failed, then why, each said once.
fn sentence(error: &anyhow::Error) -> String {
    let mut text = String::new();
    for cause in error.chain() {
        let part = cause.to_string();
        if text.is_empty() {
            text = part;
        } else if !text.contains(&part) {
            text = format!("{text}: {part}");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use anyhow::Context as _;

    #[test]
    fn what_failed_comes_before_why() {
        let missing = std::io::Error::from_raw_os_error(2);
        let error = Err::<(), _>(missing).context("cannot read receipt.json").unwrap_err();
        let text = Failure::of(&error).text;
        assert!(text.starts_with("cannot read receipt.json: No such file"), "{text}");
    }

    #[test]
    fn what_was_sent_has_an_exit_code_of_its_own_and_names_the_transaction() {
        let hash = B256::repeat_byte(7);
        let error = anyhow::Error::new(Error::Unknown { hash, reason: "why".into() });
        let failure = Failure::of(&error);
        assert_eq!(failure.code, SENT);
        assert_eq!(failure.json()["transaction"]["hash"], hash.to_string());
        assert!(failure.json()["transaction"]["executed"].is_null());
        assert!(failure.text.contains(&format!("weir tx {hash}")), "{}", failure.text);
        let refused = anyhow::Error::new(Error::Rejected { reason: "why".into(), again: false });
        assert_eq!(Failure::of(&refused).code, NOT_DONE);
    }
}
