//! Texts for people: what comes from the chain without what could fool a terminal, and times.

use std::time::Duration;
pub use weir_text::clean;

/// Seconds as people say them, in at most two units: `3 days 4 h`, `90 s` as `1 min 30 s`.
pub fn duration(seconds: u64) -> String {
    const UNITS: [(u64, &str, &str); 5] = [
        (365 * 86_400, "year", "years"),
        (86_400, "day", "days"),
        (3_600, "h", "h"),
        (60, "min", "min"),
        (1, "s", "s"),
    ];
    let mut parts: Vec<String> = Vec::with_capacity(2);
    let mut rest = seconds;
    for (size, one, many) in UNITS {
        let count = rest / size;
        rest %= size;
        match (count, parts.is_empty()) {
            (0, true) => {}
            (0, false) => break,
            (1, _) => parts.push(format!("1 {one}")),
            _ => parts.push(format!("{count} {many}")),
        }
        if parts.len() == 2 {
            break;
        }
    }
    if parts.is_empty() { "0 s".to_owned() } else { parts.join(" ") }
}

/// A time as `2026-03-01 12:30:00 UTC`; `seconds` since the Unix epoch.
pub fn time(seconds: u64) -> String {
    // The last second that has a four-digit year.
    let seconds = seconds.min(253_402_300_799);
    let time =
        humantime::format_rfc3339_seconds(std::time::UNIX_EPOCH + Duration::from_secs(seconds));
    time.to_string().replace('T', " ").replace('Z', " UTC")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_said_in_at_most_two_units() {
        assert_eq!(duration(0), "0 s");
        assert_eq!(duration(59), "59 s");
        assert_eq!(duration(90), "1 min 30 s");
        assert_eq!(duration(86_400), "1 day");
        assert_eq!(duration(3 * 86_400 + 4 * 3_600 + 59), "3 days 4 h");
        assert_eq!(duration(86_400 + 59), "1 day");
        assert_eq!(duration(2 * 365 * 86_400), "2 years");
    }

    #[test]
    fn times_are_told_in_utc() {
        assert_eq!(time(0), "1970-01-01 00:00:00 UTC");
        assert_eq!(time(1_772_368_200), "2026-03-01 12:30:00 UTC");
        assert!(time(u64::MAX).starts_with("9999"));
    }
}
