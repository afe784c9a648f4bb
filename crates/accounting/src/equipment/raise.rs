use alloc::{collections::BTreeMap, vec::Vec};

use crate::{Error, U256};

/// Money offered for a raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer<'a> {
    /// The giver.
    pub agent: &'a str,
    /// Base units.
    pub amount: U256,
    /// The time of the offer.
    pub time: i64,
}

/// The answer to an offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Taken, up to the target.
    Accepted {
        /// Base units that count.
        accepted: U256,
        /// Base units above the target, which go back at once.
        returned: U256,
    },
    /// Refused: it came after the deadline.
    AfterDeadline,
    /// Refused: the target was reached before.
    Funded,
}

/// The state of a raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RaiseState {
    /// Money is still taken.
    Open,
    /// The target is reached.
    Funded,
    /// The deadline is over and the target was not reached: all may take back all.
    Failed,
}

/// A raise at some moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raise<'a> {
    /// The answers, in the order of the offers.
    pub answers: Vec<Answer>,
    /// Base units of each owner.
    pub owners: BTreeMap<&'a str, U256>,
    /// Base units raised.
    pub raised: U256,
    /// The state.
    pub state: RaiseState,
}

/// Computes a raise for one piece of equipment: money collected up to a target until a deadline.
///
/// In order: an offer after the deadline, or after the target was reached, is refused; what exceeds
/// the target goes back at once. If the target is not reached and `now` is after the deadline, the
/// raise has failed and what each gave is each's to take back. The deadline itself is in time.
///
/// Units: base units; times in any unit. Exact: accepted and returned sum to each offer that was
/// not refused.
///
/// Source: the procedure by which eleven people bought Sensorica's printer.
///
/// ```
/// use weir_accounting::{Answer, Offer, RaiseState, U256, cofund_raise};
/// let offer = |agent, amount: u32| Offer { agent, amount: U256::from(amount), time: 1 };
/// let raise = cofund_raise(U256::from(1000u32), 100, 50, &[offer("a", 700), offer("b", 500)])?;
/// assert_eq!(raise.owners["b"], U256::from(300u32));
/// assert_eq!(raise.state, RaiseState::Funded);
/// # Ok::<(), weir_accounting::Error>(())
/// ```
///
/// # Errors
/// None that an input can cause: sums stay below the target.
pub fn cofund_raise<'a>(
    target: U256,
    deadline: i64,
    now: i64,
    offers: &[Offer<'a>],
) -> Result<Raise<'a>, Error> {
    let mut owners = BTreeMap::new();
    let mut raised = U256::ZERO;
    let mut answers = Vec::with_capacity(offers.len());
    for offer in offers {
        let answer = if offer.time > deadline {
            Answer::AfterDeadline
        } else if raised == target {
            Answer::Funded
        } else {
            let accepted = offer.amount.min(target.minus(raised)?);
            raised = raised.plus(accepted)?;
            let owner = owners.entry(offer.agent).or_insert(U256::ZERO);
            *owner = owner.plus(accepted)?;
            Answer::Accepted { accepted, returned: offer.amount.minus(accepted)? }
        };
        answers.push(answer);
    }
    let state = if raised == target {
        RaiseState::Funded
    } else if now > deadline {
        RaiseState::Failed
    } else {
        RaiseState::Open
    };
    Ok(Raise { answers, owners, raised, state })
}
