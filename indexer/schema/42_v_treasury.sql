-- For people who read: hatch, grants, services and roles.

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
comment on column v_hatch.phase        is 'Where the Commons is: hatch, open, refunding, closing or closed; null before it is deployed.';
comment on column v_hatch.raised       is 'What is raised and not paid back, in the currency.';
comment on column v_hatch.minimum      is 'What it must raise to open the curve, in the currency.';
comment on column v_hatch.maximum      is 'What it can raise at most, in the currency.';
comment on column v_hatch.deadline     is 'The last second in which it takes contributions.';
comment on column v_hatch.price        is 'Price of one whole token, in the currency.';
comment on column v_hatch.contributors is 'Accounts that ever contributed.';
comment on column v_hatch.opened       is 'When the curve opened; null as long as it has not.';
comment on column v_hatch.cliff        is 'Seconds after the opening until which all tokens of the hatch are locked.';
comment on column v_hatch.half_life    is 'Seconds after the cliff in which half of what is locked becomes free, again and again.';

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
comment on column v_allowlist.since is 'Time of the last change.';

create view v_grants as
    select g.grant_id, g.height, g.event_index, b.timestamp, hex(g.beneficiary) as beneficiary,
           g.proposal, p.title, in_currency(g.amount) as amount, moment(g.start) as start,
           g.duration, g.as_tokens
      from grants g
      join blocks b using (height)
      left join proposals p using (proposal);
comment on column v_grants.title is 'Title of the proposal that it was granted for.';

create view v_grants_now as
    select g.grant_id, g.height, g.event_index, g.granted, hex(g.beneficiary) as beneficiary,
           g.proposal, p.title, in_currency(g.amount) as amount, moment(g.start) as start,
           g.duration, g.as_tokens, in_currency(g.flowed) as flowed,
           in_currency(g.withdrawn) as withdrawn, whole(g.tokens) as tokens,
           in_currency(g.due) as due, g.revoked, g.lapsed, in_currency(g.returned) as returned,
           g.open, moment(g.claimable_until) as claimable_until
      from grants_now g
      left join proposals p using (proposal);
comment on column v_grants_now.title is 'Title of the proposal that it was granted for.';

create view v_withdrawals as
    select w.height, w.event_index, b.timestamp, w.grant_id, hex(w.beneficiary) as beneficiary,
           hex(w.receiver) as receiver, in_currency(w.amount) as amount, whole(w.tokens) as tokens,
           p.supply, p.reserve, p.funding_pool, p.spot_price
      from withdrawals w
      join blocks b using (height)
      join v_pool_states p using (height, event_index);
comment on view v_withdrawals is 'Withdrawals of grants, with the pools and the price after each.';

create view v_revocations as
    select r.height, r.event_index, b.timestamp, r.grant_id, r.proposal, p.title,
           in_currency(r.returned) as returned
      from revocations r
      join blocks b using (height)
      left join proposals p using (proposal);
comment on column v_revocations.title is 'Title of the proposal.';

create view v_lapses as
    select l.height, l.event_index, b.timestamp, l.grant_id, in_currency(l.returned) as returned,
           hex(l.signer) as signer
      from lapses l
      join blocks b using (height);

create view v_limits as
    select spending_limit_ppm * 0.000001 as spending_limit,
           grant_window, in_currency(funding_pool) as funding_pool,
           in_currency(recently_granted) as recently_granted, in_currency(owed) as owed,
           in_currency(largest_grant) as largest_grant
      from limits;
comment on column v_limits.spending_limit is 'Share of the funding pool and of what recent grants count that these and a new one together must stay below, 1 for all of it; 0 where nothing can be granted.';

create view v_phases as
    select c.height, c.event_index, b.timestamp, c.phase
      from (select height, event_index, 'open' as phase from openings
            union all
            select height, event_index, 'refunding' from hatch_failures
            union all
            select height, event_index, case when announced then 'closing' else 'open' end
              from closings
            union all
            select height, event_index, 'closed' from wind_downs) c
      join blocks b using (height);
comment on view v_phases is 'Where the Commons went, and when.';
comment on column v_phases.phase is 'Where it is from here on: open, refunding, closing or closed.';

create view v_services as
    select s.service, hex(s.owner) as owner, s.name, s.link, b.timestamp as registered,
           count(u.height) as burns, whole(coalesce(sum(u.amount), 0)) as burnt, s.height,
           s.event_index
      from services s
      join blocks b using (height)
      left join burns u using (service)
     group by s.height, s.event_index, b.timestamp;
comment on view v_services is 'Services, with how often and how much was burnt for each.';
comment on column v_services.registered is 'When it was registered.';
comment on column v_services.burns      is 'How often tokens were burnt for it.';
comment on column v_services.burnt      is 'Tokens burnt for it.';

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
            select height, event_index, case when ended then 'unpaused' else 'paused' end,
                   guardian, null, case when not ended then until end
              from pauses) c
      join blocks b using (height);
comment on view v_roles is 'Every change of owner, governor and guardian, and every pause.';
comment on column v_roles.change       is 'What changed: governor, ownership offered, ownership, guardian, paused or unpaused.';
comment on column v_roles.from_account is 'Who had the role; of a pause the guardian; null where nobody or unknown.';
comment on column v_roles.to_account   is 'Who has it from here on; the zero address: nobody; null for a pause.';
comment on column v_roles.until        is 'When the pause or the guardians role ends; null where it does not.';

create view v_unlocks as
    select u.height, u.event_index, b.timestamp, hex(u.account) as account, u.act,
           whole(u.staked) as staked, moment(nullif(u.free_at, 0)) as free_at
      from unlocks u
      join blocks b using (height);
comment on column v_unlocks.free_at is 'When the tokens are free; null of what ends a request.';

create view v_unlocks_now as
    select hex(account) as account, height, event_index, whole(staked) as staked,
           moment(free_at) as free_at, freed, free
      from unlocks_now;
