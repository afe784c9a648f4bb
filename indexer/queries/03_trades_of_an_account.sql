-- What has one account traded in the last year? Put the account in the place of the one here.
select timestamp, side, tokens, money, tribute, price
  from v_trades t
 where (height, event_index) in (
           select height, event_index
             from trades
            where account = '\x0202020202020202020202020202020202020202'
              and height > height_at(now_at_cursor() - interval '365 days'))
 order by height desc, event_index desc;
