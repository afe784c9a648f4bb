-- Sums that are kept for each day (UTC), so that years of them are read at once.

create table flows_by_day (
    day                 date           primary key,
    mints               bigint         not null check (mints >= 0),
    redemptions         bigint         not null check (redemptions >= 0),
    opened              numeric(78, 0) not null check (opened >= 0),
    gained_by_mints     numeric(78, 0) not null check (gained_by_mints >= 0),
    gained_by_grants    numeric(78, 0) not null check (gained_by_grants >= 0),
    gained_by_closing   numeric(78, 0) not null check (gained_by_closing >= 0),
    lost_by_redemptions numeric(78, 0) not null check (lost_by_redemptions >= 0)
);

comment on table  flows_by_day                     is 'What the reserve gained and lost on each day on which it did; the view flows has the days between and the averages.';
comment on column flows_by_day.day                 is 'The day, in UTC.';
comment on column flows_by_day.mints               is 'How often was minted.';
comment on column flows_by_day.redemptions         is 'How often was redeemed.';
comment on column flows_by_day.opened              is 'What the curve opened with, on the day that it did, in base units of the currency.';
comment on column flows_by_day.gained_by_mints     is 'What mints brought into the reserve, after tributes, in base units of the currency.';
comment on column flows_by_day.gained_by_grants    is 'What came into the reserve from grants that were paid in tokens, in base units of the currency.';
comment on column flows_by_day.gained_by_closing   is 'What a wind-down brought into the reserve from the funding pool, and what returned or was found after it, in base units of the currency.';
comment on column flows_by_day.lost_by_redemptions is 'What redemptions took out of the reserve, tributes included, in base units of the currency.';

create table funding_by_day (
    day     date           not null,
    cause   text           not null,
    entries bigint         not null check (entries > 0),
    amount  numeric(78, 0) not null,
    primary key (day, cause)
);

comment on table  funding_by_day         is 'What went into the funding pool and out of it on each day, by cause.';
comment on column funding_by_day.day     is 'The day, in UTC.';
comment on column funding_by_day.cause   is 'Why: as in funding.';
comment on column funding_by_day.entries is 'How often.';
comment on column funding_by_day.amount  is 'How much went in; negative: out. In base units of the currency.';

create table service_burns (
    service      bigint         primary key check (service between 0 and 4294967295),
    burns        bigint         not null check (burns > 0),
    burnt        numeric(78, 0) not null check (burnt >= 0),
    first_height bigint         not null,
    last_height  bigint         not null
);

create index service_burns_burnt on service_burns (burnt desc, service);

comment on table  service_burns              is 'What was burnt for each service for which anything was.';
comment on column service_burns.service      is 'Number of the service; 0: for none.';
comment on column service_burns.burns        is 'How often tokens were burnt for it.';
comment on column service_burns.burnt        is 'Tokens burnt for it, in base units of the token.';
comment on column service_burns.first_height is 'Block of the first of these burns.';
comment on column service_burns.last_height  is 'Block of the last of them.';

create function service_burns_kept_at(at_height bigint)
    returns table (service bigint, burns bigint, burnt numeric, first_height bigint,
                   last_height bigint)
    language sql stable parallel safe
begin atomic
    select s.service, s.burns, s.burnt, s.first_height, s.last_height
      from service_burns s
     where s.last_height <= at_height;
end;

comment on function service_burns_kept_at(bigint) is 'The part of service_burns_at that has not changed since: fast for a recent block.';

create function service_burns_moved_at(at_height bigint)
    returns table (service bigint, burns bigint, burnt numeric, first_height bigint,
                   last_height bigint)
    language sql stable parallel safe
begin atomic
    select s.service, s.burns - later.burns, s.burnt - later.burnt, s.first_height, l.height
      from (select service, count(*) as burns, sum(amount) as burnt
              from burns
             where height > at_height
             group by service) later
      join service_burns s on s.service = later.service
     cross join lateral (select u.height
                           from burns u
                          where u.service = s.service and u.height <= at_height
                          order by u.height desc, u.event_index desc
                          limit 1) l
     where s.first_height <= at_height;
end;

comment on function service_burns_moved_at(bigint) is 'The part of service_burns_at that has changed since: fast for a recent block.';

create function service_burns_at(at_height bigint)
    returns table (service bigint, burns bigint, burnt numeric, first_height bigint,
                   last_height bigint)
    language sql stable parallel safe
begin atomic
    select * from service_burns_kept_at(at_height)
    union all
    select * from service_burns_moved_at(at_height);
end;

comment on function service_burns_at(bigint) is 'What was burnt for each service up to a block, as service_burns says it of the cursor.';

create table service_burns_by_day (
    service bigint         not null check (service between 0 and 4294967295),
    day     date           not null,
    burns   bigint         not null check (burns > 0),
    burnt   numeric(78, 0) not null check (burnt >= 0),
    primary key (service, day)
);

create index service_burns_by_day_day on service_burns_by_day (day, service);

comment on table  service_burns_by_day         is 'What was burnt for each service on each day on which anything was.';
comment on column service_burns_by_day.service is 'Number of the service; 0: for none.';
comment on column service_burns_by_day.day     is 'The day, in UTC.';
comment on column service_burns_by_day.burns   is 'How often tokens were burnt for it.';
comment on column service_burns_by_day.burnt   is 'Tokens burnt for it, in base units of the token.';

create function day_of(at timestamptz) returns date
    language sql immutable strict parallel safe
    return (at at time zone 'UTC')::date;

comment on function day_of(timestamptz) is 'The day that a time lies in, in UTC, whatever the time zone of the session.';

create function height_at(at timestamptz) returns bigint
    language sql stable strict parallel safe
    return coalesce((select height from blocks where timestamp <= at
                      order by timestamp desc, height desc limit 1), -1);

comment on function height_at(timestamptz) is 'The last block at or before a time; -1 before the first. The fast way to select acts by time: where height > height_at(''2026-01-01'').';

create function now_at_cursor() returns timestamptz
    language sql stable parallel safe
    return (select timestamp from cursor join blocks using (height));

comment on function now_at_cursor() is 'The time that everything shown as of now is about: that of the last block written.';
