-- Who held the most 30 days ago? Any time will do; so will a height in the place of height_at(...).
select hex(account) as account, whole(amount) as amount, share
  from holders_at(height_at(now_at_cursor() - interval '30 days'))
 order by amount desc, account
 limit 100;
