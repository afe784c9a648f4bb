-- Which open proposals are the nearest to passing?
select proposal, title, requested, staked, stakers, round(progress, 4) as progress, expiry
  from v_proposals_now
 where status = 'active' and open
 order by progress desc nulls last, proposal
 limit 20;
