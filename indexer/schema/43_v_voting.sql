-- For people who read: the vote.

create view v_proposals as
    select p.proposal, p.height, p.event_index, b.timestamp, hex(p.author) as author,
           case p.kind when 0 then 'signal' when 1 then 'grant' when 2 then 'revocation' end as kind,
           case when p.kind = 1 then hex(p.beneficiary) end as beneficiary,
           (case when p.kind = 1 then in_currency(p.amount) end)::any_number as requested,
           case when p.kind = 1 then p.duration end as duration,
           case when p.kind = 1 then p.as_tokens end as as_tokens,
           case when p.kind = 2 then p.amount end as grant_id, moment(p.expiry) as expiry,
           whole(p.deposit) as deposit, p.title, p.link
      from proposals p
      join blocks b using (height);
comment on column v_proposals.kind      is 'signal, which requests nothing; grant; or revocation of a grant.';
comment on column v_proposals.requested is 'What a grant would be, in the currency; null for others.';
comment on column v_proposals.grant_id  is 'The grant that it would take back; null for others.';

create view v_proposals_now as
    select proposal, height, event_index, timestamp, hex(author) as author, kind, status, open,
           title, link, hex(beneficiary) as beneficiary, in_currency(requested)::any_number as requested,
           duration, as_tokens, grant_id, moment(expiry) as expiry, whole(deposit) as deposit,
           deposit_returned, whole(staked) as staked, stakers, conviction::any_number, threshold::any_number,
           progress::any_number
      from proposals_now;

create view v_stakes as
    select s.proposal, p.title, s.height, s.event_index, b.timestamp, hex(s.account) as account,
           whole(s.stake) as stake, whole(s.staked) as staked, s.conviction,
           whole(s.total_staked) as total_staked, s.released, hex(s.signer) as signer
      from stakes s
      join blocks b using (height)
      left join proposals p using (proposal);
comment on column v_stakes.title is 'Title of the proposal.';

create view v_stakes_now as
    select s.proposal, p.title, hex(s.account) as account, whole(s.stake) as stake, s.height,
           s.event_index, b.timestamp as since
      from stakes_now s
      join blocks b using (height)
      left join proposals p using (proposal);
comment on column v_stakes_now.title is 'Title of the proposal.';
comment on column v_stakes_now.since is 'When it was set.';

create view v_support_history as
    select h.proposal, p.title, h.height, h.event_index, b.timestamp, h.status,
           whole(h.staked) as staked, h.conviction, moment(h.updated) as updated
      from support_history h
      join blocks b using (height)
      left join proposals p using (proposal);
comment on column v_support_history.title is 'Title of the proposal.';

create view v_voting_totals as
    select t.height, t.event_index, b.timestamp, whole(t.staked) as staked,
           whole(t.effective_stake) as effective_stake,
           whole(t.effective_supply) as effective_supply, whole(t.told_supply) as told_supply,
           whole(t.followed_supply) as followed_supply, moment(t.updated) as updated
      from voting_totals t
      join blocks b using (height);

create view v_voting_now as
    select moment(seconds) as seconds, whole(staked) as staked,
           whole(effective_stake) as effective_stake, whole(effective_supply) as effective_supply,
           whole(threshold_stake) as threshold_stake, whole(supply) as supply,
           in_currency(funding_pool) as funding_pool
      from voting_now;
