-- What are the rules now, within what can a vote change them, and how did they change?
select r.name, r.value, r.least, r.most, r.step, r.fixed, r.changes, r.changed, r.changeable_from
  from v_rules r
 order by r.rule;
