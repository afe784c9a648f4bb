-- Which grants have money waiting, how far have their streams flown, and until when can it be claimed?
select grant_id, title, beneficiary, amount, flowed, withdrawn, due, as_tokens, claimable_until
  from v_grants_now
 where due > 0
 order by due desc, grant_id
 limit 50;
