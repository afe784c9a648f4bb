-- Everything that happened, as one list.

-- Each branch reads one table without a condition, so that the newest acts of all are found by the
-- tables' keys: a branch with a condition is read and sorted as a whole. What is left out says so in a
-- column.
create view activity as
    select height, event_index, kind, account, counterparty, signed_by, tokens, value, tribute, service,
           content, proposal, grant_id, deposit, against, rule, rule_value, executable_from, until
      from (
    select height, event_index, 'open' as kind, account, null::bytea as counterparty,
           null::bytea as signed_by, null::numeric as tokens, null::numeric as value,
           null::numeric as tribute, null::bigint as service, null::bytea as content,
           null::bigint as proposal, null::bigint as grant_id, null::numeric as deposit,
           null::boolean as against, null::smallint as rule, null::numeric as rule_value,
           null::numeric as executable_from, null::numeric as until, false as left_out
      from openings
    union all
    select height, event_index, 'mint', account, null, null, minted, deposit, tribute, null, null,
           null, null, null, null, null, null, null, null, false
      from mints
    union all
    select height, event_index, 'redeem', account, null, null, amount, returned, tribute, null,
           null, null, null, null, null, null, null, null, null, false
      from redemptions
    union all
    select height, event_index, 'burn', account, null, null, amount, null, null, service, content,
           null, null, null, null, null, null, null, null, false
      from burns
    union all
    select height, event_index, 'donate', account, null, null, null, amount, null, null, null, null,
           null, null, null, null, null, null, null, false
      from donations
    union all
    select height, event_index, 'credit', account, null, null, null, amount, null, null, null, null,
           null, null, null, null, null, null, null, false
      from credits
    union all
    select height, event_index, 'transfer', from_account, to_account, from_account, amount, null,
           null, null, null, null, null, null, null, null, null, null, null,
           from_account = '\x0000000000000000000000000000000000000000'
           or to_account = '\x0000000000000000000000000000000000000000'
           or amount = 0 or coalesce(signer <> from_account, false)
      from transfers
    union all
    select height, event_index, 'transfer', from_account, to_account, signer, amount, null, null,
           null, null, null, null, null, null, null, null, null, null,
           from_account = '\x0000000000000000000000000000000000000000'
           or to_account = '\x0000000000000000000000000000000000000000'
           or not (amount <> 0 and signer <> from_account)
      from transfers
    union all
    -- Of nothing: whoever signed did it, and the account that it is told to come from did not.
    select height, event_index, 'transfer', signer, to_account, signer, amount, null, null, null,
           null, null, null, null, null, null, null, null, null,
           from_account = '\x0000000000000000000000000000000000000000'
           or to_account = '\x0000000000000000000000000000000000000000'
           or amount <> 0
      from transfers
    union all
    select height, event_index, 'approval', owner, spender, null, amount, null, null, null, null,
           null, null, null, null, null, null, null, null, false
      from approvals
    union all
    select height, event_index, 'contribute', account, null, null, tokens, amount, null, null, null,
           null, null, null, null, null, null, null, null, false
      from contributions
    union all
    select height, event_index, 'hatch_failed', signer, null, null, null, raised, null, null, null,
           null, null, null, null, null, null, null, null, false
      from hatch_failures
    union all
    select height, event_index, 'refund', account, null, null, tokens, amount, null, null, null,
           null, null, null, null, null, null, null, null, false
      from refunds
    union all
    select height, event_index, case when allowed then 'allow' else 'disallow' end, null, account,
           null, null, null, null, null, null, null, null, null, null, null, null, null, null, false
      from allowlist
    union all
    select height, event_index, case when announced then 'announce_closing' else 'end_closing' end,
           null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
           null, false
      from closings
    union all
    select height, event_index, 'wind_down', signer, null, null, null, null, null, null, null, null,
           null, null, null, null, null, null, null, false
      from wind_downs
    union all
    select height, event_index, 'grant', null, beneficiary, null, null, amount, null, null, null,
           proposal, grant_id, null, null, null, null, null, null, false
      from grants
    union all
    select height, event_index, 'withdraw', beneficiary, receiver, null, nullif(tokens, 0), amount,
           null, null, null, null, grant_id, null, null, null, null, null, null, false
      from withdrawals
    union all
    select height, event_index, 'revoke', null,
           (select beneficiary from grants g where g.grant_id = r.grant_id), null, null, returned,
           null, null, null, proposal, grant_id, null, null, null, null, null, null, false
      from revocations r
    union all
    select height, event_index, 'lapse', signer,
           (select beneficiary from grants g where g.grant_id = r.grant_id), null, null, returned,
           null, null, null, null, grant_id, null, null, null, null, null, null, false
      from lapses r
    union all
    select height, event_index, act, account, null, null, nullif(staked, 0), null, null, null, null,
           null, null, null, null, null, null, null, nullif(free_at, 0), false
      from unlocks
    union all
    select height, event_index, 'register', owner, null, null, null, null, null, service, null,
           null, null, null, null, null, null, null, null, false
      from services
    union all
    select height, event_index, 'name_governor', null, governor, null, null, null, null, null, null,
           null, null, null, null, null, null, null, null, false
      from governors
    union all
    select height, event_index, 'offer_ownership', from_account,
           nullif(to_account, '\x0000000000000000000000000000000000000000'), null, null, null, null,
           null, null, null, null, null, null, null, null, null, null, false
      from ownership_offers
    union all
    select height, event_index, 'transfer_ownership',
           nullif(from_account, '\x0000000000000000000000000000000000000000'),
           nullif(to_account, '\x0000000000000000000000000000000000000000'), null, null, null, null,
           null, null, null, null, null, null, null, null, null, null, false
      from ownership_changes
    union all
    select height, event_index, 'name_guardian', null,
           nullif(guardian, '\x0000000000000000000000000000000000000000'), null, null, null, null,
           null, null, null, null, null, null, null, null, null, until, false
      from guardians
    union all
    select height, event_index, case when ended then 'unpause' else 'pause' end, guardian, null,
           null, null, null, null, null, null, null, null, null, null, null, null, null,
           case when not ended then until end, false
      from pauses
    union all
    select height, event_index, 'change_rule', null, null, null, null, null, null, null, null, null,
           null, null, null, rule, value, null, null, false
      from rule_changes
    union all
    select height, event_index, 'propose', author,
           nullif(beneficiary, '\x0000000000000000000000000000000000000000'), null, null,
           case when kind = 1 then amount end, null, null, null, proposal,
           case when kind = 2 and amount <= 4294967295 then amount::bigint end, deposit, null,
           case when kind = 3 and duration <= 255 then duration::smallint end,
           case when kind = 3 then amount end, null, expiry, false
      from proposals
    union all
    select height, event_index, 'stake', account, null, null, stake, null, null, null, null,
           proposal, null, null, against, null, null, null, null, released or against
      from stakes
    union all
    select height, event_index, 'oppose', account, null, null, stake, null, null, null, null,
           proposal, null, null, against, null, null, null, null, released or not against
      from stakes
    union all
    -- Anybody can take an account's stake off a proposal that is over.
    select height, event_index, 'release', signer, account, null, null, null, null, null, null,
           proposal, null, null, against, null, null, null, null, not released
      from stakes
    union all
    select height, event_index, 'announce', signer,
           (select author from proposals p where p.proposal = x.proposal), null, null, null, null,
           null, null, proposal, null, null, null, null, null, executable_from, executable_until,
           false
      from announcements x
    union all
    select height, event_index, 'reset', signer,
           (select author from proposals p where p.proposal = x.proposal), null, null, null, null,
           null, null, proposal, null, null, null, null, null, null, null, false
      from resets x
    union all
    select height, event_index, 'execute', signer,
           (select author from proposals p where p.proposal = x.proposal), null, null, null, null,
           null, null, proposal, grant_id, null, null, null, null, null, null, false
      from executions x
    union all
    select height, event_index, 'cancel',
           (select author from proposals p where p.proposal = x.proposal), null, null, null, null,
           null, null, null, proposal, null, null, null, null, null, null, null, false
      from cancellations x
    union all
    select height, event_index, 'expire', signer,
           (select author from proposals p where p.proposal = x.proposal), null, null, null, null,
           null, null, proposal, null, null, null, null, null, null, null, false
      from expiries x
    union all
    select height, event_index, 'reclaim', signer, author, null, null, null, null, null, null,
           proposal, null, amount, null, null, null, null, null, false
      from reclaims
           ) acts
     where not left_out;

comment on view   activity                 is 'All acts in one list, in base units; serves the HTTP API. Transfers from and to the zero address are left out: each accompanies an act that is in the list itself.';
comment on column activity.height          is 'Block of the event.';
comment on column activity.event_index     is 'Position of the event in its block.';
comment on column activity.kind            is 'What was done: open, mint, contribute, propose and so on.';
comment on column activity.account         is 'Who acted. Of what anybody may do for others (ending a hatch, announcing, executing, ending or releasing, a transfer of nothing) who signed the transaction; null where that is not known, and where the event does not say.';
comment on column activity.counterparty    is 'Whom it concerned: receiver, spender, beneficiary, author, whose stake was released, who got or lost a role; null where there is none.';
comment on column activity.signed_by       is 'Of a transfer: account, or who else signed the transaction: it moved the tokens by an allowance, or signed for a contract, a multisig or a proxy. Null for all other acts; events.signer has the signer of each.';
comment on column activity.tokens          is 'Tokens created, destroyed, moved, approved or staked, in base units; null where there are none.';
comment on column activity.value           is 'Money paid in, paid out, granted or requested, in base units of the currency; null where there is none.';
comment on column activity.tribute         is 'What went to the funding pool by a mint or redemption; null for others.';
comment on column activity.service         is 'Service registered, or paid for by a burn; null for others.';
comment on column activity.content         is 'Hash of what a burn paid for; null for others.';
comment on column activity.proposal        is 'Proposal that it was about; null for others.';
comment on column activity.grant_id        is 'Grant that it was about; null for others.';
comment on column activity.deposit         is 'Deposit paid in or back, in base units of the chain''s money; null for others.';
comment on column activity.against         is 'Whether a stake is against the proposal; null for others.';
comment on column activity.rule            is 'Number of the rule that changed, or that a proposal would change; null for others.';
comment on column activity.rule_value      is 'What that rule is from there on, or would be, in its unit; null for others.';
comment on column activity.executable_from is 'From when on a proposal that was announced can be executed, in seconds since the Unix epoch; null for others.';
comment on column activity.until           is 'When the pause, the guardian''s role, the proposal or the time for its execution ends, or when staked tokens are free, in seconds since the Unix epoch; null for others.';
