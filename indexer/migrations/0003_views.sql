-- For people who query: the same rows with decimal amounts, 0x addresses and times.
-- The views whose name begins with v_ are for reading; `activity` serves the HTTP API.

create function hex(bytes bytea) returns text
    language sql immutable strict parallel safe
    return '0x' || encode(bytes, 'hex');

comment on function hex(bytea) is 'Bytes as 0x and lower-case hexadecimal digits.';

-- Multiplied, not divided: a product of numerics is exact, a quotient is cut off.
create function whole(amount numeric) returns numeric
    language sql immutable strict parallel safe
    return trim_scale(amount * 0.000000000000000001);

comment on function whole(numeric) is 'An amount of base units (18 decimals) as a decimal number, exactly.';

-- The formula of the contract, rounded down as there: reserve / (supply * ratio).
create function spot_price(supply numeric, reserve numeric, reserve_ratio_ppm integer) returns numeric
    language sql immutable strict parallel safe
    return case when supply > 0 then
        div(reserve * 1000000000000000000000000, supply * reserve_ratio_ppm)
    end;

comment on function spot_price(numeric, numeric, integer) is
    'Price of one whole token in base units of the currency, rounded down; null without supply.';

-- Everything that happened, as one list. Transfers from and to the zero address are left out:
-- each accompanies an opening, mint, redemption or burn that is in the list itself.
create view activity as
    select height, event_index, 'open' as kind, account, null::bytea as counterparty,
           null::numeric as tokens, null::numeric as value, null::numeric as tribute,
           null::bigint as service, null::bytea as content
      from openings
    union all
    select height, event_index, 'mint', account, null, minted, deposit, tribute, null, null
      from mints
    union all
    select height, event_index, 'redeem', account, null, amount, returned, tribute, null, null
      from redemptions
    union all
    select height, event_index, 'burn', account, null, amount, null, null, service, content
      from burns
    union all
    select height, event_index, 'donate', account, null, null, amount, null, null, null
      from donations
    union all
    select height, event_index, 'transfer', from_account, to_account, amount, null, null, null, null
      from transfers
     where from_account <> '\x0000000000000000000000000000000000000000'
       and to_account <> '\x0000000000000000000000000000000000000000'
    union all
    select height, event_index, 'approval', owner, spender, amount, null, null, null, null
      from approvals;

comment on view   activity              is 'All acts in one list, in base units; serves the HTTP API.';
comment on column activity.height       is 'Block of the event.';
comment on column activity.event_index  is 'Position of the event in its block.';
comment on column activity.kind         is 'open, mint, redeem, burn, donate, transfer or approval.';
comment on column activity.account      is 'Who acted: depositor, redeemer, burner, donor, sender, owner.';
comment on column activity.counterparty is 'The receiver of a transfer, the spender of an approval.';
comment on column activity.tokens       is 'Tokens created, destroyed, moved or approved, in base units.';
comment on column activity.value        is 'Money paid in (mint, donate) or out (redeem), in base units of the currency.';
comment on column activity.tribute      is 'What went to the funding pool by a mint or redemption.';
comment on column activity.service      is 'Service a burn paid for.';
comment on column activity.content      is 'Hash of what a burn paid for.';

create view v_blocks as
    select height, hex(hash) as hash, hex(parent_hash) as parent_hash, timestamp, spec_version
      from blocks;
comment on view v_blocks is 'Blocks with readable hashes.';

create view v_events as
    select e.height, e.event_index, b.timestamp, e.extrinsic_index, hex(e.contract) as contract,
           hex(e.topic0) as topic0, hex(e.topic1) as topic1, hex(e.topic2) as topic2,
           hex(e.topic3) as topic3, hex(e.data) as data, d.reason as dead_letter
      from events e
      join blocks b using (height)
      left join dead_letters d using (height, event_index);
comment on view v_events is 'Raw events with readable bytes, and why one was not decoded.';

create view v_pool_states as
    select p.height, p.event_index, b.timestamp, whole(p.supply) as supply,
           whole(p.reserve) as reserve, whole(p.funding_pool) as funding_pool,
           whole(spot_price(p.supply, p.reserve, d.reserve_ratio_ppm)) as spot_price
      from pool_states p
      join blocks b using (height)
      cross join deployment d;
comment on view v_pool_states is 'The history of supply, reserve, funding pool and spot price.';

create view v_mints as
    select m.height, m.event_index, b.timestamp, hex(m.account) as account,
           whole(m.deposit) as deposit, whole(m.tribute) as tribute, whole(m.minted) as minted,
           p.supply, p.reserve, p.funding_pool, p.spot_price
      from mints m
      join blocks b using (height)
      join v_pool_states p using (height, event_index);
comment on view v_mints is 'Deposits, with the pools and the price after each.';

create view v_redemptions as
    select r.height, r.event_index, b.timestamp, hex(r.account) as account,
           whole(r.amount) as amount, whole(r.tribute) as tribute, whole(r.returned) as returned,
           p.supply, p.reserve, p.funding_pool, p.spot_price
      from redemptions r
      join blocks b using (height)
      join v_pool_states p using (height, event_index);
comment on view v_redemptions is 'Redemptions, with the pools and the price after each.';

create view v_burns as
    select u.height, u.event_index, b.timestamp, hex(u.account) as account, u.service,
           hex(u.content) as content, whole(u.amount) as amount,
           p.supply, p.reserve, p.funding_pool, p.spot_price
      from burns u
      join blocks b using (height)
      join v_pool_states p using (height, event_index);
comment on view v_burns is 'Burns for services, with the pools and the price after each.';

create view v_donations as
    select n.height, n.event_index, b.timestamp, hex(n.account) as account,
           whole(n.amount) as amount, p.funding_pool
      from donations n
      join blocks b using (height)
      join v_pool_states p using (height, event_index);
comment on view v_donations is 'Donations, with the funding pool after each.';

create view v_transfers as
    select t.height, t.event_index, b.timestamp, hex(t.from_account) as from_account,
           hex(t.to_account) as to_account, whole(t.amount) as amount
      from transfers t
      join blocks b using (height);
comment on view v_transfers is 'Transfers, creation and destruction included (the zero address).';

create view v_approvals as
    select a.height, a.event_index, b.timestamp, hex(a.owner) as owner, hex(a.spender) as spender,
           whole(a.amount) as amount
      from approvals a
      join blocks b using (height);
comment on view v_approvals is 'Allowances given.';

create view v_holders as
    select hex(account) as account, whole(amount) as amount,
           whole(amount) / nullif(sum(whole(amount)) over (), 0) as share, height
      from balances
     where amount > 0;
comment on view v_holders is 'Accounts that hold tokens, with their share of the supply (rounded).';
