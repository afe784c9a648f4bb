-- The contracts' formulas for the vote and for streams, in their integers.
--
-- Each takes as long as ten thousand simpler ones: the planner is told, and computes none twice.
--
-- For what is shown between events: conviction and thresholds move all the time, and a table cannot
-- hold every second. What is kept in tables is computed by the contracts' own code, and these
-- functions are held to it, to the last unit, by the indexer's tests. Shares of 2^128 stand for
-- fractions: 340282366920938463463374607431768211456 is 2^128.

create function decay_after(decay numeric, seconds numeric) returns numeric
    language plpgsql immutable strict parallel safe cost 10000
as $$
declare
    whole constant numeric := 340282366920938463463374607431768211456;
    half  constant numeric := 170141183460469231731687303715884105728;
    steps numeric := seconds;
    power numeric := decay;
    share numeric;
begin
    -- By squaring and multiplying, each product rounded to the nearest: the order matters.
    while steps > 0 loop
        if mod(steps, 2) = 0 then
            power := div(power * power + half, whole);
            steps := div(steps, 2);
        else
            share := case when share is null then power else div(share * power + half, whole) end;
            steps := steps - 1;
        end if;
    end loop;
    return coalesce(share, whole);
end;
$$;

comment on function decay_after(numeric, numeric) is 'How much of a conviction is left after so many seconds, as a share of 2^128, given how much is left after one.';

create function conviction_after(previous numeric, stake numeric, decay numeric, seconds numeric)
    returns numeric
    language plpgsql immutable strict parallel safe cost 10000
as $$
declare
    whole constant numeric := 340282366920938463463374607431768211456;
    half  constant numeric := 170141183460469231731687303715884105728;
    remains constant numeric := decay_after(decay, seconds);
begin
    return div(remains * previous + div(stake * (whole - remains) * whole, whole - decay) + half,
               whole);
end;
$$;

comment on function conviction_after(numeric, numeric, numeric, numeric) is 'Conviction so many seconds later, with a stake that did not change meanwhile: (previous, stake, decay, seconds).';

create function followed_after(previous numeric, target numeric, decay numeric, seconds numeric)
    returns numeric
    language plpgsql immutable strict parallel safe cost 10000
as $$
declare
    whole constant numeric := 340282366920938463463374607431768211456;
    product constant numeric := decay_after(decay, seconds) * abs(previous - target);
begin
    if previous < target then
        return target - div(product, whole);
    end if;
    return target + div(product, whole) + case when mod(product, whole) = 0 then 0 else 1 end;
end;
$$;

comment on function followed_after(numeric, numeric, numeric, numeric) is 'A number that follows another one at the speed of conviction, so many seconds later: (previous, target, decay, seconds).';

create function tribute_of(amount numeric, share_ppm integer) returns numeric
    language sql immutable strict parallel safe
    return div(amount * share_ppm + 999999, 1000000);

comment on function tribute_of(numeric, integer) is 'A share of an amount in parts per million, rounded up: tributes, and the floor of the stake that thresholds count with.';

-- Both sides of the fraction times (10^7 funds)^2 2^128, as in the contract; 192 bits are the most
-- that a conviction has.
create function threshold_of(requested numeric, funds numeric, effective_stake numeric,
                             decay numeric, limit_ppm integer, weight_ppm integer)
    returns numeric
    language plpgsql immutable strict parallel safe cost 10000
as $$
declare
    whole constant numeric := 340282366920938463463374607431768211456;
    pool constant numeric := case when requested = 0 then greatest(funds, 1) else funds end;
    room constant numeric := pool * limit_ppm * 10 - requested * 10000000;
    over numeric;
    under numeric;
begin
    if room <= 0 then
        return null;
    end if;
    over := pool * pool * effective_stake * weight_ppm * 100000000 * whole;
    under := room * room * (whole - decay);
    over := div(over + under - 1, under);
    return case when over < 6277101735386680763835789423207666416102355444464034512896::numeric
                then over end;
end;
$$;

comment on function threshold_of(numeric, numeric, numeric, numeric, integer, integer) is 'The conviction that a request must exceed: (requested, funds, effective stake, decay, spending limit, weight); null where none suffices.';

-- What the contracts' integers end at: 2^192 - 1.
create function conviction_limit(stake numeric, decay numeric) returns numeric
    language sql immutable strict parallel safe cost 100
    return least(div(stake * 340282366920938463463374607431768211456
                         + (340282366920938463463374607431768211455 - decay),
                     340282366920938463463374607431768211456 - decay),
                 6277101735386680763835789423207666416102355444464034512895);

comment on function conviction_limit(numeric, numeric) is 'What conviction tends to with a stake that stays: (stake, decay). Rounded up.';

create function counted_conviction(conviction numeric, stake numeric, decay numeric) returns numeric
    language sql immutable strict parallel safe cost 100
    return least(conviction, conviction_limit(stake, decay));

comment on function counted_conviction(numeric, numeric, numeric) is 'What of a conviction counts while so much stake lies behind it: (conviction, stake, decay).';

create function net_conviction(conviction numeric, staked numeric, opposition numeric,
                               opposed numeric, decay numeric)
    returns numeric
    language sql immutable strict parallel safe cost 100
    return greatest(counted_conviction(conviction, staked, decay)
                    - counted_conviction(opposition, opposed, decay), 0);

comment on function net_conviction(numeric, numeric, numeric, numeric, numeric) is 'Support less opposition, what counts of each: (conviction, staked, opposition, opposed, decay); 0 where the opposition is more.';

-- A price beyond any conviction is half of the stake as well.
create function revocation_threshold_of(remaining numeric, funds numeric, effective_stake numeric,
                                        share_ppm integer, decay numeric, limit_ppm integer,
                                        weight_ppm integer)
    returns numeric
    language sql immutable strict parallel safe cost 10000
    return least(
        conviction_limit(effective_stake - div(effective_stake, 2), decay),
        greatest(coalesce(threshold_of(remaining, funds + remaining, effective_stake, decay,
                                       limit_ppm, weight_ppm),
                          conviction_limit(effective_stake, decay)),
                 conviction_limit(tribute_of(effective_stake, share_ppm), decay)));

comment on function revocation_threshold_of(numeric, numeric, numeric, integer, numeric, integer, integer) is 'The conviction that the revocation of a grant must exceed: (what of it is not yet due, funds, effective stake, share of the stake that the grant had when it passed, decay, spending limit, weight).';

create function supply_threshold_of(effective_supply numeric, share_ppm integer, decay numeric)
    returns numeric
    language sql immutable strict parallel safe cost 100
    return conviction_limit(tribute_of(effective_supply, share_ppm), decay);

comment on function supply_threshold_of(numeric, integer, numeric) is 'The conviction that a change of a rule or of the governor and the wind-down must exceed: (effective supply, share of it, decay).';

-- A week, in seconds.
create function executable_from(announced numeric, notice numeric, short_notice numeric,
                                paused_until numeric)
    returns numeric
    language sql immutable strict parallel safe
    return greatest(announced + notice,
                    case when paused_until > announced
                         then paused_until + least(short_notice, 604800) end);

comment on function executable_from(numeric, numeric, numeric, numeric) is 'From when on an announced proposal can be executed: (announced, its notice, the short notice, end of the last pause).';

create function streamed(amount numeric, elapsed numeric, duration numeric) returns numeric
    language sql immutable strict parallel safe
    return case when elapsed >= duration then amount
                else div(amount * greatest(elapsed, 0), duration) end;

comment on function streamed(numeric, numeric, numeric) is 'What has flown of a stream of an amount over a duration, so many seconds after its start.';
