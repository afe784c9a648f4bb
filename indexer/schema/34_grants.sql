-- Grants and their streams at any second, and at that of the cursor; and what recent grants count.

create function grants_at(at timestamptz)
    returns table (grant_id bigint, height bigint, event_index integer, granted timestamptz,
                   beneficiary bytea, proposal bigint, amount numeric, start numeric,
                   duration numeric, as_tokens boolean, flowed numeric, withdrawn numeric,
                   tokens numeric, due numeric, revoked boolean, lapsed boolean,
                   returned numeric, open boolean, claimable_until numeric)
    language sql stable parallel safe
begin atomic
    select g.grant_id, g.height, g.event_index, b.timestamp, g.beneficiary, g.proposal, g.amount,
           g.start, g.duration, g.as_tokens, f.flowed, w.amount, w.tokens,
           case when l.returned is null then f.flowed - w.amount else 0 end,
           r.returned is not null, l.returned is not null,
           case when r.returned is not null or l.returned is not null
                then coalesce(r.returned, 0) + coalesce(l.returned, 0) end,
           g.amount - coalesce(r.returned, 0) - coalesce(l.returned, 0) > w.amount,
           -- 365 days after the end of the stream.
           g.start + least(g.duration, r.second - g.start) + 31536000
      from (select seconds_of(at) as seconds, height_at(at) as height offset 0) n
      join grants g on g.height <= n.height
     cross join lateral (select * from blocks y where y.height = g.height limit 1) b
      left join lateral (select v.returned, seconds_of(k.timestamp) as second
                           from revocations v
                           join blocks k using (height)
                          where v.grant_id = g.grant_id and v.height <= n.height) r on true
      left join lateral (select v.returned from lapses v
                          where v.grant_id = g.grant_id and v.height <= n.height) l on true
     cross join lateral (select coalesce(sum(x.amount), 0) as amount,
                                coalesce(sum(x.tokens), 0) as tokens
                           from withdrawals x
                          where x.grant_id = g.grant_id and x.height <= n.height) w
           -- Of a revoked grant all that is left is due.
     cross join lateral (select coalesce(g.amount - r.returned,
                                         streamed(g.amount, n.seconds - g.start, g.duration))
                                    as flowed) f;
end;

comment on function grants_at(timestamptz) is 'Grants and their streams at any time, as grants_now says it of the cursor; after the cursor as they will be if nothing happens.';

create view grants_now as
    select g.* from (select now_at_cursor() as at) n cross join lateral grants_at(n.at) g;

comment on view   grants_now                 is 'Grants and their streams at the cursor: what has become due, what was withdrawn and what could be.';
comment on column grants_now.grant_id        is 'Number of the grant.';
comment on column grants_now.height          is 'Block in which it was granted.';
comment on column grants_now.event_index     is 'Position of that event in its block.';
comment on column grants_now.granted         is 'When it was granted.';
comment on column grants_now.beneficiary     is 'Who can withdraw it.';
comment on column grants_now.proposal        is 'The proposal that it was granted for.';
comment on column grants_now.amount          is 'What was granted, in base units of the currency.';
comment on column grants_now.start           is 'From when it becomes due, in seconds since the Unix epoch.';
comment on column grants_now.duration        is 'Seconds over which it becomes due evenly; 0: at once.';
comment on column grants_now.as_tokens       is 'Whether it is paid in tokens, through the curve; in money once a wind-down is announced.';
comment on column grants_now.flowed          is 'What has become due of it since its start, withdrawn, lapsed or not, in base units of the currency.';
comment on column grants_now.withdrawn       is 'What was withdrawn of it, in base units of the currency.';
comment on column grants_now.tokens          is 'Tokens created for what was withdrawn, in base units of the token; 0 where the currency itself is paid.';
comment on column grants_now.due             is 'What could be withdrawn, in base units of the currency.';
comment on column grants_now.revoked         is 'Whether it was taken back: then nothing more becomes due.';
comment on column grants_now.lapsed          is 'Whether it was ended because it was not claimed in time.';
comment on column grants_now.returned        is 'What of it returned, by a revocation and by lapsing together, in base units of the currency; null where nothing did.';
comment on column grants_now.open            is 'Whether there is something of it that was neither withdrawn nor returned.';
comment on column grants_now.claimable_until is 'From this second on anybody can end it, and what is not withdrawn returns: a year after the last of it came due. In seconds since the Unix epoch.';

-- A grant counts in the quarter of the window that it is made in and in the four after that. What
-- counts when the window changes does so in the present quarter of the new one.
create function recently_granted(at timestamptz) returns numeric
    language plpgsql stable parallel safe
as $$
declare
    now_second constant numeric := seconds_of(at);
    last_height constant bigint := height_at(at);
    grant_window numeric;
    quarter numeric;
    since_height bigint := -1;
    since_index integer := -1;
    carried numeric := 0;
    carried_at numeric := 0;
    change record;
begin
    select initial into grant_window from rule_bounds where rule = 4;
    for change in
        select c.height, c.event_index, c.value, seconds_of(b.timestamp) as second
          from rule_changes c
          join blocks b using (height)
         where c.rule = 4 and c.height <= last_height
        union all
        select last_height + 1, 0, null, now_second
         order by 1, 2
    loop
        quarter := greatest(div(grant_window + 3, 4), 1);
        select coalesce(sum(g.amount), 0)
               + case when div(carried_at, quarter) + 5 > div(change.second, quarter)
                      then carried else 0 end
          into carried
          from grants g
         where (g.height, g.event_index) > (since_height, since_index)
           and (g.height, g.event_index) < (change.height, change.event_index)
               -- What began before this counts no more. The heights are for the index.
           and g.height > height_at(to_timestamp(greatest(
                   (div(change.second, quarter) - 4) * quarter - 1, 0)::double precision))
           and g.start >= (div(change.second, quarter) - 4) * quarter;
        grant_window := change.value;
        since_height := change.height;
        since_index := change.event_index;
        carried_at := change.second;
    end loop;
    return carried;
end;
$$;

comment on function recently_granted(timestamptz) is 'What recent grants counted at a time against the spending limit, in base units of the currency: each in full for a window, and at most a quarter of it longer.';

create view limits as
    select l.spending_limit_ppm, l.grant_window, l.funding_pool, l.counted as recently_granted,
           l.owed,
           greatest(tribute_of(l.funding_pool + l.counted, l.spending_limit_ppm) - l.counted - 1, 0)
               as largest_grant
      from (select case when phase_at(c.height) in ('refunding', 'closing', 'closed') then 0
                        else ppm_at(3, c.height) end as spending_limit_ppm,
                   least(rule_at(4, c.height), 18446744073709551615)::numeric(20, 0) as grant_window,
                   coalesce((select funding_pool from pool_states
                              order by height desc, event_index desc limit 1), 0) as funding_pool,
                   recently_granted(now_at_cursor()) as counted,
                   (select coalesce(sum(g.amount - g.withdrawn - coalesce(g.returned, 0)), 0)
                      from grants_now g) as owed
              from cursor c
            offset 0) l;

comment on view   limits                    is 'What keeps grants small, at the cursor. One row.';
comment on column limits.spending_limit_ppm is 'Share of the funding pool and of what recent grants count that these and a new one together must stay below, in parts per million; 0 where nothing can be granted.';
comment on column limits.grant_window       is 'Seconds for which a grant counts, and at most a quarter longer.';
comment on column limits.funding_pool       is 'What the Commons can spend on projects, in base units of the currency.';
comment on column limits.recently_granted   is 'What recent grants count, in base units of the currency.';
comment on column limits.owed               is 'What is granted and neither withdrawn nor returned, in base units of the currency.';
comment on column limits.largest_grant      is 'The most that a grant can be now, in base units of the currency.';
