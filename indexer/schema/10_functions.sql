-- Readable forms of bytes, amounts and times, and the formula of the price.
--
-- Bodies are written as expressions, not as strings: so they name the tables of this schema for
-- good, whatever the search path of whoever calls them.

create function hex(bytes bytea) returns text
    language sql immutable strict parallel safe
    return '0x' || encode(bytes, 'hex');

comment on function hex(bytea) is 'Bytes as 0x and lower-case hexadecimal digits.';

-- Multiplied, not divided: a product of numerics is exact, a quotient is cut off.
create function whole(amount numeric) returns numeric
    language sql immutable strict parallel safe
    return trim_scale(amount * 0.000000000000000001);

comment on function whole(numeric) is 'An amount of base units of the token or of the chain''s money (18 decimals) as a decimal number, exactly.';

-- A power of ten from its text, not computed: exact for all decimals.
create function in_currency(amount numeric) returns numeric
    language sql stable parallel safe
    return trim_scale(amount * (select ('1e-' || currency_decimals)::numeric from deployment));

comment on function in_currency(numeric) is 'An amount of base units of the deployment''s currency as a decimal number, exactly.';

-- A numeric without a limit says nothing of how long it gets; this says that it may be any length.
create domain any_number as numeric;

comment on domain any_number is 'A number that nothing limits: what somebody named, or a result without a unit. It can have more digits than the 38 that decimals of other systems hold.';

create function moment(seconds numeric) returns timestamptz
    language sql immutable strict parallel safe
    return case when seconds <= 253402300799 then to_timestamp(seconds::double precision) end;

comment on function moment(numeric) is 'Seconds since the Unix epoch as a time; null after the year 9999, which stands for never.';

create function seconds_of(at timestamptz) returns numeric
    language sql immutable strict parallel safe
    return floor(extract(epoch from at));

comment on function seconds_of(timestamptz) is 'A time as the contracts count it: whole seconds since the Unix epoch.';

-- The formula of the contract, rounded down as there: reserve / (supply * ratio).
create function spot_price(supply numeric, reserve numeric, reserve_ratio_ppm integer) returns numeric
    language sql immutable strict parallel safe
    return case when supply > 0 and reserve > 0 then
        div(reserve * 1000000000000000000000000, supply * reserve_ratio_ppm)
    end;

comment on function spot_price(numeric, numeric, integer) is
    'Price of one whole token in base units of the currency, rounded down; null without supply, and without reserve as during a hatch.';

-- Multiplied first: a quotient of numerics has as many digits as PostgreSQL sees fit.
create function fraction(part numeric, whole numeric) returns numeric
    language sql immutable strict parallel safe
    return div(part * 1000000000000000000, nullif(whole, 0)) * 0.000000000000000001;

comment on function fraction(numeric, numeric) is 'One number as a share of another, 1 for all of it, cut off after 18 decimals; null as a share of nothing.';
