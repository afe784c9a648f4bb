-- What the columns of the readable views mean is said once, where the exact ones are: v_NAME takes
-- the comments of NAME over, with the units that it shows. What a view has besides it says itself, or
-- is one of the columns that views have in common: the block's time, the pools after the act.

create function in_words(description text) returns text
    language sql immutable strict parallel safe
    return replace(replace(replace(replace(replace(replace(replace(replace(description,
        'base units of the currency', 'the currency'),
        'Base units of the currency', 'The currency'),
        'base units of the token', 'whole tokens'),
        'base units of the chain''s money', 'the chain''s money'),
        'base units', 'whole tokens'),
        ', in seconds since the Unix epoch', ''),
        ' since the Unix epoch', ''),
        '; 2^64 - 1: never', '; null: never');

comment on function in_words(text) is 'The description of an exact column as that of the readable one: its units are written out.';

do $$
declare
    it record;
begin
    for it in
        select v.relname as view, e.relname as exact,
               obj_description(v.oid, 'pg_class') is null as silent,
               obj_description(e.oid, 'pg_class') as description
          from pg_class v
          join pg_class e on e.relnamespace = v.relnamespace and 'v_' || e.relname = v.relname
         where v.relnamespace = current_schema()::regnamespace
    loop
        if it.silent then
            execute format('comment on view %I is %L', it.view, it.description);
        end if;
    end loop;
    for it in
        select v.relname as view, a.attname as name, a.attnum as place,
               coalesce(col_description(e.oid, same.attnum),
                        case when a.attname = 'timestamp' then 'Time of the block.' end,
                        case when a.attname = 'spot_price' then
                            'Spot price after it, in base units of the currency for a whole token.'
                        end,
                        col_description(p.oid, pools.attnum)) as description
          from pg_class v
          join pg_attribute a on a.attrelid = v.oid and a.attnum > 0
          join pg_class p on p.relnamespace = v.relnamespace and p.relname = 'pool_states'
          left join pg_attribute pools on pools.attrelid = p.oid and pools.attname = a.attname
          left join pg_class e on e.relnamespace in (v.relnamespace, 'chain'::regnamespace)
                              and 'v_' || e.relname = v.relname and e.relkind in ('r', 'v')
          left join pg_attribute same on same.attrelid = e.oid and same.attname = a.attname
         where v.relnamespace = current_schema()::regnamespace and v.relkind = 'v'
           and v.relname like 'v\_%' and col_description(v.oid, a.attnum) is null
    loop
        if it.description is not null then
            execute format('comment on column %I.%I is %L', it.view, it.name,
                           in_words(it.description));
        end if;
    end loop;
end
$$;
