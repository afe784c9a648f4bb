//! `weir service receipt` and `verify`

use crate::cli::{
    context::{Context, Signing},
    output::{self, Page},
};
use anyhow::{Context as _, bail};
use clap::Args;
use serde_json::json;
use std::{
    io::Read,
    path::{Path, PathBuf},
};
use weir_client::{BurnReceipt, deployment::Block, file::Reserved, text::clean};

/// Make a receipt of a burn of yours, for a service to verify
///
/// It names the burn's place on the chain and all that the chain says of it, and carries your key's
/// signature: so nobody else can show your burn as theirs. A copy of it can be shown by anyone; a
/// service that minds gives you a challenge to sign along.
#[derive(Debug, Args)]
pub(crate) struct Make {
    /// The block of the burn: its height
    #[arg(long, value_name = "HEIGHT")]
    block: u32,
    /// Which event of the block, if it has several burns of yours
    #[arg(long, value_name = "NUMBER")]
    event: Option<u32>,
    /// What the service asked to be signed along
    #[arg(long, value_name = "TEXT")]
    challenge: Option<String>,
    /// Write it to this file [default: standard output]
    #[arg(long, value_name = "FILE", default_value = "-", hide_default_value = true)]
    out: PathBuf,
    #[command(flatten)]
    signing: Signing,
}

/// Check a receipt of a burn against the chain
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The receipt (- for standard input)
    #[arg(value_name = "FILE")]
    receipt: PathBuf,
    /// The challenge that it must have been signed for
    #[arg(long, value_name = "TEXT")]
    challenge: Option<String>,
}

impl Make {
    pub(super) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        if let Some(challenge) = &self.challenge {
            BurnReceipt::check_challenge(challenge)?;
        }
        let place = Place::at(&self.out)?;
        let session = context.session().await?;
        let key = self.signing.key()?;
        let Some(hash) = session.chain().block_hash(self.block).await? else {
            bail!("the chain has no block {} yet", self.block);
        };
        let block = Block { number: self.block, hash };
        let receipt =
            BurnReceipt::make(&session.commons, &key, block, self.event, self.challenge.clone())
                .await?;
        place.write(&receipt)?;
        if self.out != Path::new("-") {
            context.answer(
                || json!({ "receipt": receipt, "file": self.out }),
                || format!("The receipt is in {}\n", self.out.display()),
            );
        }
        Ok(())
    }
}

impl Verify {
    pub(super) async fn run(&self, context: &Context) -> anyhow::Result<()> {
        let text = read(&self.receipt)?;
        let receipt: BurnReceipt =
            serde_json::from_str(&text).context("this is no receipt of a burn")?;
        // Before the chain is asked: a wrong signature needs no node.
        receipt.check_signature(self.challenge.as_deref())?;
        let session = context.session().await?;
        receipt.verify(&session.commons, self.challenge.as_deref()).await?;
        let words = &session.words;
        let service = match receipt.service {
            0 => None,
            id => Some(session.commons.service(id).await?),
        };
        context.answer(
            || json!({ "valid": true, "receipt": receipt, "service": service }),
            || {
                let page = Page::new("The receipt holds. It proves that")
                    .row("this account", receipt.account.to_string())
                    .row("burnt", words.tokens(receipt.amount))
                    .row(
                        "for",
                        match &service {
                            None => "no service".to_owned(),
                            Some(service) => {
                                format!("service {}, {}", service.id, clean(&service.name))
                            }
                        },
                    )
                    .row("and this content", receipt.content.to_string())
                    .row("in the final block", receipt.block.number.to_string())
                    .row("event", receipt.event_index.to_string());
                let last = match &receipt.challenge {
                    Some(challenge) => format!(
                        "and that the holder of its key signed this for the challenge \"{}\".",
                        clean(challenge)
                    ),
                    None => "and that the holder of its key signed this receipt. Whoever shows it \
                             may have it from them: to know who you talk to, give a challenge to \
                             sign along (--challenge)."
                        .to_owned(),
                };
                page.finish() + &last + "\n"
            },
        );
        Ok(())
    }
}

/// Where a receipt is to be written, found out before it is made.
pub(crate) enum Place {
    /// Standard output.
    Output,
    /// A file.
    File(PathBuf, Reserved),
}

impl Place {
    /// The place that a path means: `-` is standard output.
    ///
    /// # Errors
    /// When no file could be written there.
    pub(crate) fn at(path: &Path) -> anyhow::Result<Self> {
        if path == Path::new("-") {
            return Ok(Self::Output);
        }
        let reserved = Reserved::at(path).with_context(|| cannot_write(path))?;
        Ok(Self::File(path.to_owned(), reserved))
    }

    /// Writes the receipt.
    ///
    /// # Errors
    /// When the file system refuses after all.
    pub(crate) fn write(self, receipt: &BurnReceipt) -> anyhow::Result<()> {
        let text = format!("{:#}\n", json!(receipt));
        match self {
            Self::Output => {
                output::print(&text);
                Ok(())
            }
            Self::File(path, reserved) => {
                reserved.write(&text).with_context(|| cannot_write(&path))
            }
        }
    }
}

fn cannot_write(path: &Path) -> String {
    format!("cannot write {}", path.display())
}

fn read(path: &Path) -> anyhow::Result<String> {
    if path != Path::new("-") {
        return std::fs::read_to_string(path)
            .with_context(|| format!("cannot read {}", path.display()));
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("cannot read standard input")?;
    Ok(text)
}
