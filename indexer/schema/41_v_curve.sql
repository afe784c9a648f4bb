-- For people who read: token and curve in decimal amounts, with 0x addresses and times.

create view v_pool_states as
    select p.height, p.event_index, b.timestamp, whole(p.supply) as supply,
           in_currency(p.reserve) as reserve, in_currency(p.funding_pool) as funding_pool,
           in_currency(spot_price(p.supply, p.reserve, d.reserve_ratio_ppm)) as spot_price
      from pool_states p
      join blocks b using (height)
     cross join (table deployment limit 1) d;
comment on view v_pool_states is 'The history of supply, reserve, funding pool and spot price.';

create view v_mints as
    select m.height, m.event_index, b.timestamp, hex(m.account) as account,
           in_currency(m.deposit) as deposit, in_currency(m.tribute) as tribute,
           whole(m.minted) as minted, p.supply, p.reserve, p.funding_pool, p.spot_price
      from mints m
      join blocks b using (height)
      join v_pool_states p using (height, event_index);
comment on view v_mints is 'Deposits, with the pools and the price after each.';

create view v_redemptions as
    select r.height, r.event_index, b.timestamp, hex(r.account) as account,
           whole(r.amount) as amount, in_currency(r.tribute) as tribute,
           in_currency(r.returned) as returned, p.supply, p.reserve, p.funding_pool, p.spot_price
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
           in_currency(n.amount) as amount, p.funding_pool
      from donations n
      join blocks b using (height)
      join v_pool_states p using (height, event_index);
comment on view v_donations is 'Donations, with the funding pool after each.';

create view v_credits as
    select c.height, c.event_index, b.timestamp, hex(c.account) as account,
           in_currency(c.amount) as amount, p.reserve, p.funding_pool
      from credits c
      join blocks b using (height)
      join v_pool_states p using (height, event_index);
comment on view v_credits is 'Money that had arrived without a message, with the pools after it was counted.';

create view v_transfers as
    select t.height, t.event_index, b.timestamp, hex(t.from_account) as from_account,
           hex(t.to_account) as to_account, whole(t.amount) as amount, hex(t.signer) as signer
      from transfers t
      join blocks b using (height);
comment on view v_transfers is 'Transfers, creation and destruction included (the zero address).';

create view v_approvals as
    select a.height, a.event_index, b.timestamp, hex(a.owner) as owner, hex(a.spender) as spender,
           whole(a.amount)::any_number as amount
      from approvals a
      join blocks b using (height);
comment on view v_approvals is 'Allowances given.';
