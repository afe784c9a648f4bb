-- Who stakes on a proposal, the largest first?
select hex(s.account) as account, whole(s.stake) as stake, b.timestamp as since
  from stakes_now s
  join blocks b using (height)
 where s.proposal = 1
 order by s.stake desc, s.account
 limit 100;
