-- Who stakes on a proposal, for and against, the largest first?
select hex(s.account) as account, case when s.against then 'against' else 'for' end as side,
       whole(s.stake) as stake, b.timestamp as since
  from stakes_now s
  join blocks b using (height)
 where s.proposal = 1
 order by s.stake desc, s.account
 limit 100;
