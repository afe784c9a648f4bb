//! Values that hold secrets, without them.

use url::{Url, form_urlencoded};

/// Stands where a secret was.
const HIDDEN: &str = "***";

/// A URL without what could let somebody in: passwords, and of a node all that follows its address,
/// which may be a key.
pub(super) fn without_secrets(value: &str) -> String {
    let Ok(mut url) = Url::parse(value) else { return HIDDEN.into() };
    if url.password().is_some() && url.set_password(Some(HIDDEN)).is_err() {
        return HIDDEN.into();
    }
    if url.scheme().starts_with("postgres") {
        let query = url.query_pairs().map(|(name, value)| match name.as_ref() {
            "password" => (name, HIDDEN.into()),
            _ => (name, value),
        });
        let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish();
        url.set_query(Some(query.as_str()).filter(|query| !query.is_empty()));
        return url.into();
    }
    if url.path().len() > 1 {
        url.set_path(HIDDEN);
    }
    if url.query().is_some() {
        url.set_query(Some(HIDDEN));
    }
    url.set_fragment(None);
    url.into()
}

#[cfg(test)]
mod tests {
    use super::without_secrets;

    #[test]
    fn what_lets_somebody_in_is_not_shown() {
        for (url, shown) in [
            (
                "postgres://weir:secret@localhost:5432/weir",
                "postgres://weir:***@localhost:5432/weir",
            ),
            ("postgres://weir:p@secret:w@localhost/weir", "postgres://weir:***@localhost/weir"),
            ("postgres:///weir?host=/run&user=weir", "postgres:///weir?host=%2Frun&user=weir"),
            ("postgres://weir@db/weir?password=secret", "postgres://weir@db/weir?password=***"),
            ("wss://node.example/v2/secret", "wss://node.example/***"),
            ("wss://me:secret@node.example/?key=secret#secret", "wss://me:***@node.example/?***"),
            ("ws://127.0.0.1:9944", "ws://127.0.0.1:9944/"),
            ("secret", "***"),
        ] {
            assert_eq!(without_secrets(url), shown);
        }
    }
}
