-- Where does the money of the funding pool come from, and where does it go, month by month?
select date_trunc('month', day)::date as month, cause, sum(entries) as entries,
       sum(amount) as amount
  from v_funding_by_day
 where day > day_of(now_at_cursor()) - 365
 group by 1, 2
 order by 1 desc, 2;
