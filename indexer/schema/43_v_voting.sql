-- For people who read: stakes and proposals.

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
comment on column v_stakes.title is 'Title of the proposal.';
comment on column v_stakes.since is 'When this stake was set.';

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
comment on column v_proposals.proposed         is 'When it was made.';
comment on column v_proposals.status           is 'What became of it: active, passed, cancelled or expired.';
comment on column v_proposals.requested        is 'What a grant would be, in the currency; null for others.';
comment on column v_proposals.grant_id         is 'The grant that it created, or that it would take back; null where there is none.';
comment on column v_proposals.deposit_returned is 'Whether the deposit was paid back.';
comment on column v_proposals.staked           is 'What is staked on it, in whole tokens.';
comment on column v_proposals.stakers          is 'Accounts that stake on it.';
comment on column v_proposals.conviction       is 'Its conviction when that was last told.';
comment on column v_proposals.conviction_at    is 'When that was.';
