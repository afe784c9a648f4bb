-- How did the balance of one account change? Put the account in the place of the one here.
select b.timestamp, whole(h.change) as change, whole(h.balance) as balance
  from balance_history h
  join blocks b using (height)
 where h.account = '\x0202020202020202020202020202020202020202'
 order by h.height desc, h.event_index desc
 limit 500;
