-- What a vote can change, and the notice that it gives. A deployment that was followed before these
-- columns were there is of contracts that know none of it: no version after this one follows it.
alter table chain.deployment
    add column notice         numeric(20, 0) not null default 0 check (notice >= 0),
    add column long_notice    numeric(20, 0) not null default 0 check (long_notice >= 0),
    add column rule_share_ppm integer        not null default 0 check (rule_share_ppm between 0 and 999999),
    add column exit_share_ppm integer        not null default 0 check (exit_share_ppm between 0 and 999999);

alter table chain.deployment
    alter column notice         drop default,
    alter column long_notice    drop default,
    alter column rule_share_ppm drop default,
    alter column exit_share_ppm drop default;

comment on column chain.deployment.notice         is 'Seconds between the announcement of a proposal and its execution, at the deployment.';
comment on column chain.deployment.long_notice    is 'The same for changes of a rule or of the governor and for the wind-down; it never changes.';
comment on column chain.deployment.rule_share_ppm is 'Share of the supply that a change of a rule or of the governor takes, in parts per million; 0: there is none.';
comment on column chain.deployment.exit_share_ppm is 'Share of the supply that a wind-down takes, in parts per million; 0: there is none.';

comment on column chain.deployment.entry_tribute_ppm    is 'Share of a deposit that goes to the funding pool, in parts per million, at the deployment. What a vote made of this and of the other rules since is in rules.';
comment on column chain.deployment.exit_tribute_ppm     is 'Share of a payout that goes to the funding pool, in parts per million, at the deployment.';
comment on column chain.deployment.spending_limit_ppm   is 'Share of the funding pool that all grants of a window together stay below, in parts per million, at the deployment.';
comment on column chain.deployment.grant_window         is 'Seconds for which a grant counts against the spending limit, at the deployment.';
comment on column chain.deployment.conviction_half_life is 'Seconds in which conviction covers half of the way to its limit, at the deployment.';
comment on column chain.deployment.weight_ppm           is 'How much conviction passing takes: rho of the threshold, in parts per million, at the deployment.';
comment on column chain.deployment.min_stake_ppm        is 'Share of the supply that thresholds count with at least, in parts per million, at the deployment.';
comment on column chain.deployment.proposal_deposit     is 'What a proposal''s author deposits at least, in base units of the chain''s money, at the deployment.';

create table chain.rule_bounds (
    rule    smallint       primary key check (rule between 1 and 9),
    name    text           not null unique,
    unit    text           not null check (unit in ('ppm', 'seconds', 'native')),
    initial numeric(78, 0) not null check (initial >= 0),
    least   numeric(78, 0) not null check (least >= 0),
    most    numeric(78, 0) not null check (most >= 0),
    step    numeric(78, 0) not null check (step >= 0)
);

comment on table  chain.rule_bounds         is 'The rules that a vote can change, as deployment.json describes them: what they were at first, and within what they can change. What they are now is in rules.';
comment on column chain.rule_bounds.rule    is 'Number of the rule: 1 to 4 are kept by the Commons, 5 to 9 by the vote.';
comment on column chain.rule_bounds.name    is 'Name of the rule.';
comment on column chain.rule_bounds.unit    is 'What its value is a number of: ppm, parts per million; seconds; native, base units of the chain''s money.';
comment on column chain.rule_bounds.initial is 'What it was at the deployment.';
comment on column chain.rule_bounds.least   is 'The least that it can become.';
comment on column chain.rule_bounds.most    is 'The most that it can become.';
comment on column chain.rule_bounds.step    is 'The largest change at once; 0: it can never change.';
