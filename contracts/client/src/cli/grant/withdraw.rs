//! `weir grant withdraw`

use crate::cli::{
    context::{Context, Session, Signing},
    output::{Page, units},
};
use clap::Args;
use serde_json::json;
use weir_client::{Amount, Ppm, Recipient, commons::Grant};

/// Withdraw what is due of a grant; by its beneficiary
///
/// A grant in tokens is paid by the curve, without tribute: if the price moves by more than you
/// accept, nothing happens.
#[derive(Debug, Args)]
pub(crate) struct Withdraw {
    /// The grant's number
    #[arg(value_name = "GRANT")]
    id: u32,
    /// Who receives it [default: you]
    #[arg(long, value_name = "ACCOUNT")]
    to: Option<Recipient>,
    /// Of a grant in tokens, the least to receive
    #[arg(long, value_name = "AMOUNT", conflicts_with = "slippage", allow_negative_numbers = true)]
    min: Option<Amount>,
    /// Of a grant in tokens, how much less than the present price gives to accept
    #[arg(long, value_name = "PERCENT", default_value = "1%", allow_negative_numbers = true)]
    slippage: Ppm,
    #[command(flatten)]
    signing: Signing,
}

impl Withdraw {
    pub(super) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let session = context.session().await?;
        let (commons, words) = (&session.commons, &session.words);
        let key = self.signing.key_for(commons.chain())?;
        let grant = commons.grant(self.id).await?;
        if grant.beneficiary != key.address() {
            anyhow::bail!(
                "grant {} is for {}, and only that account can withdraw it; {key} is {}",
                self.id,
                grant.beneficiary,
                key.address()
            );
        }
        let least = match (self.min, grant.as_tokens) {
            (_, false) => Amount::ZERO,
            (Some(least), true) => least,
            (None, true) => tokens(&session, &grant).await?.less(self.slippage),
        };
        let to = match &self.to {
            Some(who) => session.fit(who, "the recipient")?,
            None => key.address(),
        };
        let done = commons.withdraw(&key, self.id, to, least).await?;

        let (event, receipt) = (&done.event, &done.receipt);
        let left =
            grant.amount.wide().saturating_sub(grant.withdrawn.into()).saturating_sub(event.amount);
        let amount = words.event_money(event.amount);
        let heading = match event.tokens.is_zero() {
            true => format!("{key} withdrew {amount} of grant {}", self.id),
            false => {
                let tokens = words.event_tokens(event.tokens);
                format!("{key} withdrew {amount} of grant {} as {tokens}", self.id)
            }
        };
        let page = Page::new(heading)
            .row("paid to", event.to.to_string())
            .row("left of the grant", words.event_money(left));
        let json = json!({
            "grant": event.grantId, "beneficiary": event.beneficiary, "to": event.to,
            "amount": units(event.amount), "tokens": units(event.tokens), "left": units(left),
            "supply": units(event.supply), "reserve": units(event.reserve),
            "funding_pool": units(event.fundingPool),
        });
        context.act(json, page, receipt, &words.native);
        Ok(())
    }
}

/// What is due would buy so many tokens now, without tribute.
async fn tokens(session: &Session, grant: &Grant) -> anyhow::Result<Amount> {
    let commons = session.commons.pinned().await?;
    let (state, shares) = (commons.state().await?, commons.shares().await?);
    let tokens = weir_economics::purchase_return(
        state.supply.base_units(),
        state.reserve.base_units(),
        shares.reserve_ratio.ppm(),
        grant.due.base_units(),
    );
    // Where nothing can be bought the contract says why.
    Ok(tokens.map_or(Amount::ZERO, Amount::from_base_units))
}
