//! The node that the page sends people's transactions to.

use serde::Serialize;
use std::str::FromStr;
use thiserror::Error;
use url::{Host, Url};

/// URL of a node, as browsers reach it. Everybody who opens the page reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct PageNode(Url);

/// A URL that a page cannot use.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("{0}; it looks like wss://node.example.org")]
pub struct PageNodeError(&'static str);

impl PageNode {
    /// Scheme, host and port, as a content security policy names them.
    pub fn origin(&self) -> String {
        self.0.origin().ascii_serialization()
    }
}

impl FromStr for PageNode {
    type Err = PageNodeError;

    fn from_str(text: &str) -> Result<Self, PageNodeError> {
        let url = Url::parse(text).map_err(|_| PageNodeError("this is no URL"))?;
        if !matches!(url.scheme(), "ws" | "wss") {
            return Err(PageNodeError("its scheme is neither ws nor wss"));
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(PageNodeError("everybody would read the password in it"));
        }
        // A content security policy has no way to name an IPv6 address, and ends a rule at a
        // semicolon, which URLs allow in names.
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._".contains(c);
        let can_be_named = match url.host() {
            Some(Host::Domain(name)) => name.chars().all(is_plain),
            Some(Host::Ipv4(_)) => true,
            Some(Host::Ipv6(_)) | None => false,
        };
        if !can_be_named {
            return Err(PageNodeError("browsers want a name or an IPv4 address here"));
        }
        Ok(Self(url))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_host_of_the_node_gets_into_the_policy() {
        for (url, origin) in [
            ("ws://127.0.0.1:9944", "ws://127.0.0.1:9944"),
            ("wss://node.example.org/rpc?x=1;y", "wss://node.example.org"),
            ("wss://node.example.org:443", "wss://node.example.org"),
        ] {
            assert_eq!(url.parse::<PageNode>().unwrap().origin(), origin);
        }
    }

    #[test]
    fn a_url_that_browsers_cannot_use_is_refused() {
        for url in [
            "",
            "node.example.org",
            "https://node.example.org",
            "wss://me:secret@node.example.org",
            "ws://[::1]:9944",
            "wss://a b",
            "ws://;script-src",
        ] {
            assert!(url.parse::<PageNode>().is_err(), "{url}");
        }
    }
}
