-- Where the vote stands after each event: the sums that thresholds count with, and what each
-- proposal has gathered. The events tell stakes and convictions; the rest is computed by the
-- contracts' own code from the events' times and the supply and funds at each of them.

create table decays (
    height      bigint         not null,
    event_index integer        not null,
    half_life   numeric(20, 0) not null check (half_life > 0),
    decay       numeric(39, 0) not null check (decay > 0),
    primary key (height, event_index)
);

comment on table  decays             is 'How fast conviction is forgotten, from the first vote on and after each change of the half-life.';
comment on column decays.height      is 'Block of the event.';
comment on column decays.event_index is 'Position of the event in its block.';
comment on column decays.half_life   is 'Seconds in which conviction covers half of the way to its limit.';
comment on column decays.decay       is 'What is left of a conviction after a second, as a share of 2^128: 2^(128 - 1 / half-life), rounded down.';

create function decay_at(at_height bigint) returns numeric
    language sql stable parallel safe
    return (select decay from decays where height <= at_height
             order by height desc, event_index desc limit 1);

comment on function decay_at(bigint) is 'What was left of a conviction after a second, as a share of 2^128, as of a block; null before the first vote.';

create table vote_states (
    height          bigint         not null,
    event_index     integer        not null,
    proposal        bigint         not null,
    status          text           not null check (status in ('active', 'passed', 'cancelled', 'expired')),
    staked          numeric(78, 0) not null check (staked >= 0),
    conviction      numeric(78, 0) not null check (conviction >= 0),
    opposed         numeric(78, 0) not null check (opposed >= 0),
    opposition      numeric(78, 0) not null check (opposition >= 0),
    updated         numeric(20, 0) not null check (updated >= 0),
    announced       numeric(20, 0) check (announced >= 0),
    total_staked    numeric(78, 0) not null check (total_staked >= 0),
    effective_stake numeric(78, 0) not null check (effective_stake >= 0),
    told_supply     numeric(78, 0) not null check (told_supply >= 0),
    followed_supply numeric(78, 0) not null check (followed_supply >= 0),
    told_funds      numeric(78, 0) not null check (told_funds >= 0),
    followed_funds  numeric(78, 0) not null check (followed_funds >= 0),
    second          numeric(20, 0) not null check (second >= 0),
    primary key (height, event_index)
);

create index vote_states_proposal on vote_states (proposal, height, event_index);

comment on table  vote_states                 is 'Where the vote stood after each event: support_history and voting_totals in one row, so that an event is written once.';
comment on column vote_states.height          is 'Block of the event.';
comment on column vote_states.event_index     is 'Position of the event in its block.';
comment on column vote_states.proposal        is 'The proposal that the event is about.';
comment on column vote_states.status          is 'What had become of it: active, passed, cancelled or expired.';
comment on column vote_states.staked          is 'The stakes that lay on it, for it, in base units of the token.';
comment on column vote_states.conviction      is 'Conviction of those at the second updated; of one that is over, at its end.';
comment on column vote_states.opposed         is 'The stakes that lay on it, against it, in base units of the token.';
comment on column vote_states.opposition      is 'Conviction of those at the second updated; of one that is over, at its end.';
comment on column vote_states.updated         is 'The second that the convictions are of, in seconds since the Unix epoch.';
comment on column vote_states.announced       is 'When it was announced, in seconds since the Unix epoch; null if it was not.';
comment on column vote_states.total_staked    is 'All stakes on all proposals, for and against, over or not, in base units of the token.';
comment on column vote_states.effective_stake is 'The stake that thresholds count with, in base units of the token.';
comment on column vote_states.told_supply     is 'The supply as the contract last learnt it, in base units of the token.';
comment on column vote_states.followed_supply is 'Follows told_supply at the speed of conviction, in base units of the token.';
comment on column vote_states.told_funds      is 'The funding pool as the contract last learnt it, in base units of the currency.';
comment on column vote_states.followed_funds  is 'Follows told_funds at the speed of conviction, in base units of the currency.';
comment on column vote_states.second          is 'The second that the sums are of, in seconds since the Unix epoch: that of the event, but for one that ends a proposal unexecuted, which leaves them as they are.';

create view voting_totals as
    select height, event_index, total_staked as staked, effective_stake,
           greatest(told_supply, followed_supply) as effective_supply, told_supply,
           followed_supply, least(told_funds, followed_funds) as effective_funds, told_funds,
           followed_funds, second as updated
      from vote_states;

comment on view   voting_totals                  is 'The sums that thresholds count with, after each event, as the Conviction contract keeps them. voting_at(time) says them of any second.';
comment on column voting_totals.height           is 'Block of the event.';
comment on column voting_totals.event_index      is 'Position of the event in its block.';
comment on column voting_totals.staked           is 'All stakes on all proposals, for and against, over or not, in base units of the token.';
comment on column voting_totals.effective_stake  is 'The stake that thresholds count with: follows staked at the speed of conviction. In base units of the token.';
comment on column voting_totals.effective_supply is 'The supply that the floor of the stake counts with: told_supply or followed_supply, whichever is more. In base units of the token.';
comment on column voting_totals.told_supply      is 'The supply as the contract last learnt it, in base units of the token.';
comment on column voting_totals.followed_supply  is 'Follows told_supply at the speed of conviction, in base units of the token.';
comment on column voting_totals.effective_funds  is 'The funding pool that thresholds count with: told_funds or followed_funds, whichever is less. In base units of the currency.';
comment on column voting_totals.told_funds       is 'The funding pool as the contract last learnt it, in base units of the currency.';
comment on column voting_totals.followed_funds   is 'Follows told_funds at the speed of conviction, in base units of the currency.';
comment on column voting_totals.updated          is 'The second that these are of, in seconds since the Unix epoch.';

create view support_history as
    select proposal, height, event_index, status, staked, conviction, opposed, opposition, updated,
           announced
      from vote_states;

comment on view   support_history             is 'What each proposal had gathered after each event that changed it. conviction_curve(proposal, points) has the seconds in between.';
comment on column support_history.proposal    is 'The proposal.';
comment on column support_history.height      is 'Block of the event.';
comment on column support_history.event_index is 'Position of the event in its block.';
comment on column support_history.status      is 'What had become of it: active, passed, cancelled or expired.';
comment on column support_history.staked      is 'The stakes that lay on it, for it, in base units of the token; those on a proposal that is over count in thresholds until they are moved or released.';
comment on column support_history.conviction  is 'Conviction of those at that moment; of one that is over, at its end.';
comment on column support_history.opposed     is 'The stakes that lay on it, against it, in base units of the token.';
comment on column support_history.opposition  is 'Conviction of those at that moment; of one that is over, at its end.';
comment on column support_history.updated     is 'The second that the convictions are of, in seconds since the Unix epoch.';
comment on column support_history.announced   is 'When it was announced, in seconds since the Unix epoch; null if it was not, or that was taken back.';

create table support (
    proposal   bigint         primary key,
    status     text           not null check (status in ('active', 'passed', 'cancelled', 'expired')),
    staked     numeric(78, 0) not null check (staked >= 0),
    stakers    bigint         not null check (stakers >= 0),
    conviction numeric(78, 0) not null check (conviction >= 0),
    opposed    numeric(78, 0) not null check (opposed >= 0),
    opposers   bigint         not null check (opposers >= 0),
    opposition numeric(78, 0) not null check (opposition >= 0),
    updated    numeric(20, 0) not null check (updated >= 0),
    announced  numeric(20, 0) check (announced >= 0),
    net        numeric(78, 0) check (net >= 0),
    share_ppm  integer        check (share_ppm between 0 and 1000000)
);

create index support_status on support (status, proposal);

comment on table  support            is 'What each proposal has gathered when it was last changed. proposals_now has the convictions of now.';
comment on column support.proposal   is 'The proposal.';
comment on column support.status     is 'What became of it: active, passed, cancelled or expired.';
comment on column support.staked     is 'The stakes that lie on it, for it, in base units of the token.';
comment on column support.stakers    is 'Accounts whose stakes these are.';
comment on column support.conviction is 'Conviction of those at the second updated; of one that is over, at its end.';
comment on column support.opposed    is 'The stakes that lie on it, against it, in base units of the token.';
comment on column support.opposers   is 'Accounts whose stakes those are.';
comment on column support.opposition is 'Conviction of those at the second updated; of one that is over, at its end.';
comment on column support.updated    is 'The second that the convictions are of, in seconds since the Unix epoch; of one that is over, when it ended.';
comment on column support.announced  is 'When it was announced, in seconds since the Unix epoch; null if it is not.';
comment on column support.net        is 'Of one that passed: support less opposition, what counted of each then. Null for others.';
comment on column support.share_ppm  is 'Of one that passed and gave or took back a grant: the share that net had of the stake that thresholds counted with, in parts per million; taking the grant back takes at least as much. Null for others.';

create table stakes_now (
    proposal    bigint         not null,
    account     bytea          not null check (octet_length(account) = 20),
    stake       numeric(78, 0) not null check (stake > 0),
    against     boolean        not null,
    height      bigint         not null,
    event_index integer        not null,
    primary key (proposal, account)
);

create index stakes_now_account on stakes_now (account, proposal);
create index stakes_now_stake   on stakes_now (proposal, stake desc, account);

comment on table  stakes_now             is 'The stakes at the cursor, those on proposals that are over and not yet released included. How they came about is in stakes.';
comment on column stakes_now.proposal    is 'The proposal.';
comment on column stakes_now.account     is 'Whose tokens they are.';
comment on column stakes_now.stake       is 'What the account stakes on the proposal, in base units of the token.';
comment on column stakes_now.against     is 'Whether it is against the proposal.';
comment on column stakes_now.height      is 'Block in which it was set.';
comment on column stakes_now.event_index is 'Position of that event in its block.';
