-- Who held the most 30 days ago? Any time will do; so will a height in the place of height_at(...).
select hex(h.account) as account, whole(h.amount) as amount, h.share
  from holders_at(height_at(now_at_cursor() - interval '30 days')) h
 order by h.amount desc, h.account
 limit 100;
