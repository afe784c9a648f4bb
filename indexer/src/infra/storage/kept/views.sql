-- How to drop these views, to make them again as they were, and to fill them: each after those it uses.
with recursive these as (
    select c.*, format('%I.%I', n.nspname, c.relname) as name,
           case c.relkind when 'm' then 'materialized view' else 'view' end as what
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where c.oid::bigint = any ($1)
),
uses (user_id, used) as (
    select distinct r.ev_class, d.refobjid
      from pg_rewrite r
      join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
                      and d.refclassid = 'pg_class'::regclass
     where r.ev_class in (select oid from these) and d.refobjid in (select oid from these)
       and d.refobjid <> r.ev_class
),
turns (view_id, turn) as (
    select oid, 0 from these
     union
    select u.user_id, t.turn + 1 from turns t join uses u on u.used = t.view_id
),
statements (view_id, part, statement) as (
    select oid, 1, format('create %s %s%s%s as %s%s', what, name,
                          ' with (' || array_to_string(reloptions, ', ') || ')',
                          case when reltablespace <> 0 and relkind = 'm' then
                              format(' tablespace %I', (select spcname from pg_tablespace s
                                                         where s.oid = reltablespace)) end,
                          rtrim(pg_get_viewdef(oid), ';'),
                          case relkind when 'm' then ' with no data' end)
      from these
     union all
    select i.indrelid, 2, pg_get_indexdef(i.indexrelid)
      from pg_index i where i.indrelid in (select oid from these)
     union all
    select oid, 3, format('alter %s %s owner to %I', what, name, pg_get_userbyid(relowner)) from these
     union all
    select v.oid, 4, format('grant %s on %s to %s%s', a.privilege_type, v.name,
                            case a.grantee when 0 then 'public'
                                           else quote_ident(pg_get_userbyid(a.grantee)) end,
                            case when a.is_grantable then ' with grant option' else '' end)
      from these v cross join lateral aclexplode(v.relacl) a
     where a.grantee <> v.relowner
     union all
    select v.oid, 4, format('grant %s (%I) on %s to %s%s', a.privilege_type, t.attname, v.name,
                            case a.grantee when 0 then 'public'
                                           else quote_ident(pg_get_userbyid(a.grantee)) end,
                            case when a.is_grantable then ' with grant option' else '' end)
      from these v
      join pg_attribute t on t.attrelid = v.oid and t.attacl is not null
     cross join lateral aclexplode(t.attacl) a
     union all
    select oid, 5, format('comment on %s %s is %L', what, name, obj_description(oid, 'pg_class'))
      from these where obj_description(oid, 'pg_class') is not null
     union all
    select v.oid, 5, format('comment on column %s.%I is %L', v.name, t.attname,
                            col_description(v.oid, t.attnum))
      from these v
      join pg_attribute t on t.attrelid = v.oid and t.attnum > 0
     where col_description(v.oid, t.attnum) is not null
)
select format('drop %s %s', v.what, v.name) as drop,
       (select array_agg(s.statement order by s.part, s.statement)
          from statements s where s.view_id = v.oid) as make,
       case when v.relkind = 'm' and v.relispopulated
            then format('refresh materialized view %s', v.name) end as fill
  from these v
 order by (select max(turn) from turns t where t.view_id = v.oid), v.name
