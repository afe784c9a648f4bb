//! Proposals, stakes, conviction.

use super::{ensure, grants::Grant, hatch::OPEN, of, reasons, Check, Model, WHO};
use crate::{
    operation::{Amount, Ask, Pick, Who, ACCOUNTS},
    tally::Tally,
};
use std::collections::{BTreeMap, BTreeSet};
use weir_sandbox::{
    abi::{Commons as Money, Conviction as Interface},
    commons::DAY,
    conviction::{moves, Event},
    reckoning,
    world::address,
    Address, Proposal as Asked, U256,
};

/// The statuses, as the contract numbers them.
const ACTIVE: u8 = 0;
const PASSED: u8 = 1;
const CANCELLED: u8 = 2;
const EXPIRED: u8 = 3;

/// A proposal.
#[derive(Clone, Debug)]
pub struct Proposal {
    author: Who,
    asked: Asked,
    beneficiary: Who,
    pub status: u8,
    expiry: u64,
    deposit: U256,
    pub staked: U256,
    /// The most that was ever staked on it.
    most: U256,
    /// As of `since`, after so many steps of rounding.
    conviction: U256,
    since: u64,
    steps: u64,
}

impl Proposal {
    fn takes_stake(&self, now: u64) -> bool {
        self.status == ACTIVE && now < self.expiry
    }

    fn advance(&mut self, now: u64, decay: U256) {
        if self.status == ACTIVE && now > self.since {
            let seconds = now - self.since;
            self.conviction = reckoning::conviction(self.conviction, self.staked, decay, seconds);
            self.since = now;
            self.steps += 1;
        }
    }
}

/// All proposals, and the sums over them.
#[derive(Debug)]
pub struct Vote {
    /// By number; the first has number 1 and asks for nothing.
    pub proposals: BTreeMap<u32, Proposal>,
    pub staked: U256,
    effective: U256,
    since: u64,
    steps: u64,
    pub decay: U256,
    /// The supply as the vote was told it last, and what has followed it.
    sample: U256,
    followed: U256,
}

impl Vote {
    pub fn new(decay: U256, now: u64, supply: U256) -> Self {
        let abstain = Proposal {
            author: 0,
            asked: Asked { title: "Abstain".into(), link: String::new(), ..Asked::signal() },
            beneficiary: 0,
            status: ACTIVE,
            expiry: u64::MAX,
            deposit: U256::ZERO,
            staked: U256::ZERO,
            most: U256::ZERO,
            conviction: U256::ZERO,
            since: now,
            steps: 0,
        };
        Self {
            proposals: BTreeMap::from([(1, abstain)]),
            staked: U256::ZERO,
            effective: U256::ZERO,
            since: now,
            steps: 0,
            decay,
            sample: supply,
            followed: supply,
        }
    }

    /// What an account can still have back.
    pub fn deposits_of(&self, who: Who) -> U256 {
        self.proposals.values().filter(|p| p.author == who).map(|p| p.deposit).sum()
    }

    /// What a proposal's author can still have back.
    pub fn deposits_of_one(&self, id: u32) -> U256 {
        self.proposals[&id].deposit
    }

    /// All deposits.
    pub fn deposits(&self) -> U256 {
        self.proposals.values().map(|proposal| proposal.deposit).sum()
    }

    fn advance(&mut self, now: u64) {
        if now > self.since {
            let (decay, seconds) = (self.decay, now - self.since);
            self.effective = reckoning::follow(self.effective, self.staked, decay, seconds);
            self.followed = reckoning::follow(self.followed, self.sample, decay, seconds);
            self.since = now;
            self.steps += 1;
        }
    }

    /// The vote is told the supply.
    fn told_supply(&mut self, supply: U256, now: u64) {
        self.advance(now);
        self.sample = supply;
    }

    /// Ends a proposal: its stake counts no more.
    fn end(&mut self, id: u32, status: u8, now: u64) {
        self.advance(now);
        let decay = self.decay;
        let proposal = self.proposals.get_mut(&id).expect("it is there");
        proposal.advance(now, decay);
        proposal.status = status;
        self.staked -= proposal.staked;
    }

    /// Sets what an account has on a proposal.
    fn restake(&mut self, id: u32, before: U256, after: U256, now: u64) {
        self.advance(now);
        let decay = self.decay;
        let proposal = self.proposals.get_mut(&id).expect("it is there");
        proposal.advance(now, decay);
        proposal.staked = proposal.staked - before + after;
        proposal.most = proposal.most.max(proposal.staked);
        if proposal.status == ACTIVE {
            self.staked = self.staked - before + after;
        }
    }
}

impl Model {
    /// The number of a proposal: mostly of one that runs, sometimes of any, rarely of none.
    fn pick(&self, pick: Pick, now: u64) -> u32 {
        let running = self.vote.proposals.iter().filter(|(_, proposal)| proposal.takes_stake(now));
        let running: Vec<u32> = running.map(|(&id, _)| id).collect();
        if pick % 4 == 0 {
            return self.number(pick / 4, self.vote.proposals.len());
        }
        // The abstain signal always runs.
        running[usize::from(pick / 4) % running.len()]
    }

    pub(super) fn campaign(
        &mut self,
        by: Who,
        ask: Ask,
        half_lives: u8,
        tally: &mut Tally,
    ) -> Check {
        let rules = self.start.rules.clone();
        let kind = if ask.kind == 2 { 2 } else { 1 };
        let ask = Ask { kind, deposit: 0, lifetime: rules.max_lifetime, ..ask };
        let count = self.vote.proposals.len();
        self.propose(by, ask, tally)?;
        if self.vote.proposals.len() == count {
            return Ok(());
        }
        let id = count as u32 + 1;
        for who in 0..ACCOUNTS {
            let holder = &self.holders[who];
            let half = (holder.tokens - holder.staked()) / U256::from(2);
            if !half.is_zero() {
                self.set_stakes(who, &[(id, half)], tally)?;
            }
        }
        let wait = rules.half_life.saturating_mul(half_lives.into());
        self.world.advance_time(wait.min(rules.max_lifetime - 1));
        self.execute_one(by, id, tally)?;
        for who in 0..ACCOUNTS {
            self.release(by, who, tally)?;
        }
        Ok(())
    }

    pub(super) fn propose(&mut self, by: Who, ask: Ask, tally: &mut Tally) -> Check {
        let rules = self.start.rules.clone();
        let least = rules.deposit;
        let deposit = if ask.deposit < 0 {
            least.saturating_sub(U256::from(ask.deposit.unsigned_abs()))
        } else {
            least + U256::from(ask.deposit)
        };
        let grants = self.grants.len() as u32;
        let limit = self.start.opening.settings.spending_limit.min(rules.spending_limit);
        let most = self.state.funding * U256::from(limit) / U256::from(1_000_000);
        let (beneficiary, amount) = match ask.kind {
            1 => (address(WHO[ask.beneficiary]), of(most, ask.amount)),
            2 if ask.grant % 16 == 1 => (Address::ZERO, U256::ZERO),
            2 => (Address::ZERO, U256::from(self.number(ask.grant, grants as usize))),
            _ => (Address::ZERO, U256::ZERO),
        };
        let asked = Asked {
            kind: ask.kind,
            beneficiary,
            amount,
            duration: if ask.kind == 1 { ask.duration } else { 0 },
            as_tokens: ask.kind == 1 && ask.as_tokens,
            lifetime: ask.lifetime,
            ..Asked::signal()
        };
        let funding = ask.kind == 1;
        let paused = self.paused();
        let bad_grant = ask.kind == 2 && (amount.is_zero() || amount > U256::from(grants));
        let reasons = reasons![
            deposit < least => Interface::DepositTooLow {},
            paused => Interface::Paused {},
            ask.kind > 2 || bad_grant => Interface::InvalidParameter {},
            ask.lifetime == 0 || ask.lifetime > rules.max_lifetime
                => Interface::InvalidParameter {},
            asked.duration > 3_650 * DAY => Interface::InvalidParameter {},
            funding && amount.is_zero() => Interface::ZeroAmount {},
            funding && amount > U256::from(1) << 112 => Interface::OutOfDomain {},
        ];
        let (now, conviction) = (self.world.time(), self.conviction);
        let call = asked.call();
        self.expect("propose", conviction, by, deposit, call, reasons, tally, |model, receipt| {
            let id = model.vote.proposals.len() as u32 + 1;
            ensure!(receipt.value == id, "proposal {}, not {id}", receipt.value);
            model.vote.told_supply(model.state.supply, now);
            model.holders[by].paid += deposit;
            let expiry = now + ask.lifetime;
            let proposal = Proposal {
                author: by,
                asked,
                beneficiary: ask.beneficiary,
                status: ACTIVE,
                expiry,
                deposit,
                staked: U256::ZERO,
                most: U256::ZERO,
                conviction: U256::ZERO,
                since: now,
                steps: 0,
            };
            model.vote.proposals.insert(id, proposal);
            ensure!(
                matches!(&receipt.events[..], [Event::Propose(told)]
                    if told.proposal == id && told.expiry == expiry && told.amount == amount),
                "{:?}",
                receipt.events
            );
            model.check_proposal(id)
        })
    }

    pub(super) fn stake(&mut self, by: Who, shares: &[(Pick, Amount)], tally: &mut Tally) -> Check {
        let tokens = self.holders[by].tokens;
        let now = self.world.time();
        let mut list: Vec<_> = Vec::new();
        for &(pick, share) in shares {
            let id = self.pick(pick, now);
            // Rarely twice in a list.
            if shares.len() > 8 || list.iter().all(|&(other, _)| other != id) {
                list.push((id, of(tokens, share)));
            }
        }
        self.set_stakes(by, &list, tally)
    }

    pub(super) fn set_stakes(&mut self, by: Who, list: &[(u32, U256)], tally: &mut Tally) -> Check {
        let (now, paused) = (self.world.time(), self.paused());
        let before = self.holders[by].stakes.clone();
        let mut after = before.clone();
        let (mut unknown, mut over, mut raising) = (false, false, false);
        for &(id, amount) in list {
            let had = before.get(&id).copied().unwrap_or_default();
            match self.vote.proposals.get(&id) {
                None => unknown = true,
                Some(proposal) if amount > had => {
                    raising = true;
                    over |= !proposal.takes_stake(now);
                }
                Some(_) => {}
            }
            if amount.is_zero() {
                after.remove(&id);
            } else {
                after.insert(id, amount);
            }
        }
        let named: BTreeSet<_> = list.iter().map(|&(id, _)| id).collect();
        let beyond = list.iter().any(|&(_, amount)| amount >> 128 != U256::ZERO);
        let sum: U256 = after.values().sum();
        let listed = list.is_empty() || list.len() > 16 || named.len() < list.len();
        let reasons = reasons![
            listed => Interface::InvalidList {},
            unknown => Interface::UnknownProposal {},
            over => Interface::NotActive {},
            raising && paused => Interface::Paused {},
            after.len() > 16 => Interface::TooManyStakes {},
            sum > self.holders[by].tokens => Interface::InsufficientBalance {},
            beyond || sum >> 128 != U256::ZERO => Interface::OutOfDomain {},
            self.phase != OPEN => Money::NotOpen {},
        ];
        let conviction = self.conviction;
        let call = moves(list);
        self.expect("stake", conviction, by, U256::ZERO, call, reasons, tally, |model, receipt| {
            model.vote.told_supply(model.state.supply, now);
            let mut changes = 0;
            for &(id, amount) in list {
                let had = before.get(&id).copied().unwrap_or_default();
                if amount != had {
                    model.vote.restake(id, had, amount, now);
                    changes += 1;
                }
            }
            model.holders[by].stakes = after;
            let events = receipt.events;
            ensure!(events.len() == changes, "{changes} changes: {events:?}");
            let last = events.last().map(|event| match event {
                Event::Stake(told) => (told.account, told.totalStaked),
                other => panic!("not a stake: {other:?}"),
            });
            let due = (address(WHO[by]), model.vote.staked);
            ensure!(last.is_none_or(|last| last == due), "{last:?} is told, not {due:?}");
            for id in named {
                model.check_proposal(id)?;
            }
            Ok(())
        })
    }

    pub(super) fn execute(&mut self, by: Who, proposal: Pick, tally: &mut Tally) -> Check {
        let now = self.world.time();
        self.execute_one(by, self.pick(proposal, now), tally)
    }

    fn execute_one(&mut self, by: Who, id: u32, tally: &mut Tally) -> Check {
        let conviction = self.conviction;
        let call = Interface::executeCall { proposal: id };
        let Some(proposal) = self.vote.proposals.get(&id).cloned() else {
            let reasons = reasons![true => Interface::UnknownProposal {}];
            return self.expect(
                "execute",
                conviction,
                by,
                U256::ZERO,
                call,
                reasons,
                tally,
                |_, _| Ok(()),
            );
        };
        self.check_proposal(id)?;
        let threshold = self.check_threshold(id)?;
        let now = self.world.time();
        let gathered = self.conviction.proposal(&mut self.world, id).conviction;
        let (paused, open) = (self.paused(), self.phase == OPEN);
        let kind = proposal.asked.kind;
        let mut reasons = reasons![
            kind == 0 => Interface::NotExecutable {},
            !proposal.takes_stake(now) => Interface::NotActive {},
            paused => Interface::Paused {},
            kind != 0 && threshold == U256::MAX => Interface::OverSpendingLimit {},
            gathered <= threshold => Interface::BelowThreshold {},
            !open => Money::NotOpen {},
        ];
        let amount = proposal.asked.amount;
        if kind == 1 {
            reasons.extend(self.why_not_granted(proposal.beneficiary, amount));
        } else if kind == 2 {
            let grant = self.grants.get(amount.to::<usize>() - 1);
            reasons.extend(reasons![
                grant.is_some_and(|grant| grant.revoked) => Money::GrantRevoked {},
            ]);
        }
        let name = if kind == 2 { "revocation" } else { "execute" };
        self.expect(name, conviction, by, U256::ZERO, call, reasons, tally, |model, receipt| {
            model.vote.told_supply(model.state.supply, now);
            model.vote.end(id, PASSED, now);
            let commons = model.commons.events(&receipt.logs);
            let grant_id = if kind == 2 {
                let grant_id = amount.to();
                model.revoked(grant_id, &commons)?;
                grant_id
            } else {
                let grant = Grant {
                    beneficiary: proposal.beneficiary,
                    amount,
                    withdrawn: U256::ZERO,
                    start: now,
                    duration: proposal.asked.duration,
                    as_tokens: proposal.asked.as_tokens,
                    revoked: false,
                    proposal: id,
                };
                model.granted(grant, &commons)?;
                model.grants.len() as u32
            };
            let told = Interface::Execute {
                proposal: id,
                grantId: grant_id,
                conviction: gathered,
                threshold,
                totalStaked: model.vote.staked,
            };
            ensure!(receipt.events == [Event::Execute(told)], "{:?}", receipt.events);
            model.check_proposal(id)
        })
    }

    pub(super) fn cancel(&mut self, by: Who, proposal: Pick, tally: &mut Tally) -> Check {
        let now = self.world.time();
        let id = self.pick(proposal, now);
        let known = self.vote.proposals.get(&id);
        // Mostly by the one who may.
        let by = known.filter(|_| proposal % 3 > 0).map_or(by, |known| known.author);
        let reasons = reasons![
            known.is_none() => Interface::UnknownProposal {},
            id == 1 || known.is_some_and(|known| known.author != by)
                => Interface::Unauthorized {},
            known.is_some_and(|known| known.status != ACTIVE) => Interface::NotActive {},
        ];
        let conviction = self.conviction;
        let call = Interface::cancelCall { proposal: id };
        self.expect("cancel", conviction, by, U256::ZERO, call, reasons, tally, |model, receipt| {
            model.vote.end(id, CANCELLED, now);
            let told = Interface::Cancel { proposal: id, totalStaked: model.vote.staked };
            ensure!(receipt.events == [Event::Cancel(told)], "{:?}", receipt.events);
            model.check_proposal(id)
        })
    }

    pub(super) fn expire(&mut self, by: Who, proposal: Pick, tally: &mut Tally) -> Check {
        let id = self.number(proposal, self.vote.proposals.len());
        self.expire_one(by, id, tally)
    }

    pub(super) fn expire_one(&mut self, by: Who, id: u32, tally: &mut Tally) -> Check {
        let now = self.world.time();
        let known = self.vote.proposals.get(&id);
        let reasons = reasons![
            known.is_none() => Interface::UnknownProposal {},
            known.is_some_and(|known| known.status != ACTIVE) => Interface::NotActive {},
            known.is_some_and(|known| now < known.expiry) => Interface::NotExpired {},
        ];
        let conviction = self.conviction;
        let call = Interface::expireCall { proposal: id };
        self.expect("expire", conviction, by, U256::ZERO, call, reasons, tally, |model, receipt| {
            model.vote.end(id, EXPIRED, now);
            let told = Interface::Expire { proposal: id, totalStaked: model.vote.staked };
            ensure!(receipt.events == [Event::Expire(told)], "{:?}", receipt.events);
            model.check_proposal(id)
        })
    }

    pub(super) fn release(&mut self, by: Who, whom: Who, tally: &mut Tally) -> Check {
        let now = self.world.time();
        let over: Vec<(u32, U256)> = self.holders[whom]
            .stakes
            .iter()
            .filter(|(id, _)| !self.vote.proposals[id].takes_stake(now))
            .map(|(&id, &amount)| (id, amount))
            .collect();
        let reasons = reasons![
            over.is_empty() => Interface::NothingToRelease {},
        ];
        let conviction = self.conviction;
        let call = Interface::releaseCall { account: address(WHO[whom]) };
        self.expect(
            "release",
            conviction,
            by,
            U256::ZERO,
            call,
            reasons,
            tally,
            |model, receipt| {
                model.vote.told_supply(model.state.supply, now);
                let mut events = over.len();
                for &(id, amount) in &over {
                    if model.vote.proposals[&id].status == ACTIVE {
                        model.vote.end(id, EXPIRED, now);
                        events += 1;
                    }
                    model.vote.restake(id, amount, U256::ZERO, now);
                    model.holders[whom].stakes.remove(&id);
                    model.check_proposal(id)?;
                }
                ensure!(receipt.events.len() == events, "{:?}", receipt.events);
                Ok(())
            },
        )
    }

    pub(super) fn reclaim(&mut self, by: Who, proposal: Pick, tally: &mut Tally) -> Check {
        let id = self.number(proposal, self.vote.proposals.len());
        self.reclaim_one(by, id, tally)
    }

    pub(super) fn reclaim_one(&mut self, by: Who, id: u32, tally: &mut Tally) -> Check {
        let known = self.vote.proposals.get(&id).cloned();
        let deposit = known.as_ref().map_or(U256::ZERO, |known| known.deposit);
        let reasons = reasons![
            known.is_none() => Interface::UnknownProposal {},
            known.as_ref().is_some_and(|known| known.status == ACTIVE)
                => Interface::NothingToReclaim {},
            deposit.is_zero() => Interface::NothingToReclaim {},
        ];
        let author = known.map_or(0, |known| known.author);
        let money = self.world.balance(address(WHO[author]));
        let conviction = self.conviction;
        let call = Interface::reclaimCall { proposal: id };
        self.expect("reclaim", conviction, by, U256::ZERO, call, reasons, tally, |model, _| {
            let paid = model.world.balance(address(WHO[author])).saturating_sub(money);
            ensure!(paid >= deposit || author == by, "{deposit} due, {paid} paid");
            model.holders[author].received += deposit;
            model.vote.proposals.get_mut(&id).expect("it is there").deposit = U256::ZERO;
            model.check_proposal(id)
        })
    }

    /// Compares a proposal with the contract's: all of it, conviction within its rounding.
    pub(super) fn check_proposal(&mut self, id: u32) -> Check {
        let now = self.world.time();
        let stated = self.conviction.proposal(&mut self.world, id);
        let mut proposal = self.vote.proposals[&id].clone();
        proposal.advance(now, self.vote.decay);
        let asked = &proposal.asked;
        ensure!(
            stated.author == address(WHO[proposal.author])
                && (stated.kind, stated.status) == (asked.kind, proposal.status)
                && (stated.beneficiary, stated.amount) == (asked.beneficiary, asked.amount)
                && (stated.duration, stated.asTokens) == (asked.duration, asked.as_tokens)
                && (stated.expiry, stated.deposit) == (proposal.expiry, proposal.deposit)
                && stated.staked == proposal.staked,
            "the proposal is {stated:?}, not {proposal:?}"
        );
        let (conviction, expected) = (stated.conviction, proposal.conviction);
        ensure!(
            reckoning::near(conviction, expected, proposal.steps),
            "its conviction is {conviction}, not {expected}"
        );
        let limit = reckoning::conviction_limit(proposal.most, self.vote.decay);
        let slack = (limit >> 88) + U256::from(proposal.steps + 1);
        ensure!(conviction <= limit + slack, "its conviction is {conviction}, limit {limit}");
        let sum: U256 = (0..ACCOUNTS).filter_map(|who| self.holders[who].stakes.get(&id)).sum();
        ensure!(sum == proposal.staked, "stakes sum to {sum}, not {}", proposal.staked);
        Ok(())
    }

    /// The threshold that the contract states, if it is what the formula gives.
    fn check_threshold(&mut self, id: u32) -> Result<U256, String> {
        let stated = self.conviction.threshold(&mut self.world, id);
        let totals = self.conviction.totals(&mut self.world);
        let rules = &self.start.rules;
        let proposal = &self.vote.proposals[&id];
        let stake =
            totals.effectiveStake.max(reckoning::share_up(totals.effectiveSupply, rules.min_stake));
        let (requested, funds) = match proposal.asked.kind {
            0 => return Ok(U256::MAX),
            1 => (proposal.asked.amount, self.state.funding),
            _ => (U256::from(rules.spending_limit), U256::from(2_000_000)),
        };
        let exact = reckoning::threshold(
            requested,
            funds,
            stake,
            self.vote.decay,
            rules.spending_limit,
            rules.weight,
        );
        // Close to the limit it is beyond any conviction; how large then, nobody needs to know.
        let beyond = U256::from(1) << 180;
        let slack = exact / U256::from(10).pow(U256::from(15)) + U256::from(1);
        ensure!(
            (stated >= exact && stated - exact <= slack) || (stated > beyond && exact > beyond),
            "the threshold is {stated}, not {exact}"
        );
        Ok(stated)
    }

    /// Compares the sums with the contract's, and their limits with what they must stay within.
    pub(super) fn check_totals(&mut self) -> Check {
        let now = self.world.time();
        let totals = self.conviction.totals(&mut self.world);
        let active: U256 = self
            .vote
            .proposals
            .values()
            .filter(|proposal| proposal.status == ACTIVE)
            .map(|proposal| proposal.staked)
            .sum();
        ensure!(totals.staked == active, "{} staked, not {active}", totals.staked);
        ensure!(self.vote.staked == active, "the model counts {}", self.vote.staked);
        let count = self.vote.proposals.len() as u32;
        ensure!(totals.proposals == count, "{} proposals, not {count}", totals.proposals);
        let seconds = now - self.vote.since;
        let expected =
            reckoning::follow(self.vote.effective, self.vote.staked, self.vote.decay, seconds);
        // The contract follows at every call, the model where the stake changes.
        let steps = self.vote.steps + self.checks;
        ensure!(
            reckoning::near(totals.effectiveStake, expected, steps),
            "the effective stake is {}, not {expected}",
            totals.effectiveStake
        );
        let followed =
            reckoning::follow(self.vote.followed, self.vote.sample, self.vote.decay, seconds);
        let (supply, expected) = (totals.effectiveSupply, followed.max(self.state.supply));
        ensure!(supply >= self.state.supply, "{supply} counts of {}", self.state.supply);
        ensure!(
            reckoning::near(supply, expected, steps),
            "the effective supply is {supply}, not {expected}"
        );
        Ok(())
    }
}
