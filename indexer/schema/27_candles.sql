-- How the price moved. The spot price follows from supply and reserve and moves with every act that
-- changes them; between acts it stands still. So a candle opens at the price that the one before
-- closed at, and where nothing moved the price there is no candle.

create table candles_by_step (
    step   integer        not null check (step in (60, 300, 900, 3600, 14400, 86400, 604800)),
    start  timestamptz    not null,
    open   numeric(78, 0) not null check (open between low and high),
    high   numeric(78, 0) not null,
    low    numeric(78, 0) not null check (low >= 0),
    close  numeric(78, 0) not null check (close between low and high),
    trades bigint         not null check (trades >= 0),
    money  numeric(78, 0) not null check (money >= 0),
    tokens numeric(78, 0) not null check (tokens >= 0),
    primary key (step, start)
);

comment on table  candles_by_step        is 'The spot price over time, in steps of seven lengths; the views candles, candles_5m and so on show one length each. Each candle opens at the price at which the one before closed. A step in which the price did not move has no row. From the announcement of a wind-down on this is the price that the curve would have: tokens are redeemed for reserve / supply.';
comment on column candles_by_step.step   is 'Length of the step, in seconds.';
comment on column candles_by_step.start  is 'When the step began. Days begin at midnight UTC, weeks on Mondays.';
comment on column candles_by_step.open   is 'Spot price when the step began, in base units of the currency for a whole token; in the first step the price that the curve opened at.';
comment on column candles_by_step.high   is 'Highest spot price in the step, its open included, in base units of the currency for a whole token.';
comment on column candles_by_step.low    is 'Lowest spot price in the step, its open included, in base units of the currency for a whole token.';
comment on column candles_by_step.close  is 'Spot price at the end of the step, in base units of the currency for a whole token.';
comment on column candles_by_step.trades is 'Trades in the step: mints and redemptions. Burns and grants paid in tokens move the price without a trade.';
comment on column candles_by_step.money  is 'What was traded in the step before tributes, in base units of the currency: what minters paid in and what redemptions took out of the reserve.';
comment on column candles_by_step.tokens is 'Tokens that were minted or redeemed in the step, in base units of the token.';

-- The steps' origin is a Monday, at midnight UTC.
create function step_start(step integer, at timestamptz) returns timestamptz
    language sql immutable strict parallel safe
    return date_bin(make_interval(secs => step), at, timestamptz '2001-01-01 00:00:00+00');

comment on function step_start(integer, timestamptz) is 'The beginning of the step of so many seconds that a time lies in; days begin at midnight UTC, weeks on Mondays.';

do $$
declare
    name text;
    step integer;
    length text;
    attribute record;
begin
    for name, step, length in
        values ('candles', 60, 'a minute'), ('candles_5m', 300, 'five minutes'),
               ('candles_15m', 900, 'a quarter of an hour'), ('candles_1h', 3600, 'an hour'),
               ('candles_4h', 14400, 'four hours'), ('candles_1d', 86400, 'a day'),
               ('candles_1w', 604800, 'a week')
    loop
        execute format(
            'create view %I as
                 select start, open, high, low, close, trades, money, tokens
                   from candles_by_step
                  where step = %s', name, step);
        execute format('comment on view %I is %L', name,
            'Candles of ' || length || ' of the spot price, with the volume traded. '
            'Each opens where the one before closed; where nothing moved the price there is none.');
        for attribute in
            select attname, col_description(attrelid, attnum) as description
              from pg_attribute
             where attrelid = 'candles_by_step'::regclass and attnum > 0 and attname <> 'step'
        loop
            execute format('comment on column %I.%I is %L', name, attribute.attname,
                           attribute.description);
        end loop;
    end loop;
end
$$;
