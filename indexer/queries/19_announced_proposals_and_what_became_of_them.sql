-- Which proposals were announced, and what became of them?
select n.timestamp as announced, n.proposal, n.title, p.kind, n.executable_from,
       n.executable_until, n.outcome, n.ended
  from v_notices n
  join v_proposals p using (proposal)
 order by n.height desc, n.event_index desc
 limit 50;
