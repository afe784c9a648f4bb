//! Times as people give them: a duration from now on, or a date.

use std::{
    str::FromStr,
    time::{Duration, UNIX_EPOCH},
};

/// `14d` from now, or `2027-03-01T12:00:00Z`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    /// So long from now.
    In(Duration),
    /// Then, seconds since the Unix epoch.
    At(u64),
}

impl When {
    /// Seconds since the Unix epoch.
    pub(crate) fn seconds(self, now: u64) -> u64 {
        match self {
            Self::In(duration) => now.saturating_add(duration.as_secs()),
            Self::At(seconds) => seconds,
        }
    }
}

/// Reads a duration of whole seconds: the chain's clock has no finer ones.
///
/// # Errors
/// When it is none, in words.
pub(crate) fn seconds(text: &str) -> Result<Duration, String> {
    let duration = humantime::parse_duration(text.trim()).map_err(|error| {
        format!("'{text}' is no duration ({error}): write 90s, 10m, 3d or 1h30m")
    })?;
    match duration.subsec_nanos() {
        0 => Ok(duration),
        _ => Err(format!("'{text}' is no whole number of seconds")),
    }
}

impl FromStr for When {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if humantime::parse_duration(text.trim()).is_ok() {
            return seconds(text).map(Self::In);
        }
        let dated = if text.len() == 10 { format!("{text} 00:00:00") } else { text.to_owned() };
        let time = humantime::parse_rfc3339_weak(&dated).ok();
        let seconds = time.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        seconds.map(|since| Self::At(since.as_secs())).ok_or_else(|| {
            format!("'{text}' is no time: write a duration such as 14d or 2h30m, or a date such as 2027-03-01 or 2027-03-01T12:00:00Z")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_and_dates_are_both_understood() {
        let seconds = |text: &str| text.parse::<When>().map(|when| when.seconds(1_000));
        assert_eq!(seconds("14d"), Ok(1_000 + 14 * 86_400));
        assert_eq!(seconds("1h30m"), Ok(1_000 + 5_400));
        assert_eq!(seconds("2026-03-01T12:30:00Z"), Ok(1_772_368_200));
        assert_eq!(seconds("2026-03-01 12:30:00"), Ok(1_772_368_200));
        assert_eq!(seconds("2026-03-01"), Ok(1_772_368_200 - 45_000));
        for wrong in ["", "14", "soon", "-1d", "1960-01-01", "500ms", "1s 1ns"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_duration_is_a_whole_number_of_seconds() {
        assert_eq!(seconds("1h30m"), Ok(Duration::from_secs(5_400)));
        assert_eq!(seconds("0s"), Ok(Duration::ZERO));
        for wrong in ["500ms", "1.5s", "", "3", "99999999999999999999d"] {
            assert!(seconds(wrong).is_err(), "{wrong}");
        }
    }
}
