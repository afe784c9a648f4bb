-- What do mints and redemptions pay in tributes, week by week of the last year?
select date_trunc('week', day)::date as week,
       sum(amount) filter (where cause = 'entry_tribute') as entry_tributes,
       sum(amount) filter (where cause = 'exit_tribute') as exit_tributes
  from v_funding_by_day
 where day > day_of(now_at_cursor()) - 365
 group by 1
 order by 1 desc;
