//! Two runtimes, and what they leave in a block's state, encoded as a runtime encodes it.

use crate::history::{commons, hash};
use frame_metadata::{
    RuntimeMetadataPrefixed,
    v15::{
        CustomMetadata, ExtrinsicMetadata, OuterEnums, PalletEventMetadata, PalletMetadata,
        RuntimeMetadataV15,
    },
};
use parity_scale_codec::{Compact, Encode};
use scale_info::{MetaType, TypeInfo, meta_type};
use std::collections::BTreeMap;
use weir_client::key::fallback_account;
use weir_indexer::domain::{Address, Block};

/// The events of the first runtime.
mod first {
    use super::*;

    #[derive(Encode, TypeInfo)]
    pub(crate) enum System {
        ExtrinsicSuccess { weight: u64 },
    }

    #[derive(Encode, TypeInfo)]
    pub(crate) enum Revive {
        ContractEmitted { contract: [u8; 20], data: Vec<u8>, topics: Vec<[u8; 32]> },
    }

    #[derive(Encode, TypeInfo)]
    pub(crate) struct AccountId32(pub(crate) [u8; 32]);

    #[derive(Encode, TypeInfo)]
    pub(crate) enum TransactionPayment {
        TransactionFeePaid { who: AccountId32, actual_fee: u128, tip: u128 },
    }

    #[derive(Encode, TypeInfo)]
    pub(crate) enum Event {
        #[codec(index = 0)]
        System(System),
        #[codec(index = 3)]
        TransactionPayment(TransactionPayment),
        #[codec(index = 5)]
        Revive(Revive),
    }
}

/// The events after an upgrade: the pallet has moved, an event has another field, and the one that
/// matters another order of fields and one more.
mod second {
    use super::*;

    #[derive(Encode, TypeInfo)]
    pub(crate) enum System {
        ExtrinsicSuccess { weight: u64, fee: u128 },
    }

    #[derive(Encode, TypeInfo)]
    pub(crate) enum Revive {
        Renamed,
        ContractEmitted { depth: u8, data: Vec<u8>, topics: Vec<[u8; 32]>, contract: [u8; 20] },
    }

    #[derive(Encode, TypeInfo)]
    pub(crate) enum Event {
        #[codec(index = 0)]
        System(System),
        #[codec(index = 9)]
        Revive(Revive),
    }
}

fn metadata(system: MetaType, revive: (u8, MetaType), event: MetaType) -> Vec<u8> {
    let unit = || meta_type::<()>();
    let pallet = |name, index, event| PalletMetadata {
        name,
        storage: None,
        calls: None,
        event: Some(PalletEventMetadata { ty: event }),
        constants: Vec::new(),
        error: None,
        index,
        docs: Vec::new(),
    };
    let payment = pallet("TransactionPayment", 3, meta_type::<first::TransactionPayment>());
    let metadata = RuntimeMetadataV15::new(
        vec![pallet("System", 0, system), payment, pallet("Revive", revive.0, revive.1)],
        ExtrinsicMetadata {
            version: 4,
            address_ty: unit(),
            call_ty: unit(),
            signature_ty: unit(),
            extra_ty: unit(),
            signed_extensions: Vec::new(),
        },
        unit(),
        Vec::new(),
        OuterEnums { call_enum_ty: unit(), event_enum_ty: event, error_enum_ty: unit() },
        CustomMetadata { map: BTreeMap::new() },
    );
    RuntimeMetadataPrefixed::from(metadata).encode()
}

pub(super) fn metadata_of(version: u32) -> Vec<u8> {
    match version {
        1 => metadata(
            meta_type::<first::System>(),
            (5, meta_type::<first::Revive>()),
            meta_type::<first::Event>(),
        ),
        _ => metadata(
            meta_type::<second::System>(),
            (9, meta_type::<second::Revive>()),
            meta_type::<second::Event>(),
        ),
    }
}

/// Records as `System.Events` holds them: phase, event, no topics.
fn records<E: Encode>(events: Vec<(u32, E)>) -> Vec<u8> {
    let mut bytes = Compact(events.len() as u32).encode();
    for (extrinsic, event) in events {
        bytes.extend((0u8, extrinsic).encode());
        event.encode_to(&mut bytes);
        Vec::<[u8; 32]>::new().encode_to(&mut bytes);
    }
    bytes
}

pub(super) fn events_of(version: u32, contract: Address) -> Vec<u8> {
    let (data, topics) = (vec![version as u8; 3], vec![hash(3, 1).0]);
    match version {
        1 => records(vec![
            (0, first::Event::System(first::System::ExtrinsicSuccess { weight: 9 })),
            (
                1,
                first::Event::Revive(first::Revive::ContractEmitted {
                    contract: contract.0.0,
                    data,
                    topics,
                }),
            ),
        ]),
        _ => records(vec![
            (0, second::Event::System(second::System::ExtrinsicSuccess { weight: 9, fee: 1 })),
            (0, second::Event::Revive(second::Revive::Renamed)),
            (
                2,
                second::Event::Revive(second::Revive::ContractEmitted {
                    contract: contract.0.0,
                    data,
                    topics,
                    depth: 1,
                }),
            ),
        ]),
    }
}

/// What the first runtime leaves of these extrinsics: each has the Commons emit so many events, and is
/// paid for by an account, or by none that is told of.
pub(super) fn paid(extrinsics: &[(u32, usize, Option<[u8; 32]>)]) -> Vec<u8> {
    let mut events = Vec::new();
    for (extrinsic, count, who) in extrinsics {
        let emitted = || first::Revive::ContractEmitted {
            contract: commons().0.0,
            data: vec![1],
            topics: vec![hash(3, 1).0],
        };
        events.extend((0..*count).map(|_| (*extrinsic, first::Event::Revive(emitted()))));
        events.extend(who.map(|who| {
            let who = first::AccountId32(who);
            let paid = first::TransactionPayment::TransactionFeePaid { who, actual_fee: 1, tip: 0 };
            (*extrinsic, first::Event::TransactionPayment(paid))
        }));
        let done = first::System::ExtrinsicSuccess { weight: 9 };
        events.push((*extrinsic, first::Event::System(done)));
    }
    records(events)
}

/// A block in which only the runtime itself did something.
pub(super) fn quiet(version: u32) -> Vec<u8> {
    match version {
        1 => {
            records(vec![(0, first::Event::System(first::System::ExtrinsicSuccess { weight: 9 }))])
        }
        _ => records(vec![(
            0,
            second::Event::System(second::System::ExtrinsicSuccess { weight: 9, fee: 1 }),
        )]),
    }
}

/// What the first runtime leaves of a block with these events: each at its place, and events of the
/// chain itself at the places between.
pub(super) fn events_in(block: &Block) -> Vec<u8> {
    let places = block.events.last().map_or(1, |last| last.index + 2);
    let mut events = block.events.iter().peekable();
    let mut due = None;
    let event_at = |place| match events.next_if(|event| event.index == place) {
        // The fee of the extrinsic before, where it is known who paid it.
        None => match due.take() {
            Some((extrinsic, signer)) => {
                let who = first::AccountId32(fallback_account(signer).0);
                let paid =
                    first::TransactionPayment::TransactionFeePaid { who, actual_fee: 1, tip: 0 };
                (extrinsic, first::Event::TransactionPayment(paid))
            }
            None => (0, first::Event::System(first::System::ExtrinsicSuccess { weight: 9 })),
        },
        Some(event) => {
            let extrinsic = event.extrinsic_index.unwrap();
            due = event.signer.map(|signer| (extrinsic, signer));
            let emitted = first::Revive::ContractEmitted {
                contract: event.contract.0.0,
                data: event.data.to_vec(),
                topics: event.topics.iter().map(|topic| topic.0).collect(),
            };
            (extrinsic, first::Event::Revive(emitted))
        }
    };
    records((0..places).map(event_at).collect())
}
