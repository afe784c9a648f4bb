//! Why a node did not take a transaction: the errors of its pool, in words.

use crate::error::{Error, describe};
use subxt::{
    error::{BackendError, ExtrinsicError, RpcError},
    rpcs::UserError,
};

/// Reads an answer by which a node says that it did not take a transaction. None where that is not
/// certain: the connection broke, or something between here and the node answered.
pub(super) fn refusal(error: &ExtrinsicError) -> Option<Error> {
    let ExtrinsicError::ErrorSubmittingTransaction(BackendError::Rpc(RpcError::ClientError(
        subxt::rpcs::Error::User(user),
    ))) = error
    else {
        return None;
    };
    rejected(user, &describe(error))
}

fn rejected(user: &UserError, text: &str) -> Option<Error> {
    let data = user.data.as_ref().map_or("", |data| data.get());
    let (reason, again) = match user.code {
        // It is in the pool already: it was sent.
        1013 => return None,
        1014 => ("another transaction of this account waits in its place", true),
        1010 if data.contains("outdated") => {
            ("another transaction of this account was executed in its place", true)
        }
        1010 if data.contains("ancient birth block") => ("the chain has moved on too far", true),
        1010 if data.contains("future") => {
            ("transactions of this account that come before it are missing", true)
        }
        1010 if data.contains("pay some fees") => {
            ("the account cannot pay the fee: add money to it", false)
        }
        1010 if data.contains("exhaust") => ("it takes more than a block has room for", false),
        1010 if data.contains("bad signature") => {
            ("its signature does not hold: was the chain upgraded just now? Try again", false)
        }
        1012 => ("the node has banned it for a time: wait some minutes, then try again", false),
        1016 => ("the node has no room for it", true),
        1018 => ("this node passes no transactions on: give another one with --url", false),
        1021 => ("transactions of this account that come before it are missing", true),
        // The author's and the pool's errors, and requests that the node does not understand.
        1000..1100 | -32700..=-32604 | -32602..=-32600 => (text, false),
        _ => return None,
    };
    Some(Error::Rejected { reason: reason.to_owned(), again })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(code: i32, data: &str) -> Option<Error> {
        let json = serde_json::json!({ "code": code, "message": "as it came", "data": data });
        let user: UserError = serde_json::from_str(&json.to_string()).expect("an error");
        rejected(&user, "as it came")
    }

    #[test]
    fn another_transaction_of_the_account_is_worth_another_attempt() {
        for (code, data) in [(1014, ""), (1010, "Transaction is outdated"), (1016, "")] {
            let error = read(code, data).expect("a refusal");
            assert!(error.is_worth_another(), "{code} {data}");
            assert!(error.to_string().contains("nothing was done"), "{error}");
            assert!(!error.to_string().contains("as it came"), "{error}");
        }
        let error = read(1010, "Inability to pay some fees").expect("a refusal");
        assert!(!error.is_worth_another() && error.to_string().contains("add money"), "{error}");
    }

    #[test]
    fn what_may_have_been_sent_is_no_refusal() {
        for code in [1013, -32603, -32000, -32029, 429] {
            assert!(read(code, "").is_none(), "{code}");
        }
    }
}
