//! The datasets, one by one, in the order of the documentation.

use super::{Dataset, Equals, Time};

const PROPOSAL: Equals = Equals::column("proposal", "proposal");
const GRANT: Equals = Equals::column("grant", "grant_id");
const RULE: Equals = Equals::column("rule", "rule");
const SERVICE: Equals = Equals::column("service", "service");
const STATUS: Equals = Equals::words(
    "status",
    "status",
    &[
        ("active", "active"),
        ("passed", "passed"),
        ("cancelled", "cancelled"),
        ("expired", "expired"),
    ],
);
const KIND: Equals = Equals::words(
    "kind",
    "kind",
    &[
        ("signal", "signal"),
        ("grant", "grant"),
        ("revocation", "revocation"),
        ("rule", "rule"),
        ("governor", "governor"),
        ("wind_down", "wind_down"),
    ],
);
const SIDE: Equals = Equals::words("side", "side", &[("mint", "mint"), ("redeem", "redeem")]);
const INTERVAL: Equals = Equals::words(
    "interval",
    "step",
    &[
        ("1m", "60"),
        ("5m", "300"),
        ("15m", "900"),
        ("1h", "3600"),
        ("4h", "14400"),
        ("1d", "86400"),
        ("1w", "604800"),
    ],
)
.default("1h");
const CAUSE: Equals = Equals::words(
    "cause",
    "cause",
    &[
        ("entry_tribute", "entry_tribute"),
        ("exit_tribute", "exit_tribute"),
        ("donation", "donation"),
        ("hatch", "hatch"),
        ("opening", "opening"),
        ("grant", "grant"),
        ("revocation_return", "revocation_return"),
        ("lapse_return", "lapse_return"),
        ("credit", "credit"),
        ("wind_down", "wind_down"),
    ],
);

/// All that can be listed.
pub const DATASETS: &[Dataset] = &[
    // Prices and flows.
    Dataset::acts("trades").accounts(&["account"]).equals(&[SIDE]),
    Dataset::sums("candles", &["start"], Time::Times("start"))
        .of("candles_by_step")
        .equals(&[INTERVAL]),
    Dataset::sums("flows", &["day"], Time::Days("day")),
    Dataset::acts("funding").accounts(&["account"]).equals(&[CAUSE]),
    Dataset::sums("funding_by_day", &["day", "cause"], Time::Days("day")).equals(&[CAUSE]),
    Dataset::acts("pool_states"),
    // Holders.
    Dataset::states("holders", &["amount", "account"])
        .greatest_first(&["account"])
        .past("holders_at")
        .recent(&["holders_kept_at", "holders_moved_at"])
        .item("account", "The account {} holds no tokens."),
    Dataset::acts("balance_history")
        .key(&["height", "event_index", "account"])
        .accounts(&["account"]),
    Dataset::states("concentration", &["supply"]).past("concentration_at"),
    // The token.
    Dataset::acts("transfers").accounts(&["from_account", "to_account"]),
    Dataset::acts("approvals").accounts(&["owner", "spender"]),
    // The curve.
    Dataset::acts("openings").accounts(&["account"]),
    Dataset::acts("mints").accounts(&["account"]),
    Dataset::acts("redemptions").accounts(&["account"]),
    Dataset::acts("burns").accounts(&["account"]).equals(&[SERVICE]),
    Dataset::acts("donations").accounts(&["account"]),
    Dataset::acts("credits").accounts(&["account"]),
    // The hatch.
    Dataset::acts("contributions").accounts(&["account"]),
    Dataset::acts("hatch_failures"),
    Dataset::acts("refunds").accounts(&["account"]),
    Dataset::acts("allowlist").accounts(&["account"]),
    // Votes.
    Dataset::acts("proposals")
        .of("proposals_now")
        .accounts(&["author", "beneficiary"])
        .equals(&[STATUS, KIND])
        .item("proposal", "There is no proposal {}.")
        .with_outlook(),
    Dataset::acts("support_history")
        .key(&["height", "event_index", "proposal"])
        .equals(&[PROPOSAL]),
    Dataset::states("vote", &["seconds"]).of("voting_now"),
    Dataset::acts("voting_totals"),
    Dataset::states("stakes_now", &["proposal", "account"])
        .accounts(&["account"])
        .equals(&[PROPOSAL]),
    Dataset::acts("stakes").accounts(&["account"]).equals(&[PROPOSAL]),
    Dataset::acts("announcements").equals(&[PROPOSAL]),
    Dataset::acts("resets").equals(&[PROPOSAL]),
    Dataset::acts("notices").equals(&[PROPOSAL]),
    Dataset::acts("executions").equals(&[PROPOSAL]),
    Dataset::acts("cancellations").equals(&[PROPOSAL]),
    Dataset::acts("expiries").equals(&[PROPOSAL]),
    Dataset::acts("reclaims").accounts(&["author"]).equals(&[PROPOSAL]),
    // Grants and services.
    Dataset::acts("grants")
        .of("grants_now")
        .accounts(&["beneficiary"])
        .equals(&[PROPOSAL, GRANT])
        .item("grant_id", "There is no grant {}."),
    Dataset::acts("withdrawals").accounts(&["beneficiary", "receiver"]).equals(&[GRANT]),
    Dataset::acts("revocations").equals(&[GRANT]),
    Dataset::acts("lapses").equals(&[GRANT]),
    Dataset::states("limits", &["grant_window"]),
    Dataset::acts("services").accounts(&["owner"]).item("service", "There is no service {}."),
    Dataset::states("service_burns", &["burnt", "service"])
        .greatest_first(&["service"])
        .past("service_burns_at")
        .recent(&["service_burns_kept_at", "service_burns_moved_at"])
        .item("service", "Nothing was burnt for a service {}."),
    Dataset::sums("service_burns_by_day", &["day", "service"], Time::Days("day"))
        .equals(&[SERVICE]),
    // Rules and the wind-down.
    Dataset::states("rules", &["rule"]).item("rule", "There is no rule {}."),
    Dataset::acts("rule_changes").equals(&[RULE]),
    Dataset::acts("closings"),
    Dataset::acts("wind_downs"),
    // Tokens that their holders free without the vote.
    Dataset::acts("unlocks").accounts(&["account"]),
    Dataset::states("unlocks_now", &["free_at", "account"]).accounts(&["account"]),
    // Roles.
    Dataset::acts("governors").accounts(&["governor"]),
    Dataset::acts("ownership_offers").accounts(&["from_account", "to_account"]),
    Dataset::acts("ownership_changes").accounts(&["from_account", "to_account"]),
    Dataset::acts("guardians").accounts(&["guardian"]),
    Dataset::acts("pauses").accounts(&["guardian"]),
    // What was read from the chain.
    Dataset::acts("blocks").key(&["height"]).item("height", "There is no block {} here."),
    Dataset::acts("raw_events").of("events"),
    Dataset::acts("dead_letters"),
];
