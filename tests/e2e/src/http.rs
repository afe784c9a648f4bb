//! Requests that have an end.

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::time::Duration;

/// How long an answer may take: a node that is asked for thousands of blocks makes them first.
const PATIENCE: Duration = Duration::from_secs(300);

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).build().into()
}

/// The JSON document at a URL.
pub(crate) fn get(url: &str) -> Result<Value> {
    let mut answer = agent().get(url).call().with_context(|| format!("GET {url}"))?;
    Ok(answer.body_mut().read_json()?)
}

/// The text at a URL.
pub(crate) fn text(url: &str) -> Result<String> {
    let mut answer = agent().get(url).call().with_context(|| format!("GET {url}"))?;
    Ok(answer.body_mut().read_to_string()?)
}

/// The status code of an answer; none without one.
pub(crate) fn status(url: &str) -> Option<u16> {
    match agent().get(url).call() {
        Ok(answer) => Some(answer.status().as_u16()),
        Err(ureq::Error::StatusCode(code)) => Some(code),
        Err(_) => None,
    }
}

/// Calls a method of a node at this port of loopback.
pub(crate) fn call(port: u16, method: &str, params: Value) -> Result<Value> {
    let body = json!({ "id": 1, "jsonrpc": "2.0", "method": method, "params": params });
    let answer = agent().post(format!("http://127.0.0.1:{port}")).send_json(body);
    let answer: Value = answer.with_context(|| method.to_owned())?.body_mut().read_json()?;
    if let Some(error) = answer.get("error") {
        bail!("{method}: {error}");
    }
    Ok(answer["result"].clone())
}
