//! Queries that answer what analysts ask, ready to be pasted.

use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "queries"]
struct Files;

/// A query that is shipped.
#[derive(Debug, Clone)]
pub struct Query {
    /// The file's name.
    pub name: String,
    /// The question: the comment that the file begins with.
    pub title: String,
    /// The statement.
    pub sql: String,
}

/// All queries, in the order of their files' names.
pub fn queries() -> Vec<Query> {
    let mut names: Vec<_> = Files::iter().collect();
    names.sort();
    let read = |name: &str| {
        let text = String::from_utf8(Files::get(name)?.data.into_owned()).ok()?;
        let (comment, rest): (Vec<&str>, Vec<&str>) =
            text.lines().partition(|line| line.starts_with("-- "));
        let title = comment.iter().map(|line| line.trim_start_matches("-- "));
        Some(Query {
            name: name.to_owned(),
            title: title.collect::<Vec<_>>().join(" "),
            sql: rest.join("\n") + "\n",
        })
    };
    names.iter().filter_map(|name| read(name)).collect()
}
