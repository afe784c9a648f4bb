-- Everything that happened, as one list.

-- Each branch reads one table without a condition, so that the newest acts of all are found by the
-- tables' keys: a branch with a condition is read and sorted as a whole.
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
