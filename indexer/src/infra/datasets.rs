//! What can be listed over HTTP: every table and view that answers a question.
//!
//! This list says how each is asked: by which columns its rows are told apart and put in order, and
//! what can be asked for. What its columns are and mean the database itself says, in the comments
//! of `migrations/` and `schema/`; so does [`super::storage::Catalogue`].

mod list;

pub use list::DATASETS;

/// A table or view that can be listed.
#[derive(Debug, Clone, Copy)]
pub struct Dataset {
    /// What it is called in `/v1/{name}`.
    pub name: &'static str,
    /// The table or view.
    pub relation: &'static str,
    /// The columns that tell its rows apart, in the order in which rows are listed. An index should
    /// have the same order.
    pub key: &'static [&'static str],
    /// Those of the key that run against the others: the greatest amount comes first, and among
    /// equals the smallest account.
    pub against: &'static [&'static str],
    /// Whether the greatest key comes first unless asked otherwise.
    pub descending: bool,
    /// Columns that `account` is looked for in.
    pub accounts: &'static [&'static str],
    /// What can be limited in time, if anything.
    pub time: Option<Time>,
    /// Parameters that a column must be equal to.
    pub equals: &'static [Equals],
    /// The column by which one row is asked for, in `/v1/{name}/{value}`.
    pub item: Option<&'static str>,
    /// The answer where there is no such row; `{}` stands for the value.
    pub absent: &'static str,
    /// The function of a height that tells its rows after that block, with the same columns.
    pub past: Option<&'static str>,
    /// Functions of a height whose rows together are the same, found sooner where the block is a
    /// recent one. Where there are any, what changes moves rows in their order: so the pages that
    /// follow the first are of the block that it was of.
    pub recent: &'static [&'static str],
    /// Whether its rows are proposals, whose outlook is added.
    pub outlook: bool,
}

/// By what rows are limited in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Time {
    /// A column of heights: by `from_block` and `to_block`, and by the times of the blocks.
    Heights(&'static str),
    /// A column of times: by `from` and `to`.
    Times(&'static str),
    /// A column of days: by `from` and `to`.
    Days(&'static str),
}

/// A parameter that a column must be equal to.
#[derive(Debug, Clone, Copy)]
pub struct Equals {
    /// What the parameter is called.
    pub parameter: &'static str,
    /// The column.
    pub column: &'static str,
    /// The words there are and the values they stand for, where they are few. Without a default
    /// several can be asked for.
    pub words: &'static [(&'static str, &'static str)],
    /// The word that is meant where none is given.
    pub default: Option<&'static str>,
}

impl Dataset {
    /// What acts have in common: told apart by their event, the newest first.
    const fn acts(name: &'static str) -> Self {
        Self {
            name,
            relation: name,
            key: &["height", "event_index"],
            against: &[],
            descending: true,
            accounts: &[],
            time: Some(Time::Heights("height")),
            equals: &[],
            item: None,
            absent: "",
            past: None,
            recent: &[],
            outlook: false,
        }
    }

    /// What states have in common: told apart by this key, and without a time.
    const fn states(name: &'static str, key: &'static [&'static str]) -> Self {
        Self { key, descending: false, time: None, ..Self::acts(name) }
    }

    /// What is added up over time: told apart by this key, the newest first.
    const fn sums(name: &'static str, key: &'static [&'static str], time: Time) -> Self {
        Self { key, time: Some(time), ..Self::acts(name) }
    }

    const fn key(self, key: &'static [&'static str]) -> Self {
        Self { key, ..self }
    }

    /// The greatest first; of equals the one that is smallest in the last column of the key.
    const fn greatest_first(self, against: &'static [&'static str]) -> Self {
        Self { descending: true, against, ..self }
    }

    const fn of(self, relation: &'static str) -> Self {
        Self { relation, ..self }
    }

    const fn accounts(self, accounts: &'static [&'static str]) -> Self {
        Self { accounts, ..self }
    }

    const fn equals(self, equals: &'static [Equals]) -> Self {
        Self { equals, ..self }
    }

    const fn item(self, column: &'static str, absent: &'static str) -> Self {
        Self { item: Some(column), absent, ..self }
    }

    const fn past(self, function: &'static str) -> Self {
        Self { past: Some(function), ..self }
    }

    const fn recent(self, functions: &'static [&'static str]) -> Self {
        Self { recent: functions, ..self }
    }

    const fn with_outlook(self) -> Self {
        Self { outlook: true, ..self }
    }

    /// The dataset of this relation, if there is one.
    pub fn of_relation(relation: &str) -> Option<&'static Self> {
        DATASETS.iter().find(|dataset| dataset.relation == relation)
    }

    /// The columns by which rows are put in order, and whether each goes down.
    pub fn order(&self, descending: bool) -> Vec<(&'static str, bool)> {
        let down = |column| descending != self.against.contains(column);
        self.key.iter().map(|column| (*column, down(column))).collect()
    }

    /// What can be asked of it.
    pub fn parameters(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        if !self.accounts.is_empty() {
            names.push("account");
        }
        names.extend(self.equals.iter().map(|equals| equals.parameter));
        names.extend_from_slice(match self.time {
            None => &[],
            Some(Time::Heights(_)) => &["from_block", "to_block", "from", "to"],
            Some(Time::Times(_) | Time::Days(_)) => &["from", "to"],
        });
        names.extend(self.past.map(|_| "at_block"));
        names.extend(["order", "limit", "cursor"]);
        names
    }
}

impl Equals {
    const fn column(parameter: &'static str, column: &'static str) -> Self {
        Self { parameter, column, words: &[], default: None }
    }

    const fn words(
        parameter: &'static str,
        column: &'static str,
        words: &'static [(&'static str, &'static str)],
    ) -> Self {
        Self { parameter, column, words, default: None }
    }

    const fn default(self, word: &'static str) -> Self {
        Self { default: Some(word), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::DATASETS;
    use std::collections::BTreeSet;

    #[test]
    fn no_two_datasets_have_one_name_and_each_has_a_key() {
        let names: BTreeSet<&str> = DATASETS.iter().map(|dataset| dataset.name).collect();
        assert_eq!(names.len(), DATASETS.len());
        assert!(DATASETS.iter().all(|dataset| !dataset.key.is_empty()));
        assert!(DATASETS.iter().all(|d| d.item.is_none() || d.absent.contains("{}")));
        for equals in DATASETS.iter().flat_map(|dataset| dataset.equals) {
            let is_known = |word| equals.words.iter().any(|(known, _)| *known == word);
            assert!(equals.default.is_none_or(is_known), "{}", equals.parameter);
        }
    }
}
