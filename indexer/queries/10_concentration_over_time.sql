-- Is the token held by fewer or by more than one, two and three months ago? Reads all holders each
-- time: a second for a hundred thousand.
select (now_at_cursor() - n * interval '30 days')::date as day, c.holders, round(c.gini, 4) as gini,
       round(c.herfindahl, 6) as herfindahl, round(c.top_1, 4) as top_1,
       round(c.top_10, 4) as top_10, round(c.top_100, 4) as top_100
  from generate_series(0, 3) n
 cross join lateral concentration_at(height_at(now_at_cursor() - n * interval '30 days')) c
 order by day;
