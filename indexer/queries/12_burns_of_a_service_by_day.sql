-- How much was burnt for one service on each day of the last quarter?
select day, burns, burnt
  from v_service_burns_by_day
 where service = 1 and day > day_of(now_at_cursor()) - 90
 order by day;
