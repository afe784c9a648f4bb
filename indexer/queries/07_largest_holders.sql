-- Who holds the most, since when, and how long has it not changed?
select hex(account) as account, whole(amount) as amount, share, first_seen, last_seen
  from holders
 order by amount desc, account
 limit 100;
