-- Which proposals met the most opposition, and did they pass all the same?
select proposal, title, kind, status, opposed, opposers,
       round(fraction(opposition, conviction), 4) as opposition_to_support
  from v_proposals_now
 where opposition > 0
 order by opposition desc, proposal
 limit 20;
