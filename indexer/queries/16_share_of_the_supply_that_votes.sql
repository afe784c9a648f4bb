-- How much of the supply votes, and how much counts in thresholds, day by day of the last month?
select (now_at_cursor() - n * interval '1 day')::date as day, whole(v.staked) as staked,
       whole(v.effective_stake) as effective_stake, whole(v.threshold_stake) as threshold_stake,
       round(fraction(v.staked, v.supply), 4) as share
  from generate_series(0, 30) n
 cross join lateral voting_at(now_at_cursor() - n * interval '1 day') v
 order by day;
