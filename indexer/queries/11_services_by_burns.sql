-- Which services burn the most, and are they still used?
select service, name, burns, burnt, first_seen, last_seen
  from v_service_burns
 order by burnt desc
 limit 50;
