-- A million events in 100,000 blocks, nearly a year of them, of 100,000 accounts. Written straight into
-- the tables: what counts here is how many rows there are, not what they say.

create function pg_temp.account(n bigint) returns bytea language sql immutable
    return substr(sha256(int8send(n)), 1, 20);

-- Mostly the same few accounts, and all of them now and then.
create function pg_temp.who(n bigint) returns bytea language sql immutable
    return substr(sha256(int8send(case n % 4 when 0 then n / 4 * 7919 % 100000
                                             when 1 then n * 31 % 400 else n * 17 % 40 end)), 1, 20);

-- No row is wrong here, and a million of them are looked at one by one otherwise.
set session_replication_role = replica;

create table pg_temp.acts as
    select n, 7 + n / 10 as height, (n % 10)::int as event_index, (n % 50)::int as kind
      from generate_series(0, 999999) n;

insert into deployment (genesis_hash, commons, conviction, block_height, block_hash, name, symbol,
        decimals, native_symbol, currency, currency_kind, currency_decimals, reserve_ratio_ppm,
        entry_tribute_ppm, exit_tribute_ppm, initial_supply, initial_reserve, spending_limit_ppm,
        grant_window, guardian_until, conviction_half_life, weight_ppm, min_stake_ppm,
        proposal_deposit, max_lifetime, notice, long_notice, rule_share_ppm, exit_share_ppm)
    select sha256('g'), pg_temp.account(-1), pg_temp.account(-2), 7, sha256('b'), 'Weir', 'W', 18,
           'DOT', 'DOT', 'native', 18, 200000, 50000, 100000, 1000, 1000, 200000, 86400, 0, 259200,
           2000, 50000, 1, 7776000, 86400, 604800, 250000, 400000;
insert into rule_bounds
    select rule, 'rule ' || rule, unit, value, 0, value * 2, 1
      from (values (1::smallint, 'ppm', 50000), (2, 'ppm', 100000), (3, 'ppm', 200000),
                   (4, 'seconds', 86400), (5, 'seconds', 86400), (6, 'ppm', 2000),
                   (7, 'ppm', 50000), (8, 'native', 1), (9, 'seconds', 259200))
           as r (rule, unit, value);
insert into blocks
    select h, sha256(int8send(h)), sha256(int8send(h - 1)),
           timestamptz '2026-01-01 00:00:00+00' + h * interval '300 s', 1
      from generate_series(7, 100006) h;
insert into cursor (height, hash) select height, hash from blocks where height = 100006;
insert into events
    select height, event_index, 1, pg_temp.account(-1), sha256(int4send(kind)), null, null, null,
           int8send(n)
      from pg_temp.acts;

insert into openings select 7, 0, pg_temp.account(0);
insert into transfers
    select height, event_index, pg_temp.who(n), pg_temp.who(n + 1),
           case when n % 1000 = 1 then 0 else 1e18 end,
           pg_temp.who(case when n % 100 = 1 then n + 2 else n end)
      from pg_temp.acts
     where kind between 0 and 19;
insert into mints
    select height, event_index, pg_temp.who(n), 100e18, 5e18, 3e18 from pg_temp.acts
     where kind between 20 and 29;
insert into redemptions
    select height, event_index, pg_temp.who(n), 2e18, 1e18, 40e18 from pg_temp.acts
     where kind between 30 and 34;
insert into burns
    select height, event_index, pg_temp.who(n), n % 300, sha256('c'), 1e17 from pg_temp.acts
     where kind between 35 and 39;
insert into donations
    select height, event_index, pg_temp.who(n), 7e18 from pg_temp.acts where kind = 40;
insert into approvals
    select height, event_index, pg_temp.who(n), pg_temp.who(n + 3), 1e20 from pg_temp.acts
     where kind = 41;
insert into stakes
    select height, event_index, 1 + n / 50 * 13 % 4000, pg_temp.who(n / 50), n % 7 * 1e17,
           n % 1000 = 42, 5e19, 9e24, 5e18, 9e23, 9e20, n % 500 = 43, pg_temp.who(n / 50)
      from pg_temp.acts where kind between 42 and 44;
insert into proposals
    select height, event_index, n / 250, pg_temp.who(n), 1, pg_temp.who(n + 5), 1e19, 86400, false,
           1e10, 1e18, 'Proposal ' || n / 250, ''
      from pg_temp.acts where kind = 45 and n / 50 % 5 = 0 and n >= 250;
insert into executions
    select height, event_index, n / 250, n / 500, 2e24, 1e23, 1e24, 9e20 from pg_temp.acts
     where kind = 46 and n / 50 % 10 = 0 and n >= 500;
insert into announcements
    select height, event_index, n / 250, 1767225600 + height * 300, 1767225600 + height * 300 + 604800
      from pg_temp.acts where kind = 46 and n / 50 % 10 = 3 and n >= 500;
insert into resets
    select height, event_index, n / 250 from pg_temp.acts
     where kind = 46 and n / 50 % 10 = 6 and n >= 500;
insert into credits
    select height, event_index, pg_temp.who(n), 1e18 from pg_temp.acts
     where kind = 46 and n / 50 % 10 = 9;
insert into lapses
    select height, event_index, n / 500, 1e16 from pg_temp.acts
     where kind = 47 and n / 50 % 100 = 5 and n >= 500;
insert into unlocks
    select height, event_index, pg_temp.who(n), 1e18, 1767225600 + height * 300 + 2592000, 'unlock'
      from pg_temp.acts where kind = 47 and n / 50 % 10 = 7;
insert into rule_changes
    select height, event_index, 1 + n / 5000 % 3, 50000 + n / 5000 from pg_temp.acts
     where kind = 47 and n / 50 % 100 = 8;
insert into grants
    select height, event_index, n / 500, pg_temp.who(n), n / 250, 1e19, 1767225600 + height * 300,
           8640000, n % 3 = 0
      from pg_temp.acts where kind = 47 and n / 50 % 10 = 0 and n >= 500;
insert into withdrawals
    select height, event_index, 1 + n / 50 * 7919 % (n / 500), pg_temp.who(n), pg_temp.who(n + 9), 1e16, 1e16
      from pg_temp.acts where kind = 48 and n >= 500;
insert into services
    select height, event_index, n / 250, pg_temp.who(n), 'Service ' || n / 250, ''
      from pg_temp.acts where kind = 49 and n / 50 % 5 = 0 and n between 250 and 75000;
insert into pool_states
    select height, event_index, 1e24 + n * 1e15, 1e23 + n * 1e17, 5e22 + n * 1e16 from pg_temp.acts
     where kind between 20 and 40 or kind in (47, 48);

insert into balance_history
    select pg_temp.who(n), height, event_index, 1e18, 1e18 * (1 + n % 1000) from pg_temp.acts
     where kind < 40
    union all
    select pg_temp.account(n % 100000), height, event_index, 1e18, 5e18 + n from pg_temp.acts
     where kind < 20 and n % 2 = 1
     order by 1, 2, 3
        on conflict do nothing;
insert into balances
    select distinct on (account) account, balance, min(height) over (partition by account), height
      from balance_history order by account, height desc, event_index desc;
insert into candles_by_step
    select step, s, 10, 20, 5, 15, 4, 1e20, 1e19
      from unnest(array[300, 900, 3600, 14400, 86400, 604800]) step
     cross join lateral (select distinct step_start(step, timestamp) as s from blocks) b;
insert into candles_by_step
    select 60, step_start(60, timestamp), 10, 20, 5, 15, 4, 1e20, 1e19 from blocks;
insert into flows_by_day
    select distinct day_of(timestamp), 5, 6, 0, 1e20, 1e19, 0, 1e20 + extract(day from timestamp) * 1e18
      from blocks;
insert into funding_by_day
    select day_of(timestamp), cause, count(*), sum(amount) from funding group by 1, 2;
insert into service_burns select service, count(*), sum(amount), min(height), max(height)
      from burns group by 1;
insert into service_burns_by_day select service, day_of(timestamp), count(*), sum(amount)
      from burns join blocks using (height) group by 1, 2;
insert into decays values (7, 0, 259200, 340281456951000000000000000000000000000);
insert into vote_states
    select height, event_index, proposal, 'active', staked, conviction, 5e18, 9e23, second, null,
           9e20, 8e20, 1e24, 9e23, 5e22, 5e22, second
      from (select height, event_index, proposal, staked, conviction from stakes
            union all
            select height, event_index, proposal, 0, 0 from proposals) x
     cross join lateral (select 1767225600 + height * 300 as second) s;
insert into support
    select distinct on (h.proposal) h.proposal, case when x.proposal is null then 'active' else 'passed' end,
           h.staked, 12, h.conviction, h.opposed, 3, h.opposition, h.updated, h.announced,
           case when x.proposal is not null then 2e24 end, case when x.proposal is not null then 100000 end
      from support_history h left join executions x using (proposal)
     order by h.proposal, h.height desc, h.event_index desc;
insert into stakes_now
    select proposal, account, 1e18, bool_or(against), max(height), 1
      from stakes group by proposal, account;
analyze;
