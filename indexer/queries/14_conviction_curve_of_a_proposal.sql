-- How did support, opposition and threshold of a proposal develop, and where do they go within 30
-- days if nothing happens? Put the proposal in the place of the one here.
select at, status, whole(staked) as staked, conviction, whole(opposed) as opposed, opposition, net,
       threshold, round(fraction(net, threshold), 4) as progress
  from conviction_curve(2, 200, to_time => now_at_cursor() + interval '30 days')
 order by at;
