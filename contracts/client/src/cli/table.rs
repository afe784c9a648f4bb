//! Tables and bars for people.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, Table, Width, presets::NOTHING,
};
use weir_client::{Amount, Share};

/// The width of a progress bar, in characters.
const BAR: u64 = 10;

/// How a column is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    /// A name or a few words: to the left, broken where the terminal ends.
    Text(&'static str),
    /// A sentence: the same, with more room.
    Sentence(&'static str),
    /// A figure: to the right, never broken.
    Figure(&'static str),
    /// A short word or bar: to the left, never broken.
    Mark(&'static str),
}

/// Rows under a header, indented by two, fitted to the terminal.
pub(crate) fn table(columns: &[Column], rows: Vec<Vec<String>>) -> String {
    let mut table = Table::new();
    table.load_preset(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(columns.iter().map(|column| match column {
        Column::Text(name) | Column::Sentence(name) => *name,
        Column::Figure(name) | Column::Mark(name) => *name,
    }));
    for row in rows {
        table.add_row(row);
    }
    for (column, shown) in columns.iter().zip(table.column_iter_mut()) {
        match column {
            Column::Text(_) => {
                shown.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(12)));
            }
            Column::Sentence(_) => {
                shown.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(26)));
            }
            Column::Figure(_) => {
                shown.set_cell_alignment(CellAlignment::Right);
                shown.set_constraint(ColumnConstraint::ContentWidth);
            }
            Column::Mark(_) => {
                shown.set_constraint(ColumnConstraint::ContentWidth);
            }
        }
    }
    let lines = table.lines().map(|line| format!(" {}\n", line.trim_end()));
    lines.collect()
}

/// A part of a whole; all of it where there is no whole.
pub(crate) fn share(part: Amount, whole: Amount) -> Share {
    Share::of(part, whole).unwrap_or(Share::WHOLE)
}

/// `██████████░░░░░░ 62 %`, full from the whole on.
pub(crate) fn bar(share: Share) -> String {
    let ppm = share.ppm().map_or(1_000_000, |ppm| ppm.min(1_000_000));
    let full = usize::try_from(ppm * BAR / 1_000_000).unwrap_or_default();
    let rest = (BAR as usize).saturating_sub(full);
    format!("{}{} {}", "█".repeat(full), "░".repeat(rest), percent(share))
}

/// A share rounded down to a percent; to a tenth where it is small, and never a false zero.
pub(crate) fn percent(share: Share) -> String {
    match share.ppm() {
        Some(0) => "0 %".to_owned(),
        Some(1..1_000) => "<0.1 %".to_owned(),
        Some(ppm @ 1_000..100_000) => format!("{}.{} %", ppm / 10_000, ppm / 1_000 % 10),
        Some(ppm @ 100_000..10_000_000) => format!("{} %", ppm / 10_000),
        _ => ">1000 %".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_full_from_the_whole_on_and_never_before() {
        let bar = |ppm| super::bar(Share::from_ppm(ppm));
        assert_eq!(bar(0), "░░░░░░░░░░ 0 %");
        assert_eq!(bar(500_000), "█████░░░░░ 50 %");
        assert_eq!(bar(999_999), "█████████░ 99 %");
        assert_eq!(bar(1_000_000), "██████████ 100 %");
        assert_eq!(bar(u64::MAX), "██████████ >1000 %");
        let more = Share::of(Amount::MAX, Amount::from_base_units(1)).expect("a share");
        assert_eq!(super::bar(more), "██████████ >1000 %");
    }

    #[test]
    fn a_small_share_is_no_false_zero() {
        let percent = |ppm| super::percent(Share::from_ppm(ppm));
        assert_eq!(percent(1), "<0.1 %");
        assert_eq!(percent(12_345), "1.2 %");
        assert_eq!(percent(99_999), "9.9 %");
        assert_eq!(percent(1_250_000), "125 %");
    }

    #[test]
    fn a_table_aligns_figures_and_keeps_titles_in_one_piece() {
        let columns = [Column::Figure("#"), Column::Text("title"), Column::Figure("staked")];
        let row = |id: &str, title: &str, staked: &str| {
            vec![id.to_owned(), title.to_owned(), staked.to_owned()]
        };
        let text = table(&columns, vec![row("1", "Library", "10"), row("12", "Bakery", "1,000")]);
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 3, "{text}");
        assert!(lines[1].contains("  1  Library"), "{text}");
        assert!(lines[1].ends_with("   10") && lines[2].ends_with("1,000"), "{text}");
    }
}
