use super::*;
use crate::{
    conviction::{Notice, ProposalKind},
    figure::Share,
};
use alloy_core::primitives::U256;

/// What is said of a proposal at this point of its life, at second 1,000.
fn said(verdict: Verdict, tokens_needed: Option<u64>) -> Option<String> {
    let proposal = Proposal {
        id: 7,
        author: Address::repeat_byte(1),
        kind: ProposalKind::WindDown,
        status: Status::Active,
        expiry: 9_000,
        deposit: Amount::ZERO,
        staked: Amount::ZERO,
        conviction: U256::ZERO,
        opposed: Amount::ZERO,
        opposition: U256::ZERO,
        announced: None,
        threshold: None,
        title: String::new(),
        link: String::new(),
    };
    let outlook = Outlook {
        progress: Some(Share::from_ppm(500_000)),
        verdict,
        tokens_needed: tokens_needed.map(Amount::whole),
        opposition_needed: None,
        notice: Some(Notice { from: 1_060, until: 2_000 }),
        obstacle: None,
    };
    standing(&proposal, &outlook, 1_000, "WEIR")
}

#[test]
fn a_refusal_says_when_it_can_be_done_and_what_comes_first() {
    let said = |verdict| said(verdict, None).expect("a sentence");
    assert!(said(Verdict::Announce).contains("`weir proposal announce 7` comes first"));
    let soon = said(Verdict::In { seconds: 120 });
    assert!(soon.contains("50%") || soon.contains("50 %"), "{soon}");
    assert!(soon.ends_with("in 2 min"), "{soon}");
    let notice = said(Verdict::Notice { holds: true });
    assert!(notice.contains("00:17:40") && notice.contains("in 1 min"), "{notice}");
    assert!(said(Verdict::Execute).contains("`weir proposal execute 7`"));
    assert!(said(Verdict::Reset { stale: true }).contains("`weir proposal reset 7`"));
    assert!(said(Verdict::Reset { stale: false }).contains("does not pass now"));
}

#[test]
fn what_is_blocked_says_by_what_and_how_many_tokens_it_takes() {
    let because = forecast::Reason::Opposed;
    let blocked = said(Verdict::Never { because }, Some(30)).expect("a sentence");
    assert!(blocked.contains("blocked by objections") && blocked.contains("30 WEIR"), "{blocked}");
    let because = forecast::Reason::OverLimit;
    let over = said(Verdict::Never { because }, None).expect("a sentence");
    assert!(over.contains("spending limit") && !over.contains("WEIR"), "{over}");
    assert_eq!(said(Verdict::Signal, None), None);
}
