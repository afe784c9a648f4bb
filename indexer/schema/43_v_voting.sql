-- For people who read: the vote.

create view v_proposals as
    select p.proposal, p.height, p.event_index, b.timestamp, hex(p.author) as author,
           kind_name(p.kind) as kind,
           case when p.kind = 1 then hex(p.beneficiary) end as beneficiary,
           (case when p.kind = 1 then in_currency(p.amount) end)::any_number as requested,
           case when p.kind = 1 then p.duration end as duration,
           case when p.kind = 1 then p.as_tokens end as as_tokens,
           case when p.kind = 2 then p.amount end as grant_id,
           case when p.kind = 3 then p.duration end as rule,
           case when p.kind = 3 then p.amount end as rule_value,
           case when p.kind = 4 then hex(p.beneficiary) end as new_governor,
           moment(p.expiry) as expiry,
           whole(p.deposit) as deposit, p.title, p.link
      from proposals p
      join blocks b using (height);
comment on column v_proposals.kind         is 'signal, which requests nothing; grant; revocation of a grant; change of a rule; governor, a change of it; or wind_down.';
comment on column v_proposals.requested    is 'What a grant would be, in the currency; null for others.';
comment on column v_proposals.beneficiary  is 'Who would be granted; null for others.';
comment on column v_proposals.duration     is 'Seconds over which the grant would become due; 0: at once; null for others.';
comment on column v_proposals.as_tokens    is 'Whether the grant would be paid in tokens; null for others.';
comment on column v_proposals.grant_id     is 'The grant that it would take back; null for others.';
comment on column v_proposals.rule         is 'Number of the rule that it would change, as in rules; null for others.';
comment on column v_proposals.rule_value   is 'What that rule would be, in its unit; null for others.';
comment on column v_proposals.new_governor is 'Who would become the governor; null for others.';

create view v_proposals_now as
    select proposal, height, event_index, timestamp, hex(author) as author, kind, status, open,
           title, link, hex(beneficiary) as beneficiary, in_currency(requested)::any_number as requested,
           duration, as_tokens, grant_id, rule, rule_value::any_number, hex(new_governor) as new_governor,
           moment(expiry) as expiry, whole(deposit) as deposit, deposit_returned,
           whole(staked) as staked, stakers, conviction::any_number, whole(opposed) as opposed,
           opposers, opposition::any_number, net::any_number, threshold::any_number,
           progress::any_number, moment(announced) as announced,
           moment(executable_from) as executable_from,
           moment(executable_until) as executable_until, moment(ended) as ended
      from proposals_now;

create view v_stakes as
    select s.proposal, p.title, s.height, s.event_index, b.timestamp, hex(s.account) as account,
           whole(s.stake) as stake, s.against, whole(s.staked) as staked, s.conviction,
           whole(s.opposed) as opposed, s.opposition, whole(s.total_staked) as total_staked,
           s.released, hex(s.signer) as signer
      from stakes s
      join blocks b using (height)
      left join proposals p using (proposal);
comment on column v_stakes.title is 'Title of the proposal.';

create view v_stakes_now as
    select s.proposal, p.title, hex(s.account) as account, whole(s.stake) as stake, s.against,
           s.height, s.event_index, b.timestamp as since
      from stakes_now s
      join blocks b using (height)
      left join proposals p using (proposal);
comment on column v_stakes_now.title is 'Title of the proposal.';
comment on column v_stakes_now.since is 'When it was set.';

create view v_support_history as
    select h.proposal, p.title, h.height, h.event_index, b.timestamp, h.status,
           whole(h.staked) as staked, h.conviction, whole(h.opposed) as opposed, h.opposition,
           moment(h.updated) as updated, moment(h.announced) as announced
      from support_history h
      join blocks b using (height)
      left join proposals p using (proposal);
comment on column v_support_history.title is 'Title of the proposal.';

create view v_voting_totals as
    select t.height, t.event_index, b.timestamp, whole(t.staked) as staked,
           whole(t.effective_stake) as effective_stake,
           whole(t.effective_supply) as effective_supply, whole(t.told_supply) as told_supply,
           whole(t.followed_supply) as followed_supply,
           in_currency(t.effective_funds) as effective_funds,
           in_currency(t.told_funds) as told_funds,
           in_currency(t.followed_funds) as followed_funds, moment(t.updated) as updated
      from voting_totals t
      join blocks b using (height);

create view v_voting_now as
    select moment(seconds) as seconds, whole(staked) as staked,
           whole(effective_stake) as effective_stake, whole(effective_supply) as effective_supply,
           in_currency(effective_funds) as effective_funds,
           whole(threshold_stake) as threshold_stake, whole(supply) as supply,
           in_currency(funding_pool) as funding_pool
      from voting_now;

create view v_notices as
    select n.proposal, p.title, n.height, n.event_index, n.timestamp,
           moment(n.executable_from) as executable_from,
           moment(n.executable_until) as executable_until, n.outcome, n.ended
      from notices n
      left join proposals p using (proposal);
comment on column v_notices.title is 'Title of the proposal.';

create view v_executions as
    select x.proposal, p.title, kind_name(p.kind) as kind, x.height, x.event_index, b.timestamp,
           x.grant_id, x.conviction, x.opposition, x.threshold, hex(x.signer) as signer
      from executions x
      join blocks b using (height)
      left join proposals p using (proposal);
comment on column v_executions.title is 'Title of the proposal.';
comment on column v_executions.kind  is 'What the proposal requested, as in v_proposals; null where it is not known.';
