//! Parameters that the contracts take, and that a community had better not choose.

use weir_client::{
    Parameters, Ppm,
    commons::{Hatch, Limits},
    conviction::ConvictionSettings,
    text::duration,
};

/// Seconds of a day: with a shorter notice too few see what is about to be executed.
const DAY: u64 = 86_400;
/// Half, in parts per million.
const HALF: u32 = 500_000;

/// What the warnings depend on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choice {
    min_stake: Ppm,
    spending_limit: Ppm,
    notice: u64,
    exit_share: Ppm,
    /// The jump of the price at the opening, in parts per million, and the half-life of vesting.
    hatch: Option<(u32, u64)>,
}

impl Choice {
    /// What is about to be deployed.
    pub(crate) fn planned(parameters: &Parameters) -> Self {
        let ratio = parameters.reserve_ratio_ppm;
        Self {
            min_stake: parameters.conviction.min_stake_ppm,
            spending_limit: parameters.settings.spending_limit_ppm,
            notice: parameters.conviction.notice,
            exit_share: parameters.conviction.exit_share_ppm,
            hatch: parameters
                .hatch
                .as_ref()
                .and_then(|hatch| Some((hatch.jump_ppm(ratio)?, hatch.vesting_half_life))),
        }
    }

    /// What the contracts were made with.
    pub(crate) fn found(settings: &ConvictionSettings, limits: &Limits, hatch: &Hatch) -> Self {
        Self {
            min_stake: settings.min_stake,
            spending_limit: limits.spending_limit,
            notice: settings.notice,
            exit_share: settings.exit_share,
            hatch: hatch.jump_ppm().filter(|_| hatch.exists()).map(|jump| (jump, hatch.half_life)),
        }
    }

    /// A sentence for each choice to think about once more.
    pub(crate) fn warnings(self) -> Vec<String> {
        let mut warnings = Vec::new();
        if self.min_stake.ppm() == 0 {
            warnings.push(
                "the minimum stake is 0: whoever stakes first and alone can pass a proposal within \
                 seconds"
                    .to_owned(),
            );
        }
        if self.spending_limit.ppm() > HALF {
            warnings.push(format!(
                "the spending limit is {}: votes can grant more than half of the funding pool within \
                 a window",
                self.spending_limit
            ));
        }
        if self.notice < DAY {
            warnings.push(format!(
                "the notice is {}: few holders will see what is about to be executed in time to \
                 object or to leave",
                duration(self.notice)
            ));
        }
        if self.exit_share.ppm() == 0 {
            warnings.push(
                "no vote can ever wind the Commons down: money in the funding pool leaves it by \
                 grants alone"
                    .to_owned(),
            );
        }
        if let Some((jump, 0)) = self.hatch
            && jump > Ppm::WHOLE.ppm()
        {
            warnings.push(
                "the price jumps up at the opening and nothing vests: contributors can take that \
                 gain out of the reserve at once"
                    .to_owned(),
            );
        }
        warnings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOUND: Choice = Choice {
        min_stake: Ppm::new(100_000),
        spending_limit: Ppm::new(200_000),
        notice: 3 * DAY,
        exit_share: Ppm::new(400_000),
        hatch: Some((2_000_000, 3_600)),
    };

    fn warned(choice: Choice, expected: &str) {
        let warnings = choice.warnings();
        assert_eq!(warnings.len(), 1, "{warnings:?}");
        assert!(warnings[0].contains(expected), "{warnings:?}");
    }

    #[test]
    fn sound_parameters_give_no_warning() {
        assert_eq!(SOUND.warnings(), Vec::<String>::new());
        assert_eq!(Choice { hatch: None, ..SOUND }.warnings(), Vec::<String>::new());
        assert!(Choice { hatch: Some((1_000_000, 0)), ..SOUND }.warnings().is_empty());
    }

    #[test]
    fn each_unsound_one_is_named() {
        warned(Choice { min_stake: Ppm::new(0), ..SOUND }, "minimum stake is 0");
        warned(Choice { spending_limit: Ppm::new(500_001), ..SOUND }, "more than half");
        warned(Choice { notice: DAY - 1, ..SOUND }, "the notice is 23 h 59 min");
        warned(Choice { exit_share: Ppm::new(0), ..SOUND }, "wind the Commons down");
        warned(Choice { hatch: Some((1_000_001, 0)), ..SOUND }, "nothing vests");
    }
}
