//! Parameters that the contracts take, and that a community had better not choose.

use weir_client::{Parameters, Ppm, commons::Hatch, conviction::ConvictionSettings};

/// What the warnings depend on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Choice {
    min_stake: Ppm,
    weight: Ppm,
    spending_limit: Ppm,
    /// The jump of the price at the opening, in parts per million, and the half-life of vesting.
    hatch: Option<(u32, u64)>,
}

impl Choice {
    /// What is about to be deployed.
    pub(crate) fn planned(parameters: &Parameters) -> Self {
        let ratio = parameters.reserve_ratio_ppm;
        Self {
            min_stake: parameters.conviction.min_stake_ppm,
            weight: parameters.conviction.weight_ppm,
            spending_limit: parameters.settings.spending_limit_ppm,
            hatch: parameters
                .hatch
                .as_ref()
                .and_then(|hatch| Some((hatch.jump_ppm(ratio)?, hatch.vesting_half_life))),
        }
    }

    /// What the contracts were made with.
    pub(crate) fn found(settings: &ConvictionSettings, hatch: &Hatch) -> Self {
        Self {
            min_stake: settings.min_stake,
            weight: settings.weight,
            spending_limit: settings.spending_limit,
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
        let limit = u64::from(self.spending_limit.ppm());
        if u64::from(self.weight.ppm()) * 4_000_000 >= limit * limit {
            warnings.push(
                "no grant can ever be revoked: that takes a weight below a quarter of the spending \
                 limit's square"
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
        weight: Ppm::new(2_000),
        spending_limit: Ppm::new(200_000),
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
        warned(Choice { weight: Ppm::new(10_000), ..SOUND }, "revoked");
        assert!(Choice { weight: Ppm::new(9_999), ..SOUND }.warnings().is_empty());
        warned(Choice { hatch: Some((1_000_001, 0)), ..SOUND }, "nothing vests");
    }
}
