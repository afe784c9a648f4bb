-- Does money come into the reserve or leave it, and which way does it go?
select day, gained_by_mints, gained_by_grants, lost_by_redemptions, net, average_7d, average_30d,
       trend, reserve
  from v_flows
 order by day desc
 limit 90;
