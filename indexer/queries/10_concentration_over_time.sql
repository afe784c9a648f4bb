-- Is the token held by fewer or by more, week by week of the last quarter?
select (now_at_cursor() - n * interval '7 days')::date as day, c.holders, round(c.gini, 4) as gini,
       round(c.herfindahl, 6) as herfindahl, round(c.top_1, 4) as top_1,
       round(c.top_10, 4) as top_10, round(c.top_100, 4) as top_100
  from generate_series(0, 12) n
 cross join lateral concentration_at(height_at(now_at_cursor() - n * interval '7 days')) c
 order by day;
