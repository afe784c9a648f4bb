//! Whether the deployment file, the Commons and its governor agree with each other.

use crate::cli::context::Session;
use serde_json::{Value, json};
use weir_client::{
    Error,
    commons::{Limits, Roles},
    conviction::ConvictionSettings,
};

/// One thing that should be so.
pub(super) struct Check {
    pub(super) text: String,
    pub(super) holds: bool,
}

impl Check {
    pub(super) fn json(&self) -> Value {
        json!({ "check": self.text, "holds": self.holds })
    }
}

pub(super) async fn run(
    session: &Session,
    roles: &Roles,
    settings: &ConvictionSettings,
    limits: &Limits,
) -> Result<Vec<Check>, Error> {
    let chain = session.chain();
    let deployment = &session.deployment;
    let (commons, conviction) = (&deployment.contracts.commons, &deployment.contracts.conviction);
    let code = |hash| async move { chain.code_hash(hash).await };
    let check = |text: &str, holds| Check { text: text.to_owned(), holds };
    let currency = session.commons.ask(&weir_client::abi::Commons::currencyCall {}).await?;
    Ok(vec![
        check(
            "the Commons runs the code that was deployed",
            code(commons.address).await? == Some(commons.code_hash),
        ),
        check(
            "its libraries are on the chain",
            chain.has_code(deployment.libraries.market).await?
                && chain.has_code(deployment.libraries.treasury).await?,
        ),
        check(
            "its governor is the conviction contract of the deployment",
            roles.governor == conviction.address,
        ),
        check(
            "the governor runs the code that was deployed",
            code(roles.governor).await? == Some(conviction.code_hash),
        ),
        check("the governor governs this Commons", settings.commons == commons.address),
        check(
            "the vote goes by the spending limit of the Commons, or by none while it is not open",
            [limits.spending_limit.ppm(), 0].contains(&settings.spending_limit.ppm()),
        ),
        check("it takes the currency of the deployment", currency == deployment.currency.address),
    ])
}
