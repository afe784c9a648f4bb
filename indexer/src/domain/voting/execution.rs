//! The funds that an execution was decided with: before what it did to them.

use super::{ConvictionEvents, EventId};
use crate::domain::{Commons, CommonsEvents, Decoded, Event};

/// The funding pool before the last event that an execution causes in the Commons, and which event
/// that was.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Before(Option<(EventId, Option<u32>, u128)>);

impl Before {
    /// Notes an event that changes the pools, and what the funds were before it.
    pub(super) fn note(&mut self, decoded: &Decoded, funds: u128) {
        use CommonsEvents as E;
        self.0 = match &decoded.event {
            Event::Commons(
                E::Grant(Commons::Grant { proposal, .. })
                | E::Revoke(Commons::Revoke { proposal, .. }),
            ) => Some((decoded.id, Some(*proposal), funds)),
            Event::Commons(E::WindDown(_)) => Some((decoded.id, None, funds)),
            _ => None,
        };
    }

    /// The funds before what this event's execution did to them; none where it did nothing, and for
    /// all other events.
    pub(super) fn taken_by(&mut self, id: EventId, event: &ConvictionEvents) -> Option<u128> {
        let (at, proposal, funds) = self.0.take()?;
        let ConvictionEvents::Execute(execution) = event else { return None };
        let is_its = proposal.is_none_or(|proposal| proposal == execution.proposal);
        (is_its && at.height == id.height).then_some(funds)
    }
}
