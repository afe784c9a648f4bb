-- Trades, and where the money of the two pools came from and went.

-- As in activity: branches without conditions, so that the newest are found by the keys. What
-- belongs to a row is looked up for it alone: joined, the tables would be read from their ends to
-- wherever the first row is.
create view trades as
    select t.height, t.event_index, b.timestamp, t.side, t.account, t.tokens, t.money, t.tribute,
           div(t.money * 1000000000000000000, nullif(t.tokens, 0)) as price,
           spot_price(p.supply, p.reserve, d.reserve_ratio_ppm) as spot_price
      from (select height, event_index, 'mint' as side, account, minted as tokens,
                   deposit as money, tribute
              from mints
            union all
            select height, event_index, 'redeem', account, amount, returned, tribute
              from redemptions) t
     cross join lateral (select * from blocks x where x.height = t.height limit 1) b
     cross join lateral (select * from pool_states x
                          where x.height = t.height and x.event_index = t.event_index limit 1) p
     cross join (table deployment limit 1) d;

comment on view   trades             is 'Mints and redemptions in one list.';
comment on column trades.height      is 'Block of the event.';
comment on column trades.event_index is 'Position of the event in its block.';
comment on column trades.timestamp   is 'Time of the block.';
comment on column trades.side        is 'mint: money in, tokens out; redeem: tokens in, money out.';
comment on column trades.account     is 'Who traded.';
comment on column trades.tokens      is 'Tokens minted or redeemed, in base units of the token.';
comment on column trades.money       is 'What the account paid, tribute included, or was paid, tribute taken off; in base units of the currency.';
comment on column trades.tribute     is 'What of it went to the funding pool, in base units of the currency: of a mint a part of money, of a redemption on top of it.';
comment on column trades.price       is 'What the account paid or was paid for a whole token: money / tokens, rounded down, in base units of the currency; null for no tokens.';
comment on column trades.spot_price  is 'Spot price after the trade, in base units of the currency for a whole token, rounded down; null where no tokens or no reserve are left.';

create function before_wind_down(of_height bigint, of_index integer) returns numeric
    language sql stable strict parallel safe
    return coalesce((select funding_pool
                       from pool_states
                      where (height, event_index) < (of_height, of_index)
                      order by height desc, event_index desc
                      limit 1), 0);

comment on function before_wind_down(bigint, integer) is 'The funding pool before an event, in base units of the currency: what a wind-down moves into the reserve.';

create view funding as
    select f.height, f.event_index, b.timestamp, f.cause, f.amount, p.funding_pool, f.account,
           f.proposal, f.grant_id
      from (select height, event_index, 'entry_tribute' as cause, tribute as amount, account,
                   null::bigint as proposal, null::bigint as grant_id
              from mints
            union all
            select height, event_index, 'exit_tribute', tribute, account, null, null
              from redemptions
            union all
            select height, event_index, 'donation', amount, account, null, null
              from donations
            union all
            select height, event_index,
                   case when (select hatch_minimum from deployment) is null then 'opening'
                        else 'hatch' end,
                   (select s.funding_pool from pool_states s
                     where s.height = o.height and s.event_index = o.event_index),
                   account, null, null
              from openings o
            union all
            select height, event_index, 'grant', -amount, beneficiary, proposal, grant_id
              from grants
            union all
            select height, event_index, 'credit', amount, account, null, null
              from credits
            union all
            select height, event_index, 'revocation_return', returned,
                   (select g.beneficiary from grants g where g.grant_id = r.grant_id), proposal,
                   grant_id
              from revocations r
            union all
            select height, event_index, 'lapse_return', returned,
                   (select g.beneficiary from grants g where g.grant_id = l.grant_id), null,
                   grant_id
              from lapses l
            union all
            select height, event_index, 'wind_down', -before_wind_down(w.height, w.event_index),
                   null, null, null
              from wind_downs w) f
     cross join lateral (select * from blocks x where x.height = f.height limit 1) b
     cross join lateral (select * from pool_states x
                          where x.height = f.height and x.event_index = f.event_index limit 1) p
     where f.amount <> 0
           -- From the wind-down on what returns or is found goes to the reserve.
       and (f.cause not in ('credit', 'revocation_return', 'lapse_return')
            or not exists (select from wind_downs w
                            where (w.height, w.event_index) < (f.height, f.event_index)));

comment on view   funding              is 'The book of the funding pool: every amount that went in or out, and why. The amounts add up to the pool.';
comment on column funding.height       is 'Block of the event.';
comment on column funding.event_index  is 'Position of the event in its block.';
comment on column funding.timestamp    is 'Time of the block.';
comment on column funding.cause        is 'Why: entry_tribute of a mint, exit_tribute of a redemption, donation, hatch (its tribute, at the opening of the curve), opening (what a curve that opened without a hatch began with), grant, revocation_return (what was not yet due of a grant taken back), lapse_return (what was not claimed of a grant), credit (what had arrived without a message), wind_down (all that was left, which joined the reserve).';
comment on column funding.amount       is 'What went in; negative: out. In base units of the currency.';
comment on column funding.funding_pool is 'The funding pool after it, in base units of the currency.';
comment on column funding.account      is 'Who minted, redeemed, donated, had money counted or opened the curve; of a grant the beneficiary; null for the wind-down.';
comment on column funding.proposal     is 'The proposal that was executed; null where there is none.';
comment on column funding.grant_id     is 'The grant; null where there is none.';

-- A calendar: a day on which nothing happened counts in an average like any other.
create view flows as
    with calendar as (
        select first + n as day
          from (select min(day) as first, day_of(now_at_cursor()) as last from flows_by_day) span
         cross join lateral generate_series(0, last - first) n),
    days as (
        select day, coalesce(mints, 0) as mints, coalesce(redemptions, 0) as redemptions,
               coalesce(opened, 0) as opened, coalesce(gained_by_mints, 0) as gained_by_mints,
               coalesce(gained_by_grants, 0) as gained_by_grants,
               coalesce(gained_by_closing, 0) as gained_by_closing,
               coalesce(lost_by_redemptions, 0) as lost_by_redemptions,
               coalesce(gained_by_mints + gained_by_grants - lost_by_redemptions, 0) as net,
               row_number() over (order by day) as place
          from calendar
          left join flows_by_day using (day)),
    sums as (
        select *, count(*) over month as n, sum(net) over month as sum_y,
               sum(place) over month as sum_x, sum(place * place) over month as sum_xx,
               sum(place * net) over month as sum_xy
          from days
        window month as (order by day rows 29 preceding))
    select day, mints, redemptions, opened, gained_by_mints, gained_by_grants, gained_by_closing,
           lost_by_redemptions, net,
           sum(opened + gained_by_closing + net) over (order by day) as reserve,
           round(avg(net) over (order by day rows 6 preceding)) as average_7d,
           round(sum_y / n) as average_30d,
           round((n * sum_xy - sum_x * sum_y) / nullif(n * sum_xx - sum_x * sum_x, 0)) as trend
      from sums;

comment on view   flows                     is 'What the reserve gained and lost on every day from the first to that of the cursor, with the trend.';
comment on column flows.day                 is 'The day, in UTC.';
comment on column flows.mints               is 'How often was minted.';
comment on column flows.redemptions         is 'How often was redeemed.';
comment on column flows.opened              is 'What the curve opened with, on the day that it did, in base units of the currency.';
comment on column flows.gained_by_mints     is 'What mints brought into the reserve, after tributes, in base units of the currency.';
comment on column flows.gained_by_grants    is 'What came into the reserve from grants that were paid in tokens, in base units of the currency.';
comment on column flows.gained_by_closing   is 'What a wind-down brought into the reserve from the funding pool, and what returned or was found after it, in base units of the currency.';
comment on column flows.lost_by_redemptions is 'What redemptions took out of the reserve, tributes included, in base units of the currency.';
comment on column flows.net                 is 'What mints and grants brought less what redemptions took, in base units of the currency.';
comment on column flows.reserve             is 'The reserve at the end of the day, in base units of the currency.';
comment on column flows.average_7d          is 'Average of net over this day and the six before (fewer at the beginning), rounded, in base units of the currency.';
comment on column flows.average_30d         is 'Average of net over this day and the 29 before (fewer at the beginning), rounded, in base units of the currency.';
comment on column flows.trend               is 'By how much net rises from day to day: the slope of the regression line through the same 30 days, rounded, in base units of the currency a day; null on the first day.';
