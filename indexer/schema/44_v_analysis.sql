-- For people who read: holders, trades, candles, flows and the book of the funding pool.

create view v_balance_history as
    select hex(h.account) as account, h.height, h.event_index, b.timestamp,
           whole(h.change) as change, whole(h.balance) as balance
      from balance_history h
      join blocks b using (height);

create view v_balances as
    select hex(account) as account, whole(amount) as amount, first_height, last_height
      from balances;

create view v_holders as
    select hex(account) as account, whole(amount) as amount, share, first_height, first_seen,
           last_height, last_seen
      from holders;

create view v_concentration as
    select holders, whole(supply) as supply, gini, herfindahl, top_1, top_10, top_100
      from concentration;

create view v_trades as
    select height, event_index, timestamp, side, hex(account) as account, whole(tokens) as tokens,
           in_currency(money) as money, in_currency(tribute) as tribute,
           in_currency(price) as price, in_currency(spot_price) as spot_price
      from trades;

do $$
declare
    name text;
begin
    for name in values ('candles'), ('candles_5m'), ('candles_15m'), ('candles_1h'), ('candles_4h'),
                       ('candles_1d'), ('candles_1w')
    loop
        execute format(
            'create view v_%1$I as
                 select start, in_currency(open) as open, in_currency(high) as high,
                        in_currency(low) as low, in_currency(close) as close, trades,
                        in_currency(money) as money, whole(tokens) as tokens
                   from %1$I', name);
    end loop;
end
$$;

create view v_flows_by_day as
    select day, mints, redemptions, in_currency(opened) as opened,
           in_currency(gained_by_mints) as gained_by_mints,
           in_currency(gained_by_grants) as gained_by_grants,
           in_currency(gained_by_closing) as gained_by_closing,
           in_currency(lost_by_redemptions) as lost_by_redemptions
      from flows_by_day;

create view v_flows as
    select day, mints, redemptions, in_currency(opened) as opened,
           in_currency(gained_by_mints) as gained_by_mints,
           in_currency(gained_by_grants) as gained_by_grants,
           in_currency(gained_by_closing) as gained_by_closing,
           in_currency(lost_by_redemptions) as lost_by_redemptions, in_currency(net) as net,
           in_currency(reserve) as reserve, in_currency(average_7d) as average_7d,
           in_currency(average_30d) as average_30d, in_currency(trend) as trend
      from flows;

create view v_funding as
    select height, event_index, timestamp, cause, in_currency(amount) as amount,
           in_currency(funding_pool) as funding_pool, hex(account) as account, proposal, grant_id
      from funding;

create view v_funding_by_day as
    select day, cause, entries, in_currency(amount) as amount
      from funding_by_day;

create view v_service_burns as
    select u.service, s.name, u.burns, whole(u.burnt) as burnt, u.first_height,
           f.timestamp as first_seen, u.last_height, l.timestamp as last_seen
      from service_burns u
      join blocks f on f.height = u.first_height
      join blocks l on l.height = u.last_height
      left join services s using (service);
comment on column v_service_burns.name       is 'What it is called; null for none.';
comment on column v_service_burns.first_seen is 'Time of that block.';
comment on column v_service_burns.last_seen  is 'Time of that block.';

create view v_service_burns_by_day as
    select u.service, s.name, u.day, u.burns, whole(u.burnt) as burnt
      from service_burns_by_day u
      left join services s using (service);
comment on column v_service_burns_by_day.name is 'What it is called; null for none.';
