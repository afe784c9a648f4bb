-- Which open proposals are the nearest to passing, and who objects?
select proposal, title, kind, requested, staked, stakers, opposed, opposers,
       round(progress, 4) as progress, announced, executable_from, expiry
  from v_proposals_now
 where status = 'active' and open
 order by progress desc nulls last, proposal
 limit 20;
