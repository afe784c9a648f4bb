-- Who holds the most, since when, and how long has it not changed?
select hex(h.account) as account, whole(h.amount) as amount, h.share, h.first_seen, h.last_seen
  from holders h
 order by h.amount desc, h.account
 limit 100;
