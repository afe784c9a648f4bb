//! What the funding pool granted and what came in, and whether that keeps the spending limit: in no
//! window is as much as the limit's share granted of what the pool held at its start and what came
//! in meanwhile.

use alloy_core::primitives::U256;

/// What happened to a funding pool, in its order.
#[derive(Clone, Debug)]
pub struct Spending {
    window: u64,
    held: U256,
    flows: Vec<Flow>,
}

/// Money that left the pool by a grant, or came in.
#[derive(Clone, Copy, Debug)]
struct Flow {
    time: u64,
    /// What the pool held before it.
    held: U256,
    granted: U256,
    came: U256,
}

impl Spending {
    /// A pool that holds this much, under a window of this many seconds.
    pub fn new(held: U256, window: u64) -> Self {
        Self { window, held, flows: Vec::new() }
    }

    /// All that was granted so far.
    pub fn granted(&self) -> U256 {
        self.flows.iter().map(|flow| flow.granted).sum()
    }

    /// What the pool holds now, as the flows say.
    pub fn held(&self) -> U256 {
        self.held
    }

    /// Notes what the pool holds now, without a grant: what is more came in.
    ///
    /// # Errors
    ///
    /// If it holds less than before.
    pub fn note(&mut self, time: u64, held: U256) -> Result<(), String> {
        let came = held
            .checked_sub(self.held)
            .ok_or_else(|| format!("{} became {held} without a grant", self.held))?;
        if !came.is_zero() {
            self.flows.push(Flow { time, held: self.held, granted: U256::ZERO, came });
            self.held = held;
        }
        Ok(())
    }

    /// Notes a grant, and compares every window that ends with it with the limit, in parts per
    /// million.
    ///
    /// # Errors
    ///
    /// If it is more than the pool holds, or a window reaches the limit.
    pub fn grant(&mut self, time: u64, amount: U256, limit: u32) -> Result<(), String> {
        let held = self.held;
        self.held = held.checked_sub(amount).ok_or_else(|| format!("{amount} of {held}"))?;
        self.flows.push(Flow { time, held, granted: amount, came: U256::ZERO });
        let (mut granted, mut came) = (U256::ZERO, U256::ZERO);
        for flow in self.flows.iter().rev() {
            if flow.time + self.window <= time {
                break;
            }
            granted += flow.granted;
            came += flow.came;
            let whole = flow.held + came;
            if granted * U256::from(1_000_000) >= whole * U256::from(limit) {
                return Err(format!(
                    "{granted} granted since {} of {} and {came} that came, at {time}",
                    flow.time, flow.held
                ));
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn u(value: u64) -> U256 {
        U256::from(value)
    }

    #[test]
    fn windows_are_compared_with_the_limit() {
        let mut pool = Spending::new(u(1_000), 30);
        pool.grant(0, u(100), 200_000).unwrap();
        assert!(pool.clone().grant(29, u(100), 200_000).is_err());
        pool.grant(29, u(99), 200_000).unwrap();
        // The first one is out of the window, the second one is not.
        assert!(pool.clone().grant(30, u(81), 200_000).is_err());
        pool.grant(30, u(80), 200_000).unwrap();
        pool.note(31, u(1_721)).unwrap();
        assert!(pool.note(31, u(1_720)).is_err());
        pool.grant(32, u(200), 200_000).unwrap();
        assert_eq!((pool.granted(), pool.held()), (u(479), u(1_521)));
    }
}
