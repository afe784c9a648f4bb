//! A chain's history, made up but consistent: the same seed gives the same blocks.

mod life;
mod votes;

use alloy_core::{primitives::keccak256, sol_types::SolEvent};
use life::Life;
use weir_client::{Amount, Ppm, Rule, currency::Currency, deployment as file};
use weir_indexer::domain::{
    Address, B256, Block, BlockRef, Commons, Contracts, Deployment, RawEvent, U256,
};

/// Height of the block that deploys the contracts.
pub(crate) const START: u64 = 7;
/// Height of the block that ends the hatch.
pub(crate) const OPENING: u64 = START + 5;
/// One whole token or unit of the chain's money, in base units.
pub(crate) const WHOLE: u128 = 1_000_000_000_000_000_000;
/// One whole of the currency, in base units: it has six decimals.
pub(crate) const DOLLAR: u128 = 1_000_000;

pub(crate) fn commons() -> Address {
    Address::repeat_byte(0xc0)
}

pub(crate) fn conviction() -> Address {
    Address::repeat_byte(0xc1)
}

pub(crate) fn contracts() -> Contracts {
    Contracts { commons: commons(), conviction: conviction() }
}

pub(crate) fn account(n: u8) -> Address {
    Address::repeat_byte(n + 1)
}

/// Hash of a block of the chain `chain`.
pub(crate) fn hash(chain: u8, height: u64) -> B256 {
    keccak256([&[chain], height.to_be_bytes().as_slice()].concat())
}

/// Seconds since the epoch at a block.
pub(crate) fn seconds(height: u64) -> u64 {
    1_700_000_000 + height * 2
}

/// A Commons that begins with a hatch, and whose currency has fewer decimals than its token.
pub(crate) fn deployment() -> Deployment {
    let mut deployment = Deployment {
        genesis_hash: hash(0, 0),
        block: BlockRef { height: START, hash: hash(0, START) },
        contracts: contracts(),
        native_symbol: "DOT".into(),
        native_decimals: 10,
        currency: Currency::erc20(Address::repeat_byte(0xcc), "USDC".into(), 6),
        parameters: file::Parameters {
            name: "Weir Test".into(),
            symbol: "WT".into(),
            decimals: 18,
            reserve_ratio_ppm: Ppm::new(200_000),
            entry_tribute_ppm: Ppm::new(50_000),
            exit_tribute_ppm: Ppm::new(100_000),
            initial_supply: Amount::from_base_units(0),
            initial_reserve: Amount::from_base_units(0),
            hatch: Some(file::HatchParameters {
                minimum: Amount::from_base_units(100 * DOLLAR),
                maximum: Amount::from_base_units(5_000 * DOLLAR),
                deadline: seconds(OPENING) - 1,
                price: Amount::from_base_units(DOLLAR / 2),
                tribute_ppm: Ppm::new(250_000),
                vesting_cliff: 3_600,
                vesting_half_life: 86_400,
                allowlist: true,
                max_jump_ppm: 4_000_000,
            }),
            settings: file::Settings {
                spending_limit_ppm: Ppm::new(200_000),
                window: 30 * 86_400,
                guardian: Some(account(5)),
                guardian_until: seconds(1_000_000),
                bounds: file::CommonsBounds::default(),
            },
            conviction: file::ConvictionParameters {
                half_life: 259_200,
                weight_ppm: Ppm::new(2_000),
                min_stake_ppm: Ppm::new(50_000),
                deposit: Amount::from_base_units(WHOLE),
                max_lifetime: 90 * 86_400,
                notice: 86_400,
                long_notice: 7 * 86_400,
                rule_share_ppm: Ppm::new(100_000),
                exit_share_ppm: Ppm::new(300_000),
                bounds: file::VoteBounds::default(),
            },
        },
    };
    for rule in Rule::ALL {
        let bounds = deployment.parameters.usual_bounds(rule);
        deployment.parameters.set_bounds(rule, bounds);
    }
    deployment
}

/// A Commons that opened at once, in the chain's own money.
pub(crate) fn deployment_without_hatch() -> Deployment {
    let mut deployment = deployment();
    deployment.currency = Currency::native("DOT");
    let parameters = &mut deployment.parameters;
    parameters.hatch = None;
    parameters.initial_supply = Amount::from_base_units(1000 * WHOLE);
    parameters.initial_reserve = Amount::from_base_units(100 * WHOLE);
    deployment
}

/// A block without events.
pub(crate) fn empty(chain: u8, height: u64) -> Block {
    Block {
        height,
        hash: hash(chain, height),
        parent_hash: hash(chain, height.saturating_sub(1)),
        timestamp: seconds(height) * 1000 + 7,
        spec_version: 1,
        events: Vec::new(),
    }
}

/// An event of the Commons as the chain gives it.
pub(crate) fn raw(index: u32, event: impl SolEvent) -> RawEvent {
    let log = event.encode_log_data();
    RawEvent {
        index,
        extrinsic_index: Some(1),
        signer: None,
        contract: commons(),
        topics: log.topics().to_vec(),
        data: log.data,
    }
}

/// An event of the Conviction contract as the chain gives it.
pub(crate) fn vote(index: u32, event: impl SolEvent) -> RawEvent {
    RawEvent { contract: conviction(), ..raw(index, event) }
}

pub(crate) fn transfer(from: Address, to: Address, amount: u128) -> Commons::Transfer {
    Commons::Transfer { from, to, value: U256::from(amount) }
}

/// Blocks 0 to `last` of chain 0: a hatch from [`START`] on, the opening at [`OPENING`], and then
/// whatever may happen, in about half of the blocks.
pub(crate) fn chain(last: u64) -> Vec<Block> {
    replay(&mut Life::new(42), last)
}

fn replay(life: &mut Life, last: u64) -> Vec<Block> {
    (0..=last)
        .map(|height| {
            let acts = match height {
                h if h < START => 0,
                START | OPENING => 1,
                h if h > OPENING && h.is_multiple_of(4) => 1,
                _ => life.random(4).saturating_sub(1),
            };
            block(
                height,
                (0..acts).map(|_| match height {
                    START => life.beginning(),
                    OPENING => life.opening(),
                    h if h < OPENING => life.contribution(),
                    _ => life.act(height),
                }),
            )
        })
        .collect()
}

/// Blocks 0 to [`OPENING`] + 3 of chain 0, in which the hatch fails and everybody is paid back.
pub(crate) fn failed_hatch() -> Vec<Block> {
    let mut life = Life::new(43);
    (0..=OPENING + 3)
        .map(|height| {
            let happened = match height {
                h if h < START => vec![],
                START => vec![life.beginning()],
                h if h < OPENING => vec![life.contribution()],
                OPENING => vec![life.failure()],
                _ => (0..2).filter_map(|_| life.refund()).collect(),
            };
            block(height, happened.into_iter())
        })
        .collect()
}

/// [`chain`], and after its last block the wind-down, with what may happen then.
pub(crate) fn wound_down(last: u64) -> Vec<Block> {
    let mut life = Life::new(42);
    let mut blocks = replay(&mut life, last);
    blocks.extend((1..=4).map(|later| block(last + later, life.ending(last + later).into_iter())));
    blocks
}

/// A block in which one extrinsic after the other causes these events.
pub(crate) fn block(height: u64, extrinsics: impl Iterator<Item = Vec<RawEvent>>) -> Block {
    let mut block = empty(0, height);
    for (extrinsic, events) in (1..).zip(extrinsics) {
        for mut event in events {
            // Events of the chain itself lie between those of the contracts.
            event.index = block.events.len() as u32 * 3 + 2;
            event.extrinsic_index = Some(extrinsic);
            // Sometimes the one that the event names, and sometimes another.
            let other = account((extrinsic + height as u32) as u8 % 6);
            event.signer = event.signer.or(Some(other));
            block.events.push(event);
        }
    }
    block
}
