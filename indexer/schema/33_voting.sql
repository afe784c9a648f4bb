-- The vote at any second, and at that of the cursor.

create function seconds_of(at timestamptz) returns numeric
    language sql immutable strict parallel safe
    return floor(extract(epoch from at));

comment on function seconds_of(timestamptz) is 'A time as the contracts count it: whole seconds since the Unix epoch.';

-- The supply is the present one, because the contract asks for it before it decides anything.
create function voting_at(at timestamptz)
    returns table (seconds numeric, staked numeric, effective_stake numeric,
                   effective_supply numeric, threshold_stake numeric, supply numeric,
                   funding_pool numeric)
    language sql stable parallel safe
begin atomic
    with sums as (
        select n.seconds, t.staked, p.supply, p.funding_pool, d.min_stake_ppm,
               followed_after(t.effective_stake, t.staked, r.decay, n.seconds - t.updated)
                   as effective_stake,
               greatest(p.supply, followed_after(t.followed_supply, t.told_supply, r.decay,
                                                 n.seconds - t.updated)) as effective_supply
          from (select seconds_of(at) as seconds, height_at(at) as height offset 0) n
         cross join lateral (select * from voting_totals v
                              where v.height <= n.height
                              order by v.height desc, v.event_index desc
                              limit 1) t
          left join lateral (select s.supply, s.funding_pool from pool_states s
                              where s.height <= n.height
                              order by s.height desc, s.event_index desc
                              limit 1) pools on true
         cross join lateral (select coalesce(pools.supply, 0) as supply,
                                    coalesce(pools.funding_pool, 0) as funding_pool) p
         cross join (table vote_rule limit 1) r
         cross join (table deployment limit 1) d
               -- Kept together: each value is computed once, however often it is used.
        offset 0)
    select seconds, staked, effective_stake, effective_supply,
           greatest(effective_stake, tribute_of(effective_supply, min_stake_ppm)), supply,
           funding_pool
      from sums;
end;

comment on function voting_at(timestamptz) is 'The sums that thresholds count with at any time, as voting_now says them of the cursor; after the cursor as they will be if nothing happens. No row before the first vote.';

create view voting_now as
    select v.* from (select now_at_cursor() as at) n cross join lateral voting_at(n.at) v;

comment on view   voting_now                  is 'The sums that thresholds count with at the cursor. One row, none before the Conviction contract is deployed.';
comment on column voting_now.seconds          is 'The second of the cursor, in seconds since the Unix epoch.';
comment on column voting_now.staked           is 'All stakes on proposals that are not over, in base units of the token.';
comment on column voting_now.effective_stake  is 'Follows staked at the speed of conviction, in base units of the token.';
comment on column voting_now.effective_supply is 'The supply or its follower, whichever is more, in base units of the token.';
comment on column voting_now.threshold_stake  is 'The stake that thresholds count with: the effective one, and at least the minimum share of the effective supply. In base units of the token.';
comment on column voting_now.supply           is 'Tokens in existence, in base units of the token.';
comment on column voting_now.funding_pool     is 'What the Commons can spend on projects, in base units of the currency.';

-- What a proposal must exceed. A revocation counts like a request for half of the spending limit.
create function threshold_of_proposal(kind smallint, amount numeric, funding_pool numeric,
                                      threshold_stake numeric)
    returns numeric
    language sql stable strict parallel safe
    return (select case kind
                when 1 then threshold_of(amount, funding_pool, threshold_stake, r.decay,
                                         d.spending_limit_ppm, d.weight_ppm)
                when 2 then threshold_of(d.spending_limit_ppm, 2000000, threshold_stake, r.decay,
                                         d.spending_limit_ppm, d.weight_ppm)
                end
              from vote_rule r cross join deployment d);

comment on function threshold_of_proposal(smallint, numeric, numeric, numeric) is 'The conviction that a proposal must exceed: (kind, amount, funding pool, threshold_stake of voting_at); null for a signal, which nothing executes, and where no conviction suffices.';

create view proposals_now as
    select p.proposal, p.height, p.event_index, b.timestamp, p.author,
           case p.kind when 0 then 'signal' when 1 then 'grant' when 2 then 'revocation' end as kind,
           s.status, s.status = 'active' and v.seconds < p.expiry as open, p.title, p.link,
           case when p.kind = 1 then p.beneficiary end as beneficiary,
           case when p.kind = 1 then p.amount end as requested,
           case when p.kind = 1 then p.duration end as duration,
           case when p.kind = 1 then p.as_tokens end as as_tokens,
           case when p.kind <> 2 then x.grant_id
                when p.amount <= 4294967295 then p.amount::bigint end as grant_id,
           p.expiry, p.deposit, r.proposal is not null as deposit_returned, s.staked, s.stakers,
           c.conviction, t.threshold, fraction(c.conviction, t.threshold) as progress
      from proposals p
           -- Looked up for each row, as in trades: a page of proposals is a page of look-ups.
     cross join lateral (select * from blocks y where y.height = p.height limit 1) b
     cross join lateral (select * from support y where y.proposal = p.proposal limit 1) s
     cross join (select * from voting_now offset 0) v
     cross join (table vote_rule limit 1) rule
      left join lateral (select * from executions y
                          where y.proposal = p.proposal limit 1) x on true
      left join lateral (select * from reclaims y
                          where y.proposal = p.proposal limit 1) r on true
     cross join lateral (
           select case when s.status = 'active'
                       then conviction_after(s.conviction, s.staked, rule.decay,
                                             v.seconds - s.updated)
                       else s.conviction end as conviction
           offset 0) c
     cross join lateral (
           select case when s.status = 'active'
                       then threshold_of_proposal(p.kind, p.amount, v.funding_pool,
                                                  v.threshold_stake)
                       else x.threshold end as threshold
           offset 0) t;

comment on view   proposals_now                  is 'Proposals with what became of them and how far they are at the cursor.';
comment on column proposals_now.proposal         is 'Number of the proposal; 1 is the abstention that every deployment begins with.';
comment on column proposals_now.height           is 'Block in which it was made.';
comment on column proposals_now.event_index      is 'Position of that event in its block.';
comment on column proposals_now.timestamp        is 'When it was made.';
comment on column proposals_now.author           is 'Who made it and can have the deposit back.';
comment on column proposals_now.kind             is 'signal, which requests nothing; grant; or revocation of a grant.';
comment on column proposals_now.status           is 'What became of it: active, passed, cancelled or expired. One whose time is over stays active until somebody ends it.';
comment on column proposals_now.open             is 'Whether it can still gather stake and pass: it is active and its time is not over.';
comment on column proposals_now.title            is 'Title, cleaned of what hides or reorders characters: see proposals.title.';
comment on column proposals_now.link             is 'Where to read more, cleaned as the title; may be empty, and may lead anywhere.';
comment on column proposals_now.beneficiary      is 'Who would be granted; null where nobody.';
comment on column proposals_now.requested        is 'What a grant would be, in base units of the currency; null for others.';
comment on column proposals_now.duration         is 'Seconds over which the grant would become due; 0: at once; null for others.';
comment on column proposals_now.as_tokens        is 'Whether the grant would be paid in tokens; null for others.';
comment on column proposals_now.grant_id         is 'The grant that it created, or that it would take back; null where there is none.';
comment on column proposals_now.expiry           is 'From this second on it can no longer pass, in seconds since the Unix epoch; 2^64 - 1: never.';
comment on column proposals_now.deposit          is 'What the author left as a deposit, in base units of the chain''s money.';
comment on column proposals_now.deposit_returned is 'Whether the deposit was paid back.';
comment on column proposals_now.staked           is 'The stakes that lie on it, in base units of the token.';
comment on column proposals_now.stakers          is 'Accounts whose stakes these are.';
comment on column proposals_now.conviction       is 'Its conviction at the cursor; of one that is over, at its end.';
comment on column proposals_now.threshold        is 'What its conviction must exceed at the cursor; of one that passed, had to exceed. Null for a signal, where no conviction suffices, and for one that is over without having passed.';
comment on column proposals_now.progress         is 'Conviction as a share of the threshold, cut off after 18 decimals: it can pass above 1. Null without a threshold.';

create function conviction_curve(of_proposal bigint, points integer,
                                 from_time timestamptz default null,
                                 to_time timestamptz default null)
    returns table (at timestamptz, status text, staked numeric, conviction numeric,
                   threshold numeric)
    language sql stable parallel safe
begin atomic
    with span as (
        select p.kind, p.amount, r.decay,
               coalesce(seconds_of(from_time), seconds_of(b.timestamp)) as first,
               coalesce(seconds_of(to_time),
                        case when s.status = 'active' then seconds_of(now_at_cursor())
                             else s.updated end) as last
          from proposals p
          join blocks b using (height)
          join support s using (proposal)
         cross join (table vote_rule limit 1) r
         where p.proposal = of_proposal),
    -- All that happened in a second counts, as it does for the contract.
    moments as (
        select span.*, seconds,
               to_timestamp(seconds::double precision) + interval '999 ms' as until
          from span
         cross join generate_series(0, points - 1) n
         cross join lateral (select first + div((last - first) * n, greatest(points - 1, 1))) s (seconds)
         where last >= first)
    select to_timestamp(m.seconds::double precision), h.status, h.staked,
           case when h.status = 'active'
                then conviction_after(h.conviction, h.staked, m.decay, m.seconds - h.updated)
                else h.conviction end,
           case when h.status = 'active'
                then threshold_of_proposal(m.kind, m.amount, v.funding_pool, v.threshold_stake) end
      from moments m
     cross join lateral (select height_at(m.until) as height offset 0) b
     cross join lateral (select * from support_history s
                          where s.proposal = of_proposal and s.height <= b.height
                          order by s.height desc, s.event_index desc
                          limit 1) h
      left join lateral voting_at(m.until) v on h.status = 'active'
     order by m.seconds;
end;

comment on function conviction_curve(bigint, integer, timestamptz, timestamptz) is 'Conviction and threshold of a proposal at so many moments, evenly from its beginning to its end or to the cursor, or between two times; after the cursor as they will be if nothing happens: (proposal, points, from, to). No row for times before the proposal.';
