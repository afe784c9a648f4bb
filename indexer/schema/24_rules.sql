-- The rules that a vote can change: what they became, and what they are.

create table rule_changes (
    height      bigint         not null,
    event_index integer        not null,
    rule        smallint       not null check (rule between 0 and 255),
    value       numeric(78, 0) not null check (value >= 0),
    primary key (height, event_index)
);

create index rule_changes_rule on rule_changes (rule, height, event_index);

comment on table  rule_changes             is 'Rules that a vote changed, those of the Commons and those of the vote.';
comment on column rule_changes.height      is 'Block of the event.';
comment on column rule_changes.event_index is 'Position of the event in its block.';
comment on column rule_changes.rule        is 'Number of the rule, as in rules.';
comment on column rule_changes.value       is 'What it is from here on, in its unit.';

create function rule_at(of_rule integer, at_height bigint) returns numeric
    language sql stable parallel safe
    return coalesce((select value
                       from rule_changes
                      where rule = of_rule and height <= at_height
                      order by height desc, event_index desc
                      limit 1),
                    (select initial from rule_bounds where rule = of_rule));

comment on function rule_at(integer, bigint) is 'What a rule, by its number, was after a block; null for one that there is not.';

create function ppm_at(of_rule integer, at_height bigint) returns integer
    language sql stable parallel safe
    return least(rule_at(of_rule, at_height), 1000000)::integer;

comment on function ppm_at(integer, bigint) is 'A rule that is a share, by its number, after a block, in parts per million; null for one that there is not.';

create function rules_at(at_height bigint)
    returns table (rule smallint, name text, unit text, value numeric, initial numeric,
                   "least" numeric, most numeric, step numeric, changes bigint, changed numeric,
                   changeable_from numeric)
    language sql stable parallel safe
begin atomic
    select b.rule, b.name, b.unit, rule_at(b.rule, at_height), b.initial, b.least, b.most, b.step,
           (select count(*) from rule_changes y where y.rule = b.rule and y.height <= at_height),
           c.second, c.second + rule_at(4, at_height)
      from rule_bounds b
      left join lateral (select seconds_of(k.timestamp) as second
                           from rule_changes y
                           join blocks k using (height)
                          where y.rule = b.rule and y.height <= at_height
                          order by y.height desc, y.event_index desc
                          limit 1) c on true;
end;

comment on function rules_at(bigint) is 'The rules as they were after a block, as rules says it of the cursor.';

create view rules as
    select r.* from cursor c cross join lateral rules_at(c.height) r;

comment on view   rules                 is 'The rules that a vote can change as they are at the cursor, and within what they can change.';
comment on column rules.rule            is 'Number of the rule: 1 to 4 are kept by the Commons, 5 to 9 by the vote.';
comment on column rules.name            is 'Name of the rule.';
comment on column rules.unit            is 'What its value is a number of: ppm, parts per million; seconds; native, base units of the chain''s money.';
comment on column rules.value           is 'What it is.';
comment on column rules.initial         is 'What it was at the deployment.';
comment on column rules.least           is 'The least that it can become.';
comment on column rules.most            is 'The most that it can become.';
comment on column rules.step            is 'The largest change at once; 0: it can never change.';
comment on column rules.changes         is 'How often it changed.';
comment on column rules.changed         is 'When it last changed, in seconds since the Unix epoch; null if it never did.';
comment on column rules.changeable_from is 'When it can change again: a window after the last change, in seconds since the Unix epoch; null if it never changed.';
