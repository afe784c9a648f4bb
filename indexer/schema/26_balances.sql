-- What everybody holds, at the cursor and at every block before it: the transfers, added up.

create table balance_history (
    account     bytea          not null check (octet_length(account) = 20),
    height      bigint         not null,
    event_index integer        not null,
    change      numeric(78, 0) not null check (change <> 0),
    balance     numeric(78, 0) not null check (balance >= 0),
    primary key (account, height, event_index)
);

create index balance_history_event on balance_history (height, event_index);

comment on table  balance_history             is 'Every change of what an account holds. What it held at a block is the balance of its last row up to there. Transfers of nothing, and to oneself, change nothing and are left out.';
comment on column balance_history.account     is 'The holder.';
comment on column balance_history.height      is 'Block of the transfer.';
comment on column balance_history.event_index is 'Position of the transfer in its block.';
comment on column balance_history.change      is 'What it received; negative: what it gave away. In base units of the token.';
comment on column balance_history.balance     is 'What it held after that, in base units of the token.';

create table balances (
    account      bytea          primary key check (octet_length(account) = 20),
    amount       numeric(78, 0) not null check (amount >= 0),
    first_height bigint         not null,
    last_height  bigint         not null
);

create index balances_amount on balances (amount desc, account);

comment on table  balances              is 'What every account that ever held tokens holds at the cursor; who gave all away stays, with zero.';
comment on column balances.account      is 'The holder.';
comment on column balances.amount       is 'Tokens held, in base units of the token.';
comment on column balances.first_height is 'Block in which it first held tokens.';
comment on column balances.last_height  is 'Block in which what it holds last changed.';

create function balance_at(holder bytea, at_height bigint) returns numeric
    language sql stable parallel safe
    return coalesce((select balance
                       from balance_history
                      where account = holder and height <= at_height
                      order by height desc, event_index desc
                      limit 1), 0);

comment on function balance_at(bytea, bigint) is 'What an account held after a block, in base units of the token.';

create function supply_at(at_height bigint) returns numeric
    language sql stable parallel safe
    return coalesce((select supply
                       from pool_states
                      where height <= at_height
                      order by height desc, event_index desc
                      limit 1), 0);

comment on function supply_at(bigint) is 'The tokens in existence after a block, in base units of the token.';

-- One look at the index for each account that held tokens by then, however long the history.
create function holders_at(at_height bigint)
    returns table (account bytea, amount numeric, share numeric, first_height bigint,
                   first_seen timestamptz, last_height bigint, last_seen timestamptz)
    language sql stable parallel safe
begin atomic
    select b.account, h.balance, fraction(h.balance, at.supply), b.first_height, f.timestamp,
           h.height, l.timestamp
           -- Kept together: else each is looked up for each account.
      from (select at_height as height, supply_at(at_height) as supply offset 0) at
      join balances b on b.first_height <= at.height
     cross join lateral (select balance, height
                           from balance_history
                          where account = b.account and height <= at.height
                          order by height desc, event_index desc
                          limit 1) h
           -- Outer, so that who does not ask for the times does not wait for them.
      left join blocks f on f.height = b.first_height
      left join blocks l on l.height = h.height
     where h.balance > 0;
end;

comment on function holders_at(bigint) is 'Who held tokens after a block: account, amount in base units, share of the supply, and the blocks and times at which it first held tokens and at which that last changed.';

-- The same in two parts, for a block that is a recent one: who has held the same since, by the index
-- of what is held; and those whose balance has changed, of whom there are few.
create function holders_kept_at(at_height bigint)
    returns table (account bytea, amount numeric, share numeric, first_height bigint,
                   first_seen timestamptz, last_height bigint, last_seen timestamptz)
    language sql stable parallel safe
begin atomic
    select b.account, b.amount, fraction(b.amount, (select supply_at(at_height))), b.first_height,
           f.timestamp, b.last_height, l.timestamp
      from balances b
      left join blocks f on f.height = b.first_height
      left join blocks l on l.height = b.last_height
     where b.last_height <= at_height and b.amount > 0;
end;

comment on function holders_kept_at(bigint) is 'The part of holders_at that has not changed since: fast for a recent block.';

create function holders_moved_at(at_height bigint)
    returns table (account bytea, amount numeric, share numeric, first_height bigint,
                   first_seen timestamptz, last_height bigint, last_seen timestamptz)
    language sql stable parallel safe
begin atomic
    select b.account, h.balance, fraction(h.balance, (select supply_at(at_height))),
           b.first_height, f.timestamp, h.height, l.timestamp
      from (select distinct account from balance_history where height > at_height) m
      join balances b on b.account = m.account
     cross join lateral (select balance, height
                           from balance_history
                          where account = m.account and height <= at_height
                          order by height desc, event_index desc
                          limit 1) h
      left join blocks f on f.height = b.first_height
      left join blocks l on l.height = h.height
     where h.balance > 0;
end;

comment on function holders_moved_at(bigint) is 'The part of holders_at that has changed since: fast for a recent block.';

create view holders as
    select h.account, h.amount,
           fraction(h.amount, (select supply from pool_states
                                order by height desc, event_index desc limit 1)) as share,
           h.first_height, f.timestamp as first_seen, h.last_height, l.timestamp as last_seen
      from balances h
      join blocks f on f.height = h.first_height
      join blocks l on l.height = h.last_height
     where h.amount > 0;

comment on view   holders              is 'Who holds tokens at the cursor. The first to hold the most: order by amount desc, account.';
comment on column holders.account      is 'The holder.';
comment on column holders.amount       is 'Tokens held, in base units of the token.';
comment on column holders.share        is 'Share of the supply, 1 for all of it, cut off after 18 decimals.';
comment on column holders.first_height is 'Block in which it first held tokens.';
comment on column holders.first_seen   is 'Time of that block.';
comment on column holders.last_height  is 'Block in which what it holds last changed.';
comment on column holders.last_seen    is 'Time of that block.';
