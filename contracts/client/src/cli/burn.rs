//! `weir burn`

use super::{
    context::{Context, Session, Signing},
    failure::after,
    output::{Page, transaction, units},
    service::Place,
};
use alloy_core::primitives::keccak256;
use anyhow::{Context as _, anyhow};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};
use weir_client::{Amount, B256, BurnReceipt, Executed, Key, abi::Commons::Burn as BurnEvent};

/// Destroy tokens to pay for a service
///
/// Nothing is paid out: the reserve now backs fewer tokens. The chain records the service and the
/// hash of what was paid for, so that the service can check it; with --receipt the service can also
/// check that it was you.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir burn 3 --service 1 --file article.md --key //Alice\n  weir burn \
                  0.5 --service 1 --content 0x5d53...c0f1 --receipt receipt.json --key //Alice\n  \
                  weir burn 10 --key //Alice                  for no service"
)]
pub(crate) struct Burn {
    /// Tokens to destroy
    #[arg(value_name = "AMOUNT", allow_negative_numbers = true)]
    amount: Amount,
    /// Number of the service (`weir service list`) [default: for none]
    #[arg(long, value_name = "NUMBER", requires = "Content")]
    service: Option<u32>,
    #[command(flatten)]
    content: Content,
    /// Write a signed receipt to this file, for the service to verify
    #[arg(long, value_name = "FILE")]
    receipt: Option<PathBuf>,
    /// What the service asked to be signed along with the receipt
    #[arg(long, value_name = "TEXT", requires = "receipt")]
    challenge: Option<String>,
    #[command(flatten)]
    signing: Signing,
}

/// What is paid for.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct Content {
    /// Hash of what is paid for, 32 bytes
    #[arg(long, value_name = "0xHASH")]
    content: Option<B256>,
    /// The file that is paid for; its Keccak-256 hash is recorded
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

impl Content {
    fn hash(&self) -> anyhow::Result<B256> {
        match (&self.content, &self.file) {
            (Some(hash), _) => Ok(*hash),
            (None, Some(path)) => {
                let bytes = std::fs::read(path)
                    .with_context(|| format!("cannot read {}", path.display()))?;
                Ok(keccak256(bytes))
            }
            (None, None) => Ok(B256::ZERO),
        }
    }
}

impl Burn {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let content = self.content.hash()?;
        if let Some(challenge) = &self.challenge {
            BurnReceipt::check_challenge(challenge)?;
        }
        let place = self.receipt.as_deref().map(Place::at).transpose()?;
        let session = context.session().await?;
        let (commons, words) = (&session.commons, &session.words);
        let key = self.signing.key_for(commons.chain())?;
        let service = self.service.unwrap_or_default();
        let done = commons.burn(&key, self.amount, service, content).await?;

        let (event, receipt) = (&done.event, &done.receipt);
        let proof = match place {
            None => None,
            // With --json the answer carries the receipt: no second object on the same stream.
            Some(Place::Output) if context.json => {
                Some(after(receipt, self.prove(&session, &key, &done, None)).await?)
            }
            Some(place) => {
                Some(after(receipt, self.prove(&session, &key, &done, Some(place))).await?)
            }
        };
        let price = words.spot_after(event.supply, event.reserve);
        let json = || {
            json!({
                "account": event.account, "amount": units(event.amount),
                "service": event.service, "content": event.content,
                "supply": units(event.supply), "reserve": units(event.reserve),
                "funding_pool": units(event.fundingPool), "spot_price": price,
                "receipt": proof, "transaction": transaction(receipt),
            })
        };
        let page = || {
            let amount = words.event_tokens(event.amount);
            let what = match service {
                0 => String::new(),
                service => format!(" for service {service}"),
            };
            let page = Page::new(format!("{key} burnt {amount}{what}"))
                .row("content", event.content.to_string());
            match &self.receipt {
                Some(path) => page.row("receipt", path.display().to_string()),
                None => page,
            }
            .row("price now", words.spot(price.as_ref()))
            .receipt(receipt, &words.native)
        };
        match self.receipt.as_deref() == Some(Path::new("-")) {
            // Standard output has the receipt, for whom it is piped to.
            true if !context.json => context.say(page().trim_end()),
            _ => context.answer(json, page),
        }
        Ok(())
    }

    /// Signs a receipt of the burn and writes it.
    async fn prove(
        &self,
        session: &Session,
        key: &Key,
        done: &Executed<BurnEvent>,
        place: Option<Place>,
    ) -> anyhow::Result<BurnReceipt> {
        let (commons, receipt) = (&session.commons, &done.receipt);
        let own = receipt
            .events
            .iter()
            .find(|own| own.contract == commons.address() && own.decode::<BurnEvent>().is_some());
        let index = own.map(|own| own.index).context("the burn's event was not found")?;
        let challenge = self.challenge.clone();
        let (block, event) = (receipt.block, &done.event);
        let proof = BurnReceipt::of_event(commons, key, block, index, event, challenge)?;
        let Some(place) = place else { return Ok(proof) };
        place.write(&proof).map_err(|error| {
            anyhow!(
                "{error:#}. The receipt can be made once more with `weir service receipt --block \
                 {} --event {index}`",
                block.number
            )
        })?;
        Ok(proof)
    }
}
