//! The order of the page: by what analysts ask, not by where things are made.

/// A part of the page.
#[derive(Debug, Clone, Copy)]
pub struct Topic {
    /// Its heading.
    pub title: &'static str,
    /// What it is about.
    pub about: &'static str,
    /// Its tables and views; the readable ones go with them.
    pub relations: &'static [&'static str],
    /// Its functions.
    pub functions: &'static [&'static str],
}

/// All of them: every table, view and function is in one.
pub const TOPICS: &[Topic] = &[
    Topic {
        title: "Prices and trades",
        about: "What was traded, and how the price moved.",
        relations: &[
            "trades",
            "candles",
            "candles_5m",
            "candles_15m",
            "candles_1h",
            "candles_4h",
            "candles_1d",
            "candles_1w",
            "candles_by_step",
            "pool_states",
            "openings",
            "mints",
            "redemptions",
        ],
        functions: &["spot_price", "step_start"],
    },
    Topic {
        title: "Reserve and funding pool",
        about: "Where the money came from and went, by act and by day.",
        relations: &["flows", "flows_by_day", "funding", "funding_by_day", "donations"],
        functions: &["tribute_of"],
    },
    Topic {
        title: "Holders",
        about: "Who holds and held the token, and how evenly.",
        relations: &[
            "holders",
            "balances",
            "balance_history",
            "concentration",
            "transfers",
            "approvals",
        ],
        functions: &[
            "holders_at",
            "holders_kept_at",
            "holders_moved_at",
            "balance_at",
            "supply_at",
            "concentration_at",
        ],
    },
    Topic {
        title: "Votes",
        about: "Proposals, the stakes on them, conviction and thresholds. Convictions are integers of \
                the contract without a unit of their own, to be compared with thresholds.",
        relations: &[
            "proposals_now",
            "proposals",
            "stakes_now",
            "stakes",
            "support",
            "support_history",
            "voting_now",
            "voting_totals",
            "vote_states",
            "vote_rule",
            "executions",
            "cancellations",
            "expiries",
            "reclaims",
        ],
        functions: &[
            "conviction_curve",
            "voting_at",
            "conviction_after",
            "followed_after",
            "decay_after",
            "threshold_of",
            "threshold_of_proposal",
        ],
    },
    Topic {
        title: "Grants and services",
        about: "What the Commons pays for, and what it is used for.",
        relations: &[
            "grants_now",
            "grants",
            "withdrawals",
            "revocations",
            "services",
            "service_burns",
            "service_burns_by_day",
            "burns",
        ],
        functions: &[
            "grants_at",
            "recently_granted",
            "streamed",
            "faded",
            "service_burns_at",
            "service_burns_kept_at",
            "service_burns_moved_at",
        ],
    },
    Topic {
        title: "The hatch",
        about: "How the Commons was funded before its curve opened.",
        relations: &["v_hatch", "contributions", "hatch_failures", "refunds", "allowlist"],
        functions: &["phase", "raised"],
    },
    Topic {
        title: "Roles",
        about: "Who may do what.",
        relations: &[
            "v_roles",
            "governors",
            "ownership_offers",
            "ownership_changes",
            "guardians",
            "pauses",
        ],
        functions: &[],
    },
    Topic {
        title: "Everything",
        about: "All acts, and what they were read from.",
        relations: &[
            "activity",
            "deployment",
            "blocks",
            "events",
            "dead_letters",
            "cursor",
            "derivation",
        ],
        functions: &[
            "height_at",
            "now_at_cursor",
            "day_of",
            "seconds_of",
            "moment",
            "hex",
            "whole",
            "in_currency",
            "fraction",
            "in_words",
        ],
    },
];
