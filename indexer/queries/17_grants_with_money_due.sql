-- Which grants have money waiting, and how far have their streams flown?
select grant_id, title, beneficiary, amount, flowed, withdrawn, due, as_tokens
  from v_grants_now
 where due > 0
 order by due desc, grant_id
 limit 50;
