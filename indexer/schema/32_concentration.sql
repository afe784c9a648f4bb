-- How evenly the token is held. All of it follows from sums over the holders in the order of what
-- they hold, the largest first.

create function concentration_at(at_height bigint)
    returns table (holders bigint, supply numeric, gini numeric, herfindahl numeric, top_1 numeric,
                   top_10 numeric, top_100 numeric)
    language sql stable parallel safe
begin atomic
    with ranked as (
        select amount, row_number() over (order by amount desc, account) as place
          from holders_at(at_height)),
    sums as (
        select count(*) as n, sum(amount) as total, sum(place * amount) as weighted,
               sum(amount * amount) as squares, sum(amount) filter (where place <= 1) as first,
               sum(amount) filter (where place <= 10) as ten,
               sum(amount) filter (where place <= 100) as hundred
          from ranked)
    select n, coalesce(total, 0), fraction((n + 1) * total - 2 * weighted, n * total),
           fraction(squares, total * total), fraction(first, total), fraction(ten, total),
           fraction(hundred, total)
      from sums;
end;

comment on function concentration_at(bigint) is 'How evenly the token was held after a block, as concentration says it of the cursor. Reads all holders of that time.';

create view concentration as
    with ranked as (
        select amount, row_number() over (order by amount desc, account) as place
          from balances
         where amount > 0),
    sums as (
        select count(*) as n, sum(amount) as total, sum(place * amount) as weighted,
               sum(amount * amount) as squares, sum(amount) filter (where place <= 1) as first,
               sum(amount) filter (where place <= 10) as ten,
               sum(amount) filter (where place <= 100) as hundred
          from ranked)
    select n as holders, coalesce(total, 0) as supply,
           fraction((n + 1) * total - 2 * weighted, n * total) as gini,
           fraction(squares, total * total) as herfindahl, fraction(first, total) as top_1,
           fraction(ten, total) as top_10, fraction(hundred, total) as top_100
      from sums;

comment on view   concentration            is 'How evenly the token is held at the cursor; concentration_at(height) says it of any block. Shares are cut off after 18 decimals, and null while nobody holds any.';
comment on column concentration.holders    is 'Accounts that hold tokens.';
comment on column concentration.supply     is 'What they hold together, in base units of the token.';
comment on column concentration.gini       is 'Gini coefficient: 0 if all hold the same, next to 1 if one holds all; null while nobody holds any.';
comment on column concentration.herfindahl is 'Herfindahl index, the sum of the squares of all shares: 1 if one holds all, 1/n if n hold the same; null while nobody holds any.';
comment on column concentration.top_1      is 'Share of the largest holder; null while nobody holds any.';
comment on column concentration.top_10     is 'Share of the ten largest holders; null while nobody holds any.';
comment on column concentration.top_100    is 'Share of the hundred largest holders; null while nobody holds any.';
