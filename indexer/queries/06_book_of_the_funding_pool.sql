-- What went into the funding pool and out of it last?
select timestamp, cause, amount, funding_pool, account, proposal, grant_id
  from v_funding
 order by height desc, event_index desc
 limit 50;
