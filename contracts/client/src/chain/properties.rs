//! Money and addresses of a chain, as its node tells them.

use crate::{amount::DECIMALS, deployment::ChainProperties, error::Error};
use subxt::rpcs::{RpcClient, rpc_params};

/// The node's `system_properties`, checked against the ratio that contracts go by.
pub(super) async fn read(raw: &RpcClient, ratio: u128) -> Result<ChainProperties, Error> {
    let given: serde_json::Value = raw
        .request("system_properties", rpc_params![])
        .await
        .map_err(Error::node("system_properties"))?;
    // Where a chain has several kinds of money, the first is the one that fees are paid in.
    let first = |name: &str| match &given[name] {
        serde_json::Value::Array(values) => values.first().cloned().unwrap_or_default(),
        value => value.clone(),
    };
    let decimals = u32::from(DECIMALS)
        .checked_sub(ratio.checked_ilog10().unwrap_or(u32::MAX))
        .filter(|decimals| ratio == 10u128.pow(u32::from(DECIMALS) - decimals))
        .and_then(|decimals| u8::try_from(decimals).ok())
        .ok_or_else(|| {
            Error::Unsupported(format!("its NativeToEthRatio {ratio} is no power of ten"))
        })?;
    if let Some(named) = first("tokenDecimals").as_u64().filter(|n| *n != u64::from(decimals)) {
        return Err(Error::Unsupported(format!(
            "its money has {named} decimals, but contracts see it as if it had {decimals}"
        )));
    }
    Ok(ChainProperties {
        token_symbol: first("tokenSymbol").as_str().unwrap_or("native units").to_owned(),
        token_decimals: decimals,
        native_to_eth_ratio: ratio,
        ss58_prefix: first("ss58Format")
            .as_u64()
            .and_then(|prefix| u16::try_from(prefix).ok())
            .unwrap_or(42),
    })
}
