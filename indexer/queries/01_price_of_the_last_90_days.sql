-- How did the price move in the last 90 days, and how much was traded?
select start, open, high, low, close, trades, money, tokens
  from v_candles_1d
 where start > now_at_cursor() - interval '90 days'
 order by start;
