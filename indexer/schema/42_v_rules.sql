-- For people who read: rules in the units that people use.

create function rule_in_words(value numeric, unit text) returns text
    language sql immutable strict parallel safe
    return case unit
        when 'ppm' then trim_scale(value * 0.0001) || ' %'
        when 'seconds' then make_interval(secs => least(value, 315360000)::double precision)::text
        else whole(value)::text
    end;

comment on function rule_in_words(numeric, text) is 'The value of a rule as people write it, given its unit: a share in percent, a time, an amount of the chain''s money.';

create view v_rules as
    select rule, name, rule_in_words(value, unit) as value,
           rule_in_words(initial, unit) as initial, rule_in_words(least, unit) as least,
           rule_in_words(most, unit) as most, rule_in_words(step, unit) as step, step = 0 as fixed,
           changes, moment(changed) as changed, moment(changeable_from) as changeable_from
      from rules;
comment on column v_rules.value   is 'What it is: a share in percent, a time, or an amount of the chain''s money.';
comment on column v_rules.step    is 'The largest change at once.';
comment on column v_rules.fixed   is 'Whether it can never change.';

create view v_rule_changes as
    select c.height, c.event_index, b.timestamp, c.rule, r.name,
           rule_in_words(coalesce(lag(c.value) over (partition by c.rule
                                                     order by c.height, c.event_index),
                                  r.initial), r.unit) as before,
           rule_in_words(c.value, r.unit) as value
      from rule_changes c
      join blocks b using (height)
      left join rule_bounds r using (rule);
comment on column v_rule_changes.name   is 'Name of the rule; null for one that there is not.';
comment on column v_rule_changes.before is 'What it was before, as people write it; null for a rule that there is not.';
comment on column v_rule_changes.value  is 'What it is from here on, as people write it; null for a rule that there is not.';
