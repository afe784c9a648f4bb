//! Nodes that answer no more for now because they were asked too often.

use subxt::rpcs::UserError;

/// The codes that providers use; there is no one code for it.
const CODES: [i32; 3] = [-32999, -32005, TOO_MANY];
/// HTTP's code, which some have in their words too.
const TOO_MANY: i32 = 429;
const WORDS: [&str; 6] =
    ["too many requests", "rate limit", "rate-limit", "ratelimit", "quota", "throttl"];

/// Says whether a node answers no more because it was asked too often, as providers do when a quota
/// is used up.
pub(super) fn is_limit(refusal: &UserError) -> bool {
    let words = refusal.message.to_lowercase();
    CODES.contains(&refusal.code)
        || WORDS.iter().any(|word| words.contains(word))
        // As a number of its own: a block's hash may have these digits too.
        || words.split(|c: char| !c.is_ascii_alphanumeric()).any(|part| part == "429")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_node_that_was_asked_too_often_is_told_from_one_that_cannot() {
        let is_limit =
            |code, text: &str| is_limit(&UserError { code, message: text.into(), data: None });
        for (code, text) in [
            (-32999, "RPC rate limit exceeded"),
            (429, "slow down"),
            (-32005, "daily request count exceeded"),
            (-32000, "Too Many Requests"),
            (-32603, "HTTP 429"),
            (-32603, "status=429: wait"),
            (-32098, "Your Quota is used up"),
        ] {
            assert!(is_limit(code, text), "{code} {text}");
        }
        for (code, text) in [
            (-32008, "Response is too big"),
            (-32601, "Method not found"),
            (4003, "Client error: UnknownBlock: State already discarded for 0x12"),
            (4003, "UnknownBlock: Header was not found in the database: 0xa1429b"),
        ] {
            assert!(!is_limit(code, text), "{code} {text}");
        }
    }
}
