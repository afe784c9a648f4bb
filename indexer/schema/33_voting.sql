-- The vote at any second, and at that of the cursor.

create function paused_until_at(at_height bigint) returns numeric
    language sql stable parallel safe
    return coalesce((select until from pauses where height <= at_height
                      order by height desc, event_index desc limit 1), 0);

comment on function paused_until_at(bigint) is 'When the last pause up to a block ends or ended, in seconds since the Unix epoch; 0 before the first.';

-- Supply and funds are the present ones, because the contract asks for them before it decides
-- anything; and nothing can be granted where the Commons says so.
create function voting_at(at timestamptz)
    returns table (seconds numeric, staked numeric, effective_stake numeric,
                   effective_supply numeric, effective_funds numeric, threshold_stake numeric,
                   supply numeric, funding_pool numeric, spending_limit_ppm integer,
                   weight_ppm integer, decay numeric, height bigint)
    language sql stable parallel safe
begin atomic
    with sums as (
        select n.seconds, n.height, t.staked, p.supply, p.funding_pool, r.min_stake_ppm,
               r.spending_limit_ppm, r.weight_ppm, r.decay,
               followed_after(t.effective_stake, t.staked, r.decay, n.seconds - t.updated)
                   as effective_stake,
               greatest(p.supply, followed_after(t.followed_supply, t.told_supply, r.decay,
                                                 n.seconds - t.updated)) as effective_supply,
               least(p.funding_pool, followed_after(t.followed_funds, t.told_funds, r.decay,
                                                    n.seconds - t.updated)) as effective_funds
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
         cross join lateral (
               select decay_at(n.height) as decay, ppm_at(6, n.height) as weight_ppm,
                      ppm_at(7, n.height) as min_stake_ppm,
                      case when phase_at(n.height) in ('refunding', 'closing', 'closed') then 0
                           else ppm_at(3, n.height) end as spending_limit_ppm
               offset 0) r
               -- Kept together: each value is computed once, however often it is used.
        offset 0)
    select seconds, staked, effective_stake, effective_supply, effective_funds,
           greatest(effective_stake, tribute_of(effective_supply, min_stake_ppm)), supply,
           funding_pool, spending_limit_ppm, weight_ppm, decay, height
      from sums;
end;

comment on function voting_at(timestamptz) is 'The sums that thresholds count with at any time, as voting_now says them of the cursor, and the rules then: spending limit (0 where nothing can be granted), weight and decay; after the cursor as they will be if nothing happens. No row before the first vote.';

create view voting_now as
    select v.seconds, v.staked, v.effective_stake, v.effective_supply, v.effective_funds,
           v.threshold_stake, v.supply, v.funding_pool
      from (select now_at_cursor() as at) n cross join lateral voting_at(n.at) v;

comment on view   voting_now                  is 'The sums that thresholds count with at the cursor. One row, none before the Conviction contract is deployed.';
comment on column voting_now.seconds          is 'The second of the cursor, in seconds since the Unix epoch.';
comment on column voting_now.staked           is 'All stakes on all proposals, for and against, over or not, in base units of the token.';
comment on column voting_now.effective_stake  is 'Follows staked at the speed of conviction, in base units of the token.';
comment on column voting_now.effective_supply is 'The supply or its follower, whichever is more, in base units of the token.';
comment on column voting_now.effective_funds  is 'The funding pool or its follower, whichever is less, in base units of the currency: money that has just come makes no request small.';
comment on column voting_now.threshold_stake  is 'The stake that thresholds count with: the effective one, and at least the minimum share of the effective supply. In base units of the token.';
comment on column voting_now.supply           is 'Tokens in existence, in base units of the token.';
comment on column voting_now.funding_pool     is 'What the Commons can spend on projects, in base units of the currency.';

-- What a proposal must exceed, given the vote at a moment.
create function threshold_of_proposal(of_proposal bigint, effective_funds numeric,
                                      threshold_stake numeric, effective_supply numeric,
                                      limit_ppm integer, weight_ppm integer, decay numeric,
                                      seconds numeric, at_height bigint)
    returns numeric
    language sql stable strict parallel safe
    return (select case p.kind
                when 1 then threshold_of(p.amount, effective_funds, threshold_stake, decay,
                                         limit_ppm, weight_ppm)
                when 2 then revocation_threshold_of(
                    coalesce(g.amount - streamed(g.amount, seconds - g.start, g.duration), 0),
                    effective_funds, threshold_stake, coalesce(g.share_ppm, 0), decay, limit_ppm,
                    weight_ppm)
                when 3 then supply_threshold_of(effective_supply, d.rule_share_ppm, decay)
                when 4 then supply_threshold_of(effective_supply, d.rule_share_ppm, decay)
                when 5 then supply_threshold_of(effective_supply, d.exit_share_ppm, decay)
                end
              from proposals p
             cross join (table deployment limit 1) d
              left join lateral (
                   -- Of one that was taken back or has lapsed nothing is left to become due, and it
                   -- is no longer what its proposal asked for.
                   select y.amount, y.start, y.duration, s.share_ppm
                     from grants y
                     left join proposals q
                       on q.proposal = y.proposal and q.beneficiary = y.beneficiary
                      and q.amount = y.amount
                     left join support s on s.proposal = q.proposal
                    where y.grant_id = p.amount
                      and not exists (select from revocations r
                                       where r.grant_id = y.grant_id and r.height <= at_height
                                         and r.returned > 0)
                      and not exists (select from lapses l
                                       where l.grant_id = y.grant_id and l.height <= at_height)
                    limit 1) g on p.kind = 2
             where p.proposal = of_proposal);

comment on function threshold_of_proposal(bigint, numeric, numeric, numeric, integer, integer, numeric, numeric, bigint) is 'What support less opposition of a proposal must exceed, given the vote at a moment: (proposal, effective funds, threshold_stake and effective supply of voting_at, spending limit, weight, decay, second, height); null for a signal, which nothing executes, and where no conviction suffices.';

create function kind_name(kind smallint) returns text
    language sql immutable strict parallel safe
    return case kind when 0 then 'signal' when 1 then 'grant' when 2 then 'revocation'
                     when 3 then 'rule' when 4 then 'governor' when 5 then 'wind_down' end;

comment on function kind_name(smallint) is 'The kind of a proposal, by its number in proposals, in words; null for one that there is not.';

-- The notice of what changes how the Commons is run is the long one; a pause holds up everything but
-- revocations.
create function notice_of(kind smallint, announced numeric, at_height bigint)
    returns table (executable_from numeric, executable_until numeric)
    language sql stable parallel safe
begin atomic
    select f.at, f.at + 604800
      from (select executable_from(announced,
                                   case when kind in (3, 4, 5) then d.long_notice
                                        else rule_at(5, at_height) end,
                                   rule_at(5, at_height),
                                   case when kind = 2 then 0
                                        else paused_until_at(at_height) end) as at
              from deployment d) f
     where announced is not null;
end;

comment on function notice_of(smallint, numeric, bigint) is 'When a proposal of a kind that was announced then can be executed, first and last, as of a block: (kind, announced, height). No row for one that is not announced.';

create view proposals_now as
    select p.proposal, p.height, p.event_index, b.timestamp, p.author,
           kind_name(p.kind) as kind,
           s.status, s.status = 'active' and v.seconds < p.expiry as open, p.title, p.link,
           case when p.kind = 1 then p.beneficiary end as beneficiary,
           case when p.kind = 1 then p.amount end as requested,
           case when p.kind = 1 then p.duration end as duration,
           case when p.kind = 1 then p.as_tokens end as as_tokens,
           case when p.kind <> 2 then x.grant_id
                when p.amount <= 4294967295 then p.amount::bigint end as grant_id,
           case when p.kind = 3 and p.duration <= 255 then p.duration::smallint end as rule,
           case when p.kind = 3 then p.amount end as rule_value,
           case when p.kind = 4 then p.beneficiary end as new_governor,
           p.expiry, p.deposit, r.proposal is not null as deposit_returned, s.staked, s.stakers,
           c.conviction, s.opposed, s.opposers, c.opposition, c.net, t.threshold,
           fraction(c.net, t.threshold) as progress,
           case when s.status = 'active' then s.announced end as announced, n.executable_from,
           n.executable_until, case when s.status <> 'active' then s.updated end as ended
      from proposals p
           -- Looked up for each row, as in trades: a page of proposals is a page of look-ups.
     cross join lateral (select * from blocks y where y.height = p.height limit 1) b
     cross join lateral (select * from support y where y.proposal = p.proposal limit 1) s
     cross join (select w.* from (select now_at_cursor() as at) a
                  cross join lateral voting_at(a.at) w offset 0) v
      left join lateral (select * from executions y
                          where y.proposal = p.proposal limit 1) x on true
      left join lateral (select * from reclaims y
                          where y.proposal = p.proposal limit 1) r on true
      left join lateral notice_of(p.kind, s.announced, v.height) n on s.status = 'active'
     cross join lateral (
           select case when s.status = 'active'
                       then conviction_after(s.conviction, s.staked, v.decay,
                                             v.seconds - s.updated)
                       else s.conviction end as conviction,
                  case when s.status = 'active'
                       then conviction_after(s.opposition, s.opposed, v.decay,
                                             v.seconds - s.updated)
                       else s.opposition end as opposition
           offset 0) g
     cross join lateral (
           select g.conviction, g.opposition,
                  case s.status
                       when 'active' then net_conviction(g.conviction, s.staked, g.opposition,
                                                         s.opposed, v.decay)
                       when 'passed' then s.net end as net
           offset 0) c
     cross join lateral (
           select case when s.status = 'active'
                       then threshold_of_proposal(p.proposal, v.effective_funds,
                                                  v.threshold_stake, v.effective_supply,
                                                  v.spending_limit_ppm, v.weight_ppm, v.decay,
                                                  v.seconds, v.height)
                       else x.threshold end as threshold
           offset 0) t;

comment on view   proposals_now                  is 'Proposals with what became of them and how far they are at the cursor.';
comment on column proposals_now.proposal         is 'Number of the proposal; 1 is the abstention that every deployment begins with.';
comment on column proposals_now.height           is 'Block in which it was made.';
comment on column proposals_now.event_index      is 'Position of that event in its block.';
comment on column proposals_now.timestamp        is 'When it was made.';
comment on column proposals_now.author           is 'Who made it and can have the deposit back.';
comment on column proposals_now.kind             is 'signal, which requests nothing; grant; revocation of a grant; change of a rule; governor, a change of it; or wind_down.';
comment on column proposals_now.status           is 'What became of it: active, passed, cancelled or expired. One whose time is over stays active until somebody ends it.';
comment on column proposals_now.open             is 'Whether it can still gather stake and pass: it is active and its time is not over.';
comment on column proposals_now.title            is 'Title, cleaned of what hides or reorders characters: see proposals.title.';
comment on column proposals_now.link             is 'Where to read more, cleaned as the title; may be empty, and may lead anywhere.';
comment on column proposals_now.beneficiary      is 'Who would be granted; null where nobody.';
comment on column proposals_now.requested        is 'What a grant would be, in base units of the currency; null for others.';
comment on column proposals_now.duration         is 'Seconds over which the grant would become due; 0: at once; null for others.';
comment on column proposals_now.as_tokens        is 'Whether the grant would be paid in tokens; null for others.';
comment on column proposals_now.grant_id         is 'The grant that it created, or that it would take back; null where there is none.';
comment on column proposals_now.rule             is 'Number of the rule that it would change, as in rules; null for others.';
comment on column proposals_now.rule_value       is 'What that rule would be, in its unit; null for others.';
comment on column proposals_now.new_governor     is 'Who would become the governor; null for others.';
comment on column proposals_now.expiry           is 'From this second on it can no longer pass, in seconds since the Unix epoch; 2^64 - 1: never.';
comment on column proposals_now.deposit          is 'What the author left as a deposit, in base units of the chain''s money.';
comment on column proposals_now.deposit_returned is 'Whether the deposit was paid back.';
comment on column proposals_now.staked           is 'The stakes that lie on it, for it, in base units of the token.';
comment on column proposals_now.stakers          is 'Accounts whose stakes these are.';
comment on column proposals_now.conviction       is 'Its support: the conviction of these stakes at the cursor; of one that is over, at its end.';
comment on column proposals_now.opposed          is 'The stakes that lie on it, against it, in base units of the token.';
comment on column proposals_now.opposers         is 'Accounts whose stakes those are.';
comment on column proposals_now.opposition       is 'The conviction of the stakes against it at the cursor; of one that is over, at its end.';
comment on column proposals_now.net              is 'What counts: support less opposition, neither of them more than its present stakes could ever reach; 0 where the opposition is more; of one that passed, what it was then. Null for one that is over without having passed.';
comment on column proposals_now.threshold        is 'What net must exceed at the cursor; of one that passed, had to exceed. Null for a signal, where no conviction suffices, and for one that is over without having passed.';
comment on column proposals_now.progress         is 'Net as a share of the threshold, cut off after 18 decimals: it can be announced above 1. Null without a threshold.';
comment on column proposals_now.announced        is 'When it was announced, in seconds since the Unix epoch; null if it is not, and for one that is over.';
comment on column proposals_now.executable_from  is 'From when on it can be executed if it passes then, in seconds since the Unix epoch; null if it is not announced.';
comment on column proposals_now.executable_until is 'Until when it can be executed; then its announcement must be taken back first. In seconds since the Unix epoch; null if it is not announced.';
comment on column proposals_now.ended            is 'When it ended, in seconds since the Unix epoch; null for one that is not over.';

-- What ended the notice of an announcement is the next event of its proposal that can.
create view notices as
    select a.proposal, a.height, a.event_index, b.timestamp, a.executable_from,
           a.executable_until,
           coalesce(e.outcome,
                    case when seconds_of(now_at_cursor()) > a.executable_until then 'stale'
                         else 'standing' end) as outcome,
           k.timestamp as ended
      from announcements a
     cross join lateral (select * from blocks y where y.height = a.height limit 1) b
      left join lateral (
           select y.outcome, y.height
             from (select height, event_index, 'executed' as outcome
                     from executions x where x.proposal = a.proposal
                   union all
                   select height, event_index, 'reset' from resets x
                    where x.proposal = a.proposal
                   union all
                   select height, event_index, 'announced again' from announcements x
                    where x.proposal = a.proposal
                   union all
                   select height, event_index, 'cancelled' from cancellations x
                    where x.proposal = a.proposal
                   union all
                   select height, event_index, 'expired' from expiries x
                    where x.proposal = a.proposal) y
            where (y.height, y.event_index) > (a.height, a.event_index)
            order by y.height, y.event_index
            limit 1) e on true
      left join blocks k on k.height = e.height;

comment on view   notices                  is 'Announcements of proposals, and what became of each.';
comment on column notices.proposal         is 'The proposal.';
comment on column notices.height           is 'Block in which it was announced.';
comment on column notices.event_index      is 'Position of that event in its block.';
comment on column notices.timestamp        is 'When it was announced.';
comment on column notices.executable_from  is 'From when on it could be executed, as of the announcement, in seconds since the Unix epoch; a pause can have moved that.';
comment on column notices.executable_until is 'Until when, as of the announcement, in seconds since the Unix epoch.';
comment on column notices.outcome          is 'executed; reset, since it did not pass any more or was not executed in time; announced again; cancelled or expired; standing; or stale: its time is over and nothing came of it yet.';
comment on column notices.ended            is 'When that was; null as long as nothing came of it.';

create function conviction_curve(of_proposal bigint, points integer,
                                 from_time timestamptz default null,
                                 to_time timestamptz default null)
    returns table (at timestamptz, status text, staked numeric, conviction numeric,
                   opposed numeric, opposition numeric, net numeric, threshold numeric)
    language sql stable parallel safe
begin atomic
    with span as (
        select coalesce(seconds_of(from_time), seconds_of(b.timestamp)) as first,
               coalesce(seconds_of(to_time),
                        case when s.status = 'active' then seconds_of(now_at_cursor())
                             else s.updated end) as last
          from proposals p
          join blocks b using (height)
          join support s using (proposal)
         where p.proposal = of_proposal),
    -- All that happened in a second counts, as it does for the contract.
    moments as (
        select seconds, to_timestamp(seconds::double precision) + interval '999 ms' as until
          from span
         cross join generate_series(0, points - 1) n
         cross join lateral (select first + div((last - first) * n, greatest(points - 1, 1))) s (seconds)
         where last >= first)
    select to_timestamp(m.seconds::double precision), h.status, h.staked, c.conviction, h.opposed,
           c.opposition,
           case when h.status = 'active'
                then net_conviction(c.conviction, h.staked, c.opposition, h.opposed, v.decay) end,
           case when h.status = 'active'
                then threshold_of_proposal(of_proposal, v.effective_funds, v.threshold_stake,
                                           v.effective_supply, v.spending_limit_ppm, v.weight_ppm,
                                           v.decay, v.seconds, v.height) end
      from moments m
     cross join lateral (select height_at(m.until) as height offset 0) b
     cross join lateral (select * from support_history s
                          where s.proposal = of_proposal and s.height <= b.height
                          order by s.height desc, s.event_index desc
                          limit 1) h
      left join lateral voting_at(m.until) v on h.status = 'active'
     cross join lateral (
           select case when h.status = 'active'
                       then conviction_after(h.conviction, h.staked, v.decay,
                                             m.seconds - h.updated)
                       else h.conviction end as conviction,
                  case when h.status = 'active'
                       then conviction_after(h.opposition, h.opposed, v.decay,
                                             m.seconds - h.updated)
                       else h.opposition end as opposition
           offset 0) c
     order by m.seconds;
end;

comment on function conviction_curve(bigint, integer, timestamptz, timestamptz) is 'Support, opposition and threshold of a proposal at so many moments, evenly from its beginning to its end or to the cursor, or between two times; after the cursor as they will be if nothing happens: (proposal, points, from, to). No row for times before the proposal.';
