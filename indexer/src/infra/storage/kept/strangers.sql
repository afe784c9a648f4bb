-- What would be dropped with the schema $1 and is not its own. The way of `drop ... cascade`: what
-- depends on something that goes, goes; with a part of a whole goes the whole.
with recursive schema as (
    select oid, nspowner from pg_namespace where nspname = $1
),
own as (
    select c.oid
      from pg_class c
      join schema s on c.relnamespace = s.oid
     where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
       and (exists (select from pg_class n
                     where n.relnamespace = to_regnamespace($3) and n.relname = c.relname)
            or not $2 and c.relowner = s.nspowner and obj_description(c.oid, 'pg_class') is not null)
),
functions as (
    select p.oid
      from pg_proc p
      join schema s on p.pronamespace = s.oid
     where exists (select from pg_proc n
                    where n.pronamespace = to_regnamespace($3) and n.proname = p.proname)
        or not $2 and p.proowner = s.nspowner and obj_description(p.oid, 'pg_proc') is not null
),
types as (
    select t.oid
      from pg_type t
      join schema s on t.typnamespace = s.oid
     where t.typtype in ('d', 'e', 'r')
       and (exists (select from pg_type n
                     where n.typnamespace = to_regnamespace($3) and n.typname = t.typname)
            or not $2 and t.typowner = s.nspowner and obj_description(t.oid, 'pg_type') is not null)
),
gone (classid, objid) as (
    select 'pg_namespace'::regclass::oid, oid from schema
     union
    select part.classid, part.objid
      from gone g
     cross join lateral (
               select d.classid, d.objid
                 from pg_depend d
                where d.refclassid = g.classid and d.refobjid = g.objid
                union all
               select d.refclassid, d.refobjid
                 from pg_depend d
                where d.classid = g.classid and d.objid = g.objid and d.deptype = 'i') part
),
relations as (
    select c.oid, c.relkind, c.relnamespace
      from gone g
      join pg_class c on g.classid = 'pg_class'::regclass and c.oid = g.objid
     where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and c.oid not in (table own)
),
others as (
    select g.classid, g.objid
      from gone g
     where case g.classid
               when 'pg_namespace'::regclass then false
               when 'pg_default_acl'::regclass then false
               when 'pg_proc'::regclass then g.objid not in (table functions)
               -- An index goes with its table, a sequence with its column.
               when 'pg_class'::regclass then exists (
                   select from relations r where r.oid = g.objid and r.relkind not in ('v', 'm'))
               when 'pg_type'::regclass then exists (
                   select from pg_type t
                    where t.oid = g.objid and t.typtype in ('d', 'e', 'r')
                      and t.oid not in (table types))
               when 'pg_constraint'::regclass then exists (
                   select from pg_constraint c
                    where c.oid = g.objid
                      and c.conrelid not in (table own) and c.contypid not in (table types)
                      and c.conrelid not in (select oid from relations))
               when 'pg_attrdef'::regclass then exists (
                   select from pg_attrdef a
                    where a.oid = g.objid and a.adrelid not in (table own)
                      and a.adrelid not in (select oid from relations))
               when 'pg_rewrite'::regclass then exists (
                   select from pg_rewrite r where r.oid = g.objid and r.rulename <> '_RETURN')
               when 'pg_trigger'::regclass then exists (
                   select from pg_trigger t where t.oid = g.objid and not t.tgisinternal)
               else true
           end
)
select pg_describe_object('pg_class'::regclass, oid, 0)
           || case when relnamespace = (select oid from schema) then ' in schema ' || $1 else '' end
           as description,
       oid::bigint as view
  from relations
 where relkind in ('v', 'm')
 union all
select pg_describe_object(o.classid, o.objid, 0)
           || case when exists (select from pg_depend d
                                 where d.classid = o.classid and d.objid = o.objid
                                   and d.refclassid = 'pg_namespace'::regclass
                                   and d.refobjid = (select oid from schema))
                   then ' in schema ' || $1 else '' end,
       null
  from others o
 order by 1
