-- Who traded last, at which price, and what did it cost in tributes?
select timestamp, side, account, tokens, money, tribute, price, spot_price
  from v_trades
 order by height desc, event_index desc
 limit 50;
