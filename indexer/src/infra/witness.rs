//! What the contracts say of themselves at a block: their own views, run by the node.

use crate::domain::{
    Address, B256, BlockRef, Commons as Views, Conviction as Votes, Deployment, Record, Subject,
    U256, Value, Witness, WitnessError,
};
use std::{ops::RangeInclusive, sync::Mutex};
use weir_client::{Chain, Commons, Conviction, Error, rule::Rule};

/// The contracts of a deployment, asked through a node.
pub struct Contracts {
    chain: Chain,
    commons: Commons,
    conviction: Conviction,
    /// The contracts at the block asked about last: looking at a block costs the node requests.
    pinned: Mutex<Option<(B256, Commons, Conviction)>>,
}

impl Contracts {
    /// The contracts of this deployment. The node must be an archive node.
    ///
    /// # Errors
    /// The node does not answer.
    pub async fn connect(url: &str, deployment: &Deployment) -> Result<Self, Error> {
        let chain = Chain::connect(url).await?;
        let contracts = &deployment.contracts;
        Ok(Self {
            commons: Commons::new(&chain, contracts.commons, deployment.currency.clone()),
            conviction: Conviction::new(&chain, contracts.conviction),
            chain,
            pinned: Mutex::default(),
        })
    }

    fn at(&self, hash: B256) -> (Commons, Conviction) {
        let mut pinned = self.pinned.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        match &*pinned {
            Some((at, commons, conviction)) if *at == hash => (commons.clone(), conviction.clone()),
            _ => {
                let commons = self.commons.at_block(hash);
                let conviction = self.conviction.beside(&commons);
                *pinned = Some((hash, commons.clone(), conviction.clone()));
                (commons, conviction)
            }
        }
    }
}

impl Witness for Contracts {
    async fn hashes(&self, heights: RangeInclusive<u64>) -> Result<Vec<B256>, WitnessError> {
        self.chain.block_hashes(heights).await.map_err(failed)
    }

    async fn testify(&self, at: BlockRef, subject: Subject) -> Result<Record, WitnessError> {
        let (commons, conviction) = self.at(at.hash);
        let record = match subject {
            Subject::Pools => pools(&commons).await,
            Subject::Hatch => hatch(&commons).await,
            Subject::Roles => roles(&commons).await,
            Subject::Limits => limits(&commons).await,
            Subject::Rule(number) => rule(&commons, &conviction, number).await,
            Subject::Totals => totals(&conviction).await,
            Subject::Account(account) => of_account(&commons, &conviction, account).await,
            Subject::Grant(id) => grant(&commons, id).await,
            Subject::Service(id) => service(&commons, id).await,
            Subject::Proposal(id) => proposal(&conviction, id).await,
        };
        match record {
            // What the contract does not know it says nothing of.
            Err(Error::Refused(_)) => Ok(Record::new()),
            record => record.map_err(failed),
        }
    }
}

fn failed(error: Error) -> WitnessError {
    WitnessError(Box::new(error))
}

async fn pools(commons: &Commons) -> Result<Record, Error> {
    let state = commons.ask(&Views::stateCall {}).await?;
    let supply = commons.ask(&Views::totalSupplyCall {}).await?;
    Ok(vec![
        ("supply", state.supply.into()),
        ("reserve", state.reserve.into()),
        ("funding pool", state.fundingPool.into()),
        ("sum of balances", supply.into()),
        ("grants", commons.ask(&Views::grantsCall {}).await?.into()),
        ("services", commons.ask(&Views::servicesCall {}).await?.into()),
    ])
}

async fn hatch(commons: &Commons) -> Result<Record, Error> {
    let hatch = commons.ask(&Views::hatchCall {}).await?;
    let phase = match commons.ask(&Views::phaseCall {}).await? {
        0 => "hatch",
        1 => "open",
        2 => "refunding",
        3 => "closing",
        _ => "closed",
    };
    Ok(vec![("phase", phase.into()), ("raised", hatch.raised.into())])
}

async fn roles(commons: &Commons) -> Result<Record, Error> {
    let roles = commons.ask(&Views::rolesCall {}).await?;
    Ok(vec![
        ("owner", roles.owner.into()),
        ("next owner", roles.pendingOwner.into()),
        ("governor", roles.governor.into()),
        ("guardian", roles.guardian.into()),
        ("guardian until", roles.guardianUntil.into()),
        ("paused until", roles.pausedUntil.into()),
    ])
}

async fn limits(commons: &Commons) -> Result<Record, Error> {
    let limits = commons.ask(&Views::limitsCall {}).await?;
    Ok(vec![
        ("spending limit", limits.spendingLimit.into()),
        ("window", limits.window.into()),
        ("owed", limits.owed.into()),
        ("recently granted", limits.recentlyGranted.into()),
    ])
}

async fn rule(commons: &Commons, conviction: &Conviction, number: u8) -> Result<Record, Error> {
    let says = |[value, least, most, step]: [U256; 4], from: u64| {
        vec![
            ("value", value.into()),
            ("least", least.into()),
            ("most", most.into()),
            ("step", step.into()),
            ("changeable from", from.into()),
        ]
    };
    Ok(if Rule::from_number(number).is_some_and(Rule::is_of_commons) {
        let r = commons.ask(&Views::ruleCall { rule: number }).await?;
        says([r.value, r.least, r.most, r.step], r.changeableFrom)
    } else {
        let r = conviction.ask(&Votes::ruleCall { rule: number }).await?;
        says([r.value, r.least, r.most, r.step], r.changeableFrom)
    })
}

async fn totals(conviction: &Conviction) -> Result<Record, Error> {
    let totals = conviction.ask(&Votes::totalsCall {}).await?;
    Ok(vec![
        ("staked", totals.staked.into()),
        ("effective stake", totals.effectiveStake.into()),
        ("effective supply", totals.effectiveSupply.into()),
        ("effective funds", totals.effectiveFunds.into()),
        ("proposals", totals.proposals.into()),
    ])
}

async fn of_account(
    commons: &Commons,
    conviction: &Conviction,
    account: Address,
) -> Result<Record, Error> {
    let vesting = commons.ask(&Views::vestingOfCall { account }).await?;
    let stakes = conviction.ask(&Votes::stakesOfCall { account }).await?;
    let mut stakes: Vec<_> =
        stakes.into_iter().map(|m| (m.proposal, m.amount, m.against)).collect();
    stakes.sort_unstable();
    Ok(vec![
        ("balance", commons.ask(&Views::balanceOfCall { account }).await?.into()),
        ("contributed", vesting.contributed.into()),
        ("from the hatch", vesting.granted.into()),
        ("vesting", vesting.vesting.into()),
        ("may contribute", commons.ask(&Views::allowedCall { account }).await?.into()),
        ("staked", commons.ask(&Views::stakedOfCall { account }).await?.into()),
        ("stakes", Value::stakes(stakes)),
        ("free at", commons.ask(&Views::unlockOfCall { account }).await?.into()),
    ])
}

async fn grant(commons: &Commons, id: u32) -> Result<Record, Error> {
    let grant = commons.ask(&Views::grantOfCall { grantId: id }).await?;
    Ok(vec![
        ("beneficiary", grant.beneficiary.into()),
        ("amount", grant.amount.into()),
        ("withdrawn", grant.withdrawn.into()),
        ("start", grant.start.into()),
        ("duration", grant.duration.into()),
        ("in tokens", grant.asTokens.into()),
        ("revoked", grant.revoked.into()),
        ("proposal", grant.proposal.into()),
        ("due", grant.due.into()),
    ])
}

async fn service(commons: &Commons, id: u32) -> Result<Record, Error> {
    let service = commons.ask(&Views::serviceOfCall { service: id }).await?;
    Ok(vec![
        ("owner", service.owner.into()),
        ("burns", service.burns.into()),
        ("burnt", service.burnt.into()),
        ("name", Value::words(&service.name)),
        ("link", Value::words(&service.link)),
    ])
}

async fn proposal(conviction: &Conviction, id: u32) -> Result<Record, Error> {
    let proposal = conviction.ask(&Votes::proposalOfCall { proposal: id }).await?;
    let text = conviction.ask(&Votes::textOfCall { proposal: id }).await?;
    let status = match proposal.status {
        0 => "active",
        1 => "passed",
        2 => "cancelled",
        _ => "expired",
    };
    let mut record = vec![
        ("author", proposal.author.into()),
        ("kind", u32::from(proposal.kind).into()),
        ("status", status.into()),
        ("beneficiary", proposal.beneficiary.into()),
        ("amount", proposal.amount.into()),
        ("duration", proposal.duration.into()),
        ("in tokens", proposal.asTokens.into()),
        ("expiry", proposal.expiry.into()),
        ("deposit", proposal.deposit.into()),
        ("staked", proposal.staked.into()),
        ("conviction", proposal.conviction.into()),
        ("opposed", proposal.opposed.into()),
        ("opposition", proposal.opposition.into()),
        ("announced", proposal.announced.into()),
        ("title", Value::words(&text.title)),
        ("link", Value::words(&text.link)),
    ];
    // What a proposal that is over would have to exceed means nothing.
    if proposal.status == 0 {
        let threshold = conviction.ask(&Votes::thresholdOfCall { proposal: id }).await?;
        let notice = conviction.ask(&Votes::noticeOfCall { proposal: id }).await?;
        record.extend([
            ("threshold", threshold.into()),
            ("executable from", notice.from.into()),
            ("executable until", notice.until.into()),
        ]);
    }
    Ok(record)
}
