//! Many transactions of the contracts in little time: signed here, without a dry run each.

use alloy_core::sol_types::SolCall;
use anyhow::{Context, Result};
use std::{str::FromStr, time::Duration};
use subxt::{PolkadotConfig, config::DefaultExtrinsicParamsBuilder, dynamic};
use subxt_signer::{SecretUri, sr25519::Keypair};
use weir_client::{
    Address, Amount, Chain, Commons, Conviction, Deployment, Key, U256,
    abi::{Commons as Money, Conviction as Vote},
    conviction::{NewProposal, ProposalKind},
};

/// The development accounts, each of which has a million.
const NAMES: [&str; 6] = ["//Alice", "//Bob", "//Charlie", "//Dave", "//Eve", "//Ferdie"];
/// Proposals that are staked on: as many as one call may name, so one transaction is as many events.
pub(crate) const PROPOSALS: u32 = 16;
/// What a transaction may need: several times what any of these does.
const WEIGHT: Weight = Weight { ref_time: 40_000_000_000, proof_size: 400_000 };
/// What it may put aside for storage, in the smallest units of native money: an upper limit.
const DEPOSIT: u128 = 100_000_000_000;
const WHOLE: u128 = 1_000_000_000_000_000_000;

#[derive(Clone, Copy, subxt::ext::scale_encode::EncodeAsType)]
#[encode_as_type(crate_path = "subxt::ext::scale_encode")]
struct Weight {
    ref_time: u64,
    proof_size: u64,
}

/// Accounts that hold tokens and vote.
pub(crate) struct Traffic {
    chain: Chain,
    commons: Address,
    conviction: Address,
    service: u32,
    accounts: Vec<Account>,
    round: u128,
}

struct Account {
    pair: Keypair,
    address: Address,
    nonce: u64,
}

impl Traffic {
    /// Gives everybody tokens and makes the proposals.
    pub(crate) async fn prepare(url: &str, deployment: &Deployment) -> Result<Self> {
        let chain = Chain::connect(url).await?;
        let commons = Commons::open(&chain, deployment).await?;
        let conviction = Conviction::open(&chain, deployment).await?;
        let deadline = chain.deadline_in(Duration::from_secs(3600)).await?;
        let (money, least) = (Amount::from_base_units(1_000 * WHOLE), Amount::from_base_units(1));
        for name in NAMES {
            commons.mint(&Key::development(name)?, money, least, deadline).await?;
        }
        let alice = Key::development("//Alice")?;
        let service = commons.register_service(&alice, "archive", "https://example.org").await?;
        let deposit = conviction.settings().await?.deposit;
        for number in 1..=PROPOSALS {
            let new = NewProposal {
                kind: ProposalKind::Signal,
                lifetime: 89 * 24 * 3600,
                title: format!("Signal {number}"),
                link: "https://example.org".into(),
            };
            conviction.propose(&alice, &new, deposit).await?;
        }
        let service = service.event.service;
        Self::with(chain, commons.address(), conviction.address(), service, 0).await
    }

    /// Goes on with the traffic of a chain that was made before.
    pub(crate) async fn resume(url: &str, deployment: &Deployment) -> Result<Self> {
        let chain = Chain::connect(url).await?;
        let commons = Commons::open(&chain, deployment).await?;
        let conviction = Conviction::open(&chain, deployment).await?;
        // Far beyond any round that was played.
        let round = WHOLE / 100;
        Self::with(chain, commons.address(), conviction.address(), 1, round).await
    }

    async fn with(
        chain: Chain,
        commons: Address,
        conviction: Address,
        service: u32,
        round: u128,
    ) -> Result<Self> {
        let mut accounts = Vec::new();
        for name in NAMES {
            let key = Key::development(name)?;
            let account = key.account();
            accounts.push(Account {
                pair: Keypair::from_uri(&SecretUri::from_str(name)?)?,
                address: key.address(),
                nonce: nonce(&chain, &account.to_string()).await?,
            });
        }
        Ok(Self { chain, commons, conviction, service, accounts, round })
    }

    /// Sends a round: some votes of each account, and one transaction of another kind. Returns how
    /// many events these will be, the transfers that minting and burning tell of left out.
    pub(crate) async fn round(&mut self, votes: u32) -> Result<u64> {
        for vote in 0..votes {
            self.vote(vote as usize).await?;
        }
        let round = usize::try_from(self.round)?;
        self.trade(round, round).await?;
        Ok(u64::from(votes * PROPOSALS) + 1)
    }

    /// Sets all stakes of an account, by whatever number, to amounts that they did not have before.
    pub(crate) async fn vote(&mut self, account: usize) -> Result<()> {
        self.round += 1;
        let moves = (1..=PROPOSALS)
            .map(|proposal| Vote::Move {
                proposal,
                amount: U256::from(WHOLE + u128::from(proposal) * WHOLE / 8 + self.round),
                against: false,
            })
            .collect();
        let call = Vote::stakeCall { moves }.abi_encode();
        self.send(account % self.accounts.len(), self.conviction, 0, call).await
    }

    /// A mint, a transfer, a burn, a donation or a redemption, by whatever numbers.
    pub(crate) async fn trade(&mut self, account: usize, kind: usize) -> Result<()> {
        let account = account % self.accounts.len();
        let (commons, service) = (self.commons, self.service);
        let deadline = u64::MAX;
        let whole = U256::from(WHOLE);
        let (value, call) = match kind % 5 {
            0 => {
                let least = U256::from(1);
                (WHOLE, Money::mintCall { minTokens: least, deadline }.abi_encode())
            }
            1 => {
                let to = self.accounts[(account + 1) % self.accounts.len()].address;
                (0, Money::transferCall { to, value: whole }.abi_encode())
            }
            2 => {
                let content = [7; 32].into();
                (
                    0,
                    Money::burnCall { service, content, amount: whole / U256::from(100) }
                        .abi_encode(),
                )
            }
            3 => (WHOLE / 100, Money::donateCall {}.abi_encode()),
            _ => {
                let least = U256::from(1);
                (0, Money::redeemCall { amount: whole, minReturn: least, deadline }.abi_encode())
            }
        };
        self.send(account, commons, value / self.chain.ratio(), call).await
    }

    async fn send(
        &mut self,
        account: usize,
        to: Address,
        value: u128,
        data: Vec<u8>,
    ) -> Result<()> {
        let account = &mut self.accounts[account];
        let params = DefaultExtrinsicParamsBuilder::<PolkadotConfig>::new()
            .nonce(account.nonce)
            .immortal()
            .build();
        let payload = dynamic::tx("Revive", "call", (to.0.0, value, WEIGHT, DEPOSIT, data));
        let at = self.chain.client().at_current_block().await?;
        let signed = at.transactions().create_signed(&payload, &account.pair, params).await?;
        signed.submit().await.context("a transaction was not taken")?;
        account.nonce += 1;
        Ok(())
    }
}

async fn nonce(chain: &Chain, account: &str) -> Result<u64> {
    let rpc = subxt::rpcs::RpcClient::from_url(chain.url()).await?;
    Ok(rpc.request("system_accountNextIndex", subxt::rpcs::rpc_params![account]).await?)
}
