//! The vote as holders live with it: requests that meet objection, rules and the governor changed by
//! vote, one spending limit for all, money that arrives or stays unclaimed, tokens freed without the
//! vote, and the end of a Commons. Each by the command line on a real chain; and at every turn the
//! database says what the contracts say.

mod ending;
mod money;
mod objection;
mod rules;
mod scene;
mod unlocking;
