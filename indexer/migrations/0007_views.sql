-- The views of 0003 for currencies of any decimals, and views of what 0005 and 0006 added.

-- Multiplied by a power of ten written down, not computed: exact for all decimals.
create function in_currency(amount numeric) returns numeric
    language sql stable parallel safe
    return trim_scale(amount * (select ('1e-' || currency_decimals)::numeric from deployment));

comment on function in_currency(numeric) is 'An amount of base units of the deployment''s currency as a decimal number, exactly.';
comment on function whole(numeric)       is 'An amount of base units of the token or of the chain''s money (18 decimals) as a decimal number, exactly.';

create function moment(seconds numeric) returns timestamptz
    language sql immutable strict parallel safe
    return case when seconds <= 253402300799 then to_timestamp(seconds::double precision) end;

comment on function moment(numeric) is 'Seconds since the Unix epoch as a time; null after the year 9999, which stands for never.';

create or replace function spot_price(supply numeric, reserve numeric, reserve_ratio_ppm integer) returns numeric
    language sql immutable strict parallel safe
    return case when supply > 0 and reserve > 0 then
        div(reserve * 1000000000000000000000000, supply * reserve_ratio_ppm)
    end;

comment on function spot_price(numeric, numeric, integer) is
    'Price of one whole token in base units of the currency, rounded down; null without supply, and without reserve as during a hatch.';

create function phase() returns text
    language sql stable parallel safe
    return case
        when exists (select from openings) then 'open'
        when exists (select from hatch_failures) then 'refunding'
        when exists (select from deployment d join cursor c on c.height >= d.block_height
                      where d.hatch_minimum is not null) then 'hatch'
    end;

comment on function phase() is 'Where the Commons is: hatch, open or refunding; null before it is deployed.';

create function raised() returns numeric
    language sql stable parallel safe
    return coalesce((select last.raised
                       from (select height, event_index, raised from contributions
                             union all
                             select height, event_index, raised from refunds) last
                      order by height desc, event_index desc
                      limit 1), 0);

comment on function raised() is 'What the hatch has raised and not paid back, in base units of the currency.';

-- Each branch reads one table without a condition, so that the newest acts of all are found by the
-- tables' keys: a branch with a condition is read and sorted as a whole.
drop view activity;
create view activity as
    select height, event_index, kind, account, counterparty, tokens, value, tribute, service, content,
           proposal, grant_id, deposit, until
      from (
    select height, event_index, 'open' as kind, account, null::bytea as counterparty,
           null::numeric as tokens, null::numeric as value, null::numeric as tribute,
           null::bigint as service, null::bytea as content, null::bigint as proposal,
           null::bigint as grant_id, null::numeric as deposit, null::numeric as until,
           false as accompanies
      from openings
    union all
    select height, event_index, 'mint', account, null, minted, deposit, tribute, null, null, null,
           null, null, null, false
      from mints
    union all
    select height, event_index, 'redeem', account, null, amount, returned, tribute, null, null,
           null, null, null, null, false
      from redemptions
    union all
    select height, event_index, 'burn', account, null, amount, null, null, service, content, null,
           null, null, null, false
      from burns
    union all
    select height, event_index, 'donate', account, null, null, amount, null, null, null, null,
           null, null, null, false
      from donations
    union all
    select height, event_index, 'transfer', from_account, to_account, amount, null, null, null,
           null, null, null, null, null,
           from_account = '\x0000000000000000000000000000000000000000'
           or to_account = '\x0000000000000000000000000000000000000000'
      from transfers
    union all
    select height, event_index, 'approval', owner, spender, amount, null, null, null, null, null,
           null, null, null, false
      from approvals
    union all
    select height, event_index, 'contribute', account, null, tokens, amount, null, null, null,
           null, null, null, null, false
      from contributions
    union all
    select height, event_index, 'hatch_failed', null, null, null, raised, null, null, null, null,
           null, null, null, false
      from hatch_failures
    union all
    select height, event_index, 'refund', account, null, tokens, amount, null, null, null, null,
           null, null, null, false
      from refunds
    union all
    select height, event_index, case when allowed then 'allow' else 'disallow' end, null, account,
           null, null, null, null, null, null, null, null, null, false
      from allowlist
    union all
    select height, event_index, 'grant', null, beneficiary, null, amount, null, null, null,
           proposal, grant_id, null, null, false
      from grants
    union all
    select height, event_index, 'withdraw', beneficiary, receiver, nullif(tokens, 0), amount, null,
           null, null, null, grant_id, null, null, false
      from withdrawals
    union all
    select height, event_index, 'revoke', null,
           (select beneficiary from grants g where g.grant_id = r.grant_id), null, returned, null,
           null, null, proposal, grant_id, null, null, false
      from revocations r
    union all
    select height, event_index, 'register', owner, null, null, null, null, service, null, null,
           null, null, null, false
      from services
    union all
    select height, event_index, 'name_governor', null, governor, null, null, null, null, null,
           null, null, null, null, false
      from governors
    union all
    select height, event_index, 'offer_ownership', from_account,
           nullif(to_account, '\x0000000000000000000000000000000000000000'), null, null, null, null,
           null, null, null, null, null, false
      from ownership_offers
    union all
    select height, event_index, 'transfer_ownership',
           nullif(from_account, '\x0000000000000000000000000000000000000000'),
           nullif(to_account, '\x0000000000000000000000000000000000000000'), null, null, null, null,
           null, null, null, null, null, false
      from ownership_changes
    union all
    select height, event_index, 'name_guardian', null,
           nullif(guardian, '\x0000000000000000000000000000000000000000'), null, null, null, null,
           null, null, null, null, until, false
      from guardians
    union all
    select height, event_index, case when until = 0 then 'unpause' else 'pause' end, guardian,
           null, null, null, null, null, null, null, null, null, nullif(until, 0), false
      from pauses
    union all
    select height, event_index, 'propose', author,
           nullif(beneficiary, '\x0000000000000000000000000000000000000000'), null,
           case when kind = 1 then amount end, null, null, null, proposal,
           case when kind = 2 and amount <= 4294967295 then amount::bigint end, deposit, expiry,
           false
      from proposals
    union all
    select height, event_index, 'stake', account, null, stake, null, null, null, null, proposal,
           null, null, null, false
      from stakes
    union all
    select height, event_index, 'execute', null,
           (select author from proposals p where p.proposal = x.proposal), null, null, null, null,
           null, proposal, grant_id, null, null, false
      from executions x
    union all
    select height, event_index, 'cancel',
           (select author from proposals p where p.proposal = x.proposal), null, null, null, null,
           null, null, proposal, null, null, null, false
      from cancellations x
    union all
    select height, event_index, 'expire', null,
           (select author from proposals p where p.proposal = x.proposal), null, null, null, null,
           null, proposal, null, null, null, false
      from expiries x
    union all
    select height, event_index, 'reclaim', null, author, null, null, null, null, null, proposal,
           null, amount, null, false
      from reclaims
           ) acts
     where not accompanies;

comment on view   activity              is 'All acts in one list, in base units; serves the HTTP API. Transfers from and to the zero address are left out: each accompanies an act that is in the list itself.';
comment on column activity.height       is 'Block of the event.';
comment on column activity.event_index  is 'Position of the event in its block.';
comment on column activity.kind         is 'What was done: open, mint, contribute, propose and so on.';
comment on column activity.account      is 'Who acted; null where the event does not say.';
comment on column activity.counterparty is 'Whom it concerned: receiver, spender, beneficiary, author, whoever got or lost a role.';
comment on column activity.tokens       is 'Tokens created, destroyed, moved, approved or staked, in base units.';
comment on column activity.value        is 'Money paid in, paid out, granted or requested, in base units of the currency.';
comment on column activity.tribute      is 'What went to the funding pool by a mint or redemption.';
comment on column activity.service      is 'Service registered, or paid for by a burn.';
comment on column activity.content      is 'Hash of what a burn paid for.';
comment on column activity.proposal     is 'Proposal that it was about.';
comment on column activity.grant_id     is 'Grant that it was about.';
comment on column activity.deposit      is 'Deposit paid in or back, in base units of the chain''s money.';
comment on column activity.until        is 'When the pause, the guardian''s role or the proposal ends, in seconds since the Unix epoch.';

create or replace view v_pool_states as
    select p.height, p.event_index, b.timestamp, whole(p.supply) as supply,
           in_currency(p.reserve) as reserve, in_currency(p.funding_pool) as funding_pool,
           in_currency(spot_price(p.supply, p.reserve, d.reserve_ratio_ppm)) as spot_price
      from pool_states p
      join blocks b using (height)
      cross join deployment d;

create or replace view v_mints as
    select m.height, m.event_index, b.timestamp, hex(m.account) as account,
           in_currency(m.deposit) as deposit, in_currency(m.tribute) as tribute,
           whole(m.minted) as minted, p.supply, p.reserve, p.funding_pool, p.spot_price
      from mints m
      join blocks b using (height)
      join v_pool_states p using (height, event_index);

create or replace view v_redemptions as
    select r.height, r.event_index, b.timestamp, hex(r.account) as account,
           whole(r.amount) as amount, in_currency(r.tribute) as tribute,
           in_currency(r.returned) as returned, p.supply, p.reserve, p.funding_pool, p.spot_price
      from redemptions r
      join blocks b using (height)
      join v_pool_states p using (height, event_index);

create or replace view v_donations as
    select n.height, n.event_index, b.timestamp, hex(n.account) as account,
           in_currency(n.amount) as amount, p.funding_pool
      from donations n
      join blocks b using (height)
      join v_pool_states p using (height, event_index);

create view v_hatch as
    select phase() as phase, in_currency(raised()) as raised, in_currency(hatch_minimum) as minimum,
           in_currency(hatch_maximum) as maximum, moment(hatch_deadline) as deadline,
           in_currency(hatch_price) as price,
           (select count(distinct account) from contributions) as contributors,
           (select min(b.timestamp) from openings join blocks b using (height)) as opened,
           hatch_cliff as cliff, hatch_half_life as half_life
      from deployment
     where hatch_minimum is not null;
comment on view v_hatch is 'The hatch: how much is raised of how much, until when, and at which price. No row without a hatch.';

create view v_contributions as
    select c.height, c.event_index, b.timestamp, hex(c.account) as account,
           in_currency(c.amount) as amount, whole(c.tokens) as tokens,
           in_currency(c.raised) as raised
      from contributions c
      join blocks b using (height);
comment on view v_contributions is 'Contributions to the hatch, with what was raised after each.';

create view v_refunds as
    select r.height, r.event_index, b.timestamp, hex(r.account) as account,
           in_currency(r.amount) as amount, whole(r.tokens) as tokens,
           in_currency(r.raised) as raised
      from refunds r
      join blocks b using (height);
comment on view v_refunds is 'Contributions paid back after a failed hatch, with what is left after each.';

create view v_allowlist as
    select distinct on (a.account) hex(a.account) as account, a.allowed, b.timestamp as since
      from allowlist a
      join blocks b using (height)
     order by a.account, a.height desc, a.event_index desc;
comment on view v_allowlist is 'Who may contribute to the hatch and who no longer, of the accounts ever listed.';

create view v_grants as
    with now as (
        select floor(extract(epoch from b.timestamp)) as seconds
          from cursor c
          join blocks b using (height)),
    state as (
        select g.*, r.returned, now.seconds - g.start as elapsed,
               g.amount - coalesce(r.returned, 0) as kept,
               coalesce(w.amount, 0) as withdrawn, coalesce(w.tokens, 0) as tokens
          from grants g
          cross join now
          left join (select grant_id, sum(returned) as returned
                       from revocations group by grant_id) r using (grant_id)
          left join (select grant_id, sum(amount) as amount, sum(tokens) as tokens
                       from withdrawals group by grant_id) w using (grant_id))
    select s.grant_id, b.timestamp as granted, hex(s.beneficiary) as beneficiary, s.proposal,
           p.title, in_currency(s.amount) as amount, s.duration, s.as_tokens,
           in_currency(s.withdrawn) as withdrawn, whole(s.tokens) as tokens_withdrawn,
           -- Of a revoked grant all that is left is due.
           in_currency(case when s.returned is not null or s.duration = 0 or s.elapsed >= s.duration
                            then s.kept
                            else div(s.amount * greatest(s.elapsed, 0), s.duration)
                            end - s.withdrawn) as due,
           s.returned is not null as revoked, in_currency(s.returned) as returned,
           s.height, s.event_index
      from state s
      join blocks b using (height)
      left join proposals p using (proposal);
comment on view v_grants is 'Grants: what was withdrawn of each, what could be withdrawn at the cursor, and what returned to the funding pool.';

create view v_withdrawals as
    select w.height, w.event_index, b.timestamp, w.grant_id, hex(w.beneficiary) as beneficiary,
           hex(w.receiver) as receiver, in_currency(w.amount) as amount, whole(w.tokens) as tokens,
           p.supply, p.reserve, p.funding_pool, p.spot_price
      from withdrawals w
      join blocks b using (height)
      join v_pool_states p using (height, event_index);
comment on view v_withdrawals is 'Withdrawals of grants, with the pools and the price after each.';

create view v_services as
    select s.service, hex(s.owner) as owner, s.name, s.link, b.timestamp as registered,
           count(u.height) as burns, whole(coalesce(sum(u.amount), 0)) as burnt, s.height,
           s.event_index
      from services s
      join blocks b using (height)
      left join burns u using (service)
     group by s.height, s.event_index, b.timestamp;
comment on view v_services is 'Services, with how often and how much was burnt for each.';

create view v_stakes as
    select s.proposal, p.title, hex(s.account) as account, whole(s.stake) as stake,
           b.timestamp as since, s.height, s.event_index
      from (select distinct on (proposal, account) *
              from stakes
             order by proposal, account, height desc, event_index desc) s
      join blocks b using (height)
      left join proposals p using (proposal)
     where s.stake > 0;
comment on view v_stakes is 'What each account stakes on each proposal at the cursor.';

create view v_proposals as
    select p.proposal, b.timestamp as proposed, hex(p.author) as author,
           case p.kind when 0 then 'signal' when 1 then 'grant' when 2 then 'revocation' end as kind,
           case when x.proposal is not null then 'passed'
                when c.proposal is not null then 'cancelled'
                when e.proposal is not null then 'expired'
                else 'active' end as status,
           p.title, p.link,
           case when p.kind = 1 then hex(p.beneficiary) end as beneficiary,
           case when p.kind = 1 then in_currency(p.amount) end as requested,
           case when p.kind = 1 then p.duration end as duration,
           case when p.kind = 1 then p.as_tokens end as as_tokens,
           case when p.kind = 2 then p.amount else x.grant_id end as grant_id,
           moment(p.expiry) as expiry, whole(p.deposit) as deposit,
           r.proposal is not null as deposit_returned,
           whole(coalesce(s.staked, 0)) as staked,
           (select count(*) from v_stakes v where v.proposal = p.proposal) as stakers,
           coalesce(s.conviction, 0) as conviction, s.timestamp as conviction_at,
           p.height, p.event_index
      from proposals p
      join blocks b using (height)
      left join executions x using (proposal)
      left join cancellations c using (proposal)
      left join expiries e using (proposal)
      left join reclaims r using (proposal)
      left join lateral (
           select t.staked, t.conviction, at.timestamp
             from stakes t
             join blocks at using (height)
            where t.proposal = p.proposal
            order by t.height desc, t.event_index desc
            limit 1) s on true;
comment on view v_proposals is 'Proposals: what each asks for, what became of it, its present stake, and its conviction when that last changed (it has moved since).';

create view v_roles as
    select c.height, c.event_index, b.timestamp, c.change, hex(c.from_account) as from_account,
           hex(c.to_account) as to_account, moment(c.until) as until
      from (select height, event_index, 'governor' as change, null::bytea as from_account,
                   governor as to_account, null::numeric as until
              from governors
            union all
            select height, event_index, 'ownership offered', from_account, to_account, null
              from ownership_offers
            union all
            select height, event_index, 'ownership', from_account, to_account, null
              from ownership_changes
            union all
            select height, event_index, 'guardian', null, guardian, until
              from guardians
            union all
            select height, event_index, case when until = 0 then 'unpaused' else 'paused' end,
                   guardian, null, nullif(until, 0)
              from pauses) c
      join blocks b using (height);
comment on view v_roles is 'Every change of owner, governor and guardian, and every pause.';
