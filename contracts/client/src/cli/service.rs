//! `weir service`

mod receipt;

pub(crate) use receipt::Place;

use super::{
    context::{Context, Signing},
    output::{Page, count},
    table::{Column, table},
};
use anyhow::anyhow;
use clap::{Args, Subcommand};
use futures::{StreamExt, TryStreamExt, stream};
use serde_json::json;
use weir_client::{commons, text::clean};
use weir_text::{check_label, check_link};

/// How many services are asked for at a time.
const AT_ONCE: usize = 8;

/// Services that tokens are burnt for, and receipts of burns
///
/// A service registers once and gets a number. Who uses it burns tokens for that number (`weir
/// burn`). A receipt shows the service who burnt how much for what.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  weir service register \"Open journal\" --link https://example.org \
                  --key //Ferdie\n  weir service list\n  weir service receipt --block 118 --key \
                  //Eve > receipt.json\n  weir service verify receipt.json"
)]
pub(crate) struct Service {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Register a service: its number is what tokens are burnt for
    Register {
        /// Its name, at most 32 bytes
        name: String,
        /// Where to read about it, at most 128 bytes
        #[arg(long, default_value = "")]
        link: String,
        #[command(flatten)]
        signing: Signing,
    },
    /// All services, with what was burnt for each
    List {
        /// Look at so many of the newest ones
        #[arg(long, value_name = "NUMBER", default_value_t = 100)]
        newest: u32,
    },
    /// One service
    Show {
        /// Its number
        #[arg(value_name = "SERVICE")]
        id: u32,
    },
    Receipt(receipt::Make),
    Verify(receipt::Verify),
}

impl Service {
    pub(crate) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        match &self.action {
            Action::Register { name, link, signing } => {
                register(context, name, link, signing).await
            }
            Action::List { newest } => list(context, *newest).await,
            Action::Show { id } => show(context, *id).await,
            Action::Receipt(make) => make.run(context).await,
            Action::Verify(verify) => verify.run(context).await,
        }
    }
}

async fn register(
    context: &Context,
    name: &str,
    link: &str,
    signing: &Signing,
) -> anyhow::Result<()> {
    check_label(name.as_bytes(), 32).map_err(|fault| anyhow!("the name {fault}"))?;
    check_link(link.as_bytes(), 128).map_err(|fault| anyhow!("the link {fault}"))?;
    let session = context.session().await?;
    let key = signing.key_for(session.chain())?;
    let done = session.commons.register_service(&key, name, link).await?;
    let event = &done.event;
    let page = Page::new(format!("{} is service {}", clean(&event.name), event.service))
        .row("owner", event.owner.to_string())
        .row("used with", format!("weir burn AMOUNT --service {} --file FILE", event.service));
    let json = json!({
        "service": event.service, "owner": event.owner, "name": event.name, "link": event.link,
    });
    context.act(json, page, &done.receipt, &session.words.native);
    Ok(())
}

async fn list(context: &Context, newest: u32) -> anyhow::Result<()> {
    let session = context.session().await?.pinned().await?;
    let commons = &session.commons;
    let last = commons.service_count().await?;
    let first = last.saturating_sub(newest).saturating_add(1);
    let services: Vec<commons::Service> = stream::iter(first..=last)
        .map(|id| commons.service(id))
        .buffered(AT_ONCE)
        .try_collect()
        .await?;
    context.answer(
        || json!({ "services": services }),
        || {
            let columns = [
                Column::Figure("#"),
                Column::Text("name"),
                Column::Figure("burns"),
                Column::Figure("tokens burnt"),
                Column::Text("link"),
            ];
            let rows = services.iter().map(|service| {
                vec![
                    service.id.to_string(),
                    clean(&service.name),
                    service.burns.to_string(),
                    service.burnt.rounded(4),
                    clean(&service.link),
                ]
            });
            let heading = count(services.len(), "service");
            format!("{heading}\n{}", table(&columns, rows.collect()))
        },
    );
    Ok(())
}

async fn show(context: &Context, id: u32) -> anyhow::Result<()> {
    let session = context.session().await?;
    let service = session.commons.service(id).await?;
    context.answer(
        || json!({ "service": service }),
        || {
            Page::new(format!("Service {}: {}", service.id, clean(&service.name)))
                .row("link", clean(&service.link))
                .row("owner", service.owner.to_string())
                .row("burns", service.burns.to_string())
                .row("tokens burnt", session.words.tokens(service.burnt))
                .finish()
        },
    );
    Ok(())
}
