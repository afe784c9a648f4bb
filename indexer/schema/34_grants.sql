-- Grants and their streams at any second, and at that of the cursor.

create function grants_at(at timestamptz)
    returns table (grant_id bigint, height bigint, event_index integer, granted timestamptz,
                   beneficiary bytea, proposal bigint, amount numeric, start numeric,
                   duration numeric, as_tokens boolean, flowed numeric, withdrawn numeric,
                   tokens numeric, due numeric, revoked boolean, returned numeric)
    language sql stable parallel safe
begin atomic
    select g.grant_id, g.height, g.event_index, b.timestamp, g.beneficiary, g.proposal, g.amount,
           g.start, g.duration, g.as_tokens, f.flowed, w.amount, w.tokens, f.flowed - w.amount,
           r.returned is not null, r.returned
      from (select seconds_of(at) as seconds, height_at(at) as height offset 0) n
      join grants g on g.height <= n.height
     cross join lateral (select * from blocks y where y.height = g.height limit 1) b
      left join lateral (select v.returned from revocations v
                          where v.grant_id = g.grant_id and v.height <= n.height) r on true
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

comment on view   grants_now             is 'Grants and their streams at the cursor: what has become due, what was withdrawn and what could be.';
comment on column grants_now.grant_id    is 'Number of the grant.';
comment on column grants_now.height      is 'Block in which it was granted.';
comment on column grants_now.event_index is 'Position of that event in its block.';
comment on column grants_now.granted     is 'When it was granted.';
comment on column grants_now.beneficiary is 'Who can withdraw it.';
comment on column grants_now.proposal    is 'The proposal that it was granted for.';
comment on column grants_now.amount      is 'What was granted, in base units of the currency.';
comment on column grants_now.start       is 'From when it becomes due, in seconds since the Unix epoch.';
comment on column grants_now.duration    is 'Seconds over which it becomes due evenly; 0: at once.';
comment on column grants_now.as_tokens   is 'Whether it is paid in tokens, through the curve.';
comment on column grants_now.flowed      is 'What has become due of it since its start, withdrawn or not, in base units of the currency.';
comment on column grants_now.withdrawn   is 'What was withdrawn of it, in base units of the currency.';
comment on column grants_now.tokens      is 'Tokens created for what was withdrawn, in base units of the token; 0 where the currency itself is paid.';
comment on column grants_now.due         is 'What could be withdrawn, in base units of the currency.';
comment on column grants_now.revoked     is 'Whether it was taken back: then nothing more becomes due.';
comment on column grants_now.returned    is 'What of it returned to the funding pool, in base units of the currency; null where it was not taken back.';

-- One grant after the other, as the contract counts: what still counted, and the grant on top of it.
create function recently_granted(of_beneficiary bytea, at timestamptz) returns numeric
    language sql stable parallel safe
begin atomic
    with recursive n as (
        select seconds_of(at) as seconds, height_at(at) as height, grant_window
          from deployment),
    counted (height, event_index, amount, since) as (
        (select g.height, g.event_index, g.amount::numeric, g.start::numeric
           from grants g
          where g.beneficiary = of_beneficiary and g.height <= (select height from n)
          order by g.height, g.event_index
          limit 1)
        union all
        select g.height, g.event_index,
               faded(c.amount, g.start - c.since, n.grant_window) + g.amount, g.start
          from counted c
         cross join n
         cross join lateral (select *
                               from grants y
                              where y.beneficiary = of_beneficiary
                                and (y.height, y.event_index) > (c.height, c.event_index)
                                and y.height <= n.height
                              order by y.height, y.event_index
                              limit 1) g)
    select coalesce((select faded(c.amount, n.seconds - c.since, n.grant_window)
                       from counted c
                      cross join n
                      order by c.height desc, c.event_index desc
                      limit 1), 0);
end;

comment on function recently_granted(bytea, timestamptz) is 'What the recent grants to a beneficiary counted at a time against the limit of one beneficiary, in base units of the currency: each counts in full when it is granted, and fades over deployment.grant_window.';
