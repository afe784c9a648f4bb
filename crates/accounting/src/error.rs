use core::fmt;

/// Why there is no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// A text is not a whole or a decimal number.
    NotANumber,
    /// A result does not fit in 256 bits.
    Overflow,
    /// More is taken away than there is.
    Underflow,
    /// A sum that others are divided by is zero.
    ZeroTotal,
    /// A share in parts per million is above the whole.
    RatioOverOne,
    /// A receiver's weight is zero.
    ZeroWeight,
    /// Weights in parts per million sum to more than the whole.
    WeightsOverOne,
    /// A list has more receivers than [`MAX_RECEIVERS`](crate::MAX_RECEIVERS).
    TooManyReceivers,
    /// A caller's reward is above [`MAX_INCENTIVE_PPM`](crate::MAX_INCENTIVE_PPM).
    IncentiveTooHigh,
    /// An account stands in a list twice.
    DuplicateAccount,
    /// A policy looks back over no interval.
    LookbackTooSmall,
    /// A discount is above the whole.
    DiscountOutOfRange,
    /// An account's cred or payments are not as many as the intervals.
    LengthMismatch,
    /// An interval ends before it starts, or before the one before it does.
    UnorderedIntervals,
    /// The units of one cred are zero.
    ZeroScale,
    /// No account is active.
    NoActiveAccount,
    /// The account named is not there or not active.
    NoSuchActiveAccount,
    /// Every share is below the minimum.
    AllBelowMinimum,
    /// A tree has no leaves.
    EmptyTree,
    /// An account has had all that it is entitled to.
    NothingToClaim,
    /// Less is there than a claim asks for.
    NotFunded,
    /// Straight buckets take more than the whole, or a bucket more than all that is left.
    PercentOverHundred,
    /// Claims that are paid oldest first have no limit.
    FifoNeedsALimit,
    /// Some claims of a bucket that pays the oldest first have a date and others none.
    MissingDate,
    /// A resource or process is named that is not there.
    Unknown,
    /// A quantity that others are divided by is zero.
    ZeroQuantity,
    /// A process is named as the maker of a resource that it does not make.
    NotMadeThere,
    /// A resource is made out of itself.
    Circular,
    /// A chain of production is too long, or has too many shares.
    TooDeep,
    /// A fee does not cover material, technician and maintenance.
    FeeBelowCosts,
    /// An owner has claimed more than the owner's part.
    ClaimedTooMuch,
    /// The workers' shares do not sum to the whole.
    SharesNotOne,
    /// A bounty has no money.
    NothingFunded,
    /// More was spent than was collected.
    SpentOverPool,
    /// More is to be taken than is staked.
    SlashOverStake,
    /// An amount is zero.
    ZeroAmount,
    /// A quorum is not 1 to 100 percent.
    QuorumOutOfRange,
    /// There is no stake to vote with.
    NoStake,
}

impl Error {
    /// Names the kind of error by the word that the published vectors use.
    ///
    /// ```
    /// assert_eq!(weir_accounting::Error::ZeroTotal.kind(), "zero_total");
    /// ```
    #[must_use]
    pub const fn kind(self) -> &'static str {
        self.words().0
    }

    /// The kind, and the reason in a sentence.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::NotANumber => ("not_a_number", "a number is expected"),
            Self::Overflow => ("overflow", "the result exceeds 256 bits"),
            Self::Underflow => ("underflow", "more is taken away than there is"),
            Self::ZeroTotal => ("zero_total", "the sum to divide by is zero"),
            Self::RatioOverOne => ("ratio_over_one", "a share is above 1000000 ppm"),
            Self::ZeroWeight => ("zero_weight", "a weight is zero"),
            Self::WeightsOverOne => ("weights_over_one", "the weights sum to over 1000000 ppm"),
            Self::TooManyReceivers => ("too_many_receivers", "there are more than 200 receivers"),
            Self::IncentiveTooHigh => ("incentive_too_high", "the incentive is above 65535 ppm"),
            Self::DuplicateAccount => ("duplicate_account", "an account stands there twice"),
            Self::LookbackTooSmall => ("lookback_too_small", "the lookback must be at least 1"),
            Self::DiscountOutOfRange => {
                ("discount_out_of_range", "the discount is above 1000000 ppm")
            }
            Self::LengthMismatch => {
                ("length_mismatch", "cred and payments must be as many as the intervals")
            }
            Self::UnorderedIntervals => {
                ("unordered_intervals", "intervals must end after their start and be in order")
            }
            Self::ZeroScale => ("zero_scale", "one cred has no units"),
            Self::NoActiveAccount => ("no_active_account", "no account is active"),
            Self::NoSuchActiveAccount => {
                ("no_such_active_account", "the recipient is not there or not active")
            }
            Self::AllBelowMinimum => ("all_below_minimum", "every share is below the minimum"),
            Self::EmptyTree => ("empty_tree", "a tree needs at least one entry"),
            Self::NothingToClaim => ("nothing_to_claim", "all of it has been claimed"),
            Self::NotFunded => ("not_funded", "the distribution holds less than that"),
            Self::PercentOverHundred => {
                ("percent_over_100", "the buckets take more than the whole")
            }
            Self::FifoNeedsALimit => {
                ("fifo_needs_a_limit", "claims paid oldest first must be debts or limited")
            }
            Self::MissingDate => ("missing_date", "some claims have a date and others none"),
            Self::Unknown => ("unknown", "a resource or process that is named is not there"),
            Self::ZeroQuantity => ("zero_quantity", "a quantity to divide by is zero"),
            Self::NotMadeThere => {
                ("not_made_there", "a process is named that makes something else")
            }
            Self::Circular => ("circular", "a resource is made out of itself"),
            Self::TooDeep => ("too_deep", "the chain of production is too long"),
            Self::FeeBelowCosts => {
                ("fee_below_costs", "the fee is below material, technician and maintenance")
            }
            Self::ClaimedTooMuch => ("claimed_too_much", "more was claimed than is due"),
            Self::SharesNotOne => ("shares_not_one", "the shares do not sum to 1000000 ppm"),
            Self::NothingFunded => ("nothing_funded", "the bounty has no money"),
            Self::SpentOverPool => ("spent_over_pool", "more was spent than was collected"),
            Self::SlashOverStake => ("slash_over_stake", "more is to be taken than is staked"),
            Self::ZeroAmount => ("zero_amount", "the amount is zero"),
            Self::QuorumOutOfRange => ("quorum_out_of_range", "the quorum must be 1 to 100"),
            Self::NoStake => ("no_stake", "there is no stake to vote with"),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (kind, reason) = self.words();
        write!(formatter, "{kind}: {reason}")
    }
}

impl core::error::Error for Error {}
