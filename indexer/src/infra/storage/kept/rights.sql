-- What was granted on the schema $1 and on what is in it, as far as it is in the schema $2 as well; and
-- what this program grants, where it was taken back.
with objects (what, name, kind, owner, acl, common) as (
    select 'schema', quote_ident($1), 'n'::"char", nspowner, nspacl, null::oid
      from pg_namespace where nspname = $1
     union all
    select case relkind when 'S' then 'sequence' else 'table' end, format('%I.%I', $1, c.relname),
           case relkind when 'S' then 's' else 'r' end::"char", c.relowner, c.relacl, c.oid
      from pg_class c
     where c.relnamespace = to_regnamespace($1) and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
       and exists (select from pg_class n
                    where n.relnamespace = to_regnamespace($2) and n.relname = c.relname)
     union all
    select 'function', format('%I.%I(%s)', $1, p.proname, pg_get_function_identity_arguments(p.oid)),
           'f', p.proowner, p.proacl, p.oid
      from pg_proc p
     where p.pronamespace = to_regnamespace($1)
       and exists (select from pg_proc n
                    where n.pronamespace = to_regnamespace($2) and n.proname = p.proname
                      and replace(pg_get_function_identity_arguments(n.oid), $2 || '.', $1 || '.')
                              = pg_get_function_identity_arguments(p.oid))
     union all
    select 'type', format('%I.%I', $1, t.typname), 'T', t.typowner, t.typacl, t.oid
      from pg_type t
     where t.typnamespace = to_regnamespace($1) and t.typtype in ('d', 'e', 'r')
       and exists (select from pg_type n
                    where n.typnamespace = to_regnamespace($2) and n.typname = t.typname)
),
reader as (
    select oid from pg_roles where rolname = 'weir_reader'
),
granted as (
    select o.what, o.name, '' as columns, o.owner, a.*
      from objects o
     cross join lateral aclexplode(o.acl) a
     union all
    select o.what, o.name, format(' (%I)', t.attname), o.owner, a.*
      from objects o
      join pg_attribute t on o.what = 'table' and t.attrelid = o.common and t.attacl is not null
      join pg_class n on n.relnamespace = to_regnamespace($2)
                     and format('%I.%I', $1, n.relname) = o.name
      join pg_attribute m on m.attrelid = n.oid and m.attname = t.attname and not m.attisdropped
     cross join lateral aclexplode(t.attacl) a
)
select statement
  from (select 1 as turn,
               format('grant %s%s on %s %s to %s%s', privilege_type, columns, what, name,
                      case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end,
                      case when is_grantable then ' with grant option' else '' end) as statement
          from granted
         where grantee <> owner
         union all
        -- One who could read all of it and now cannot read this was denied it.
        select 2, format('revoke all on %s %s from weir_reader', o.what, o.name)
          from objects o
         where o.what in ('table', 'function')
           and exists (select from objects s
                        cross join lateral aclexplode(s.acl) a
                        where s.what = 'schema' and a.grantee = (table reader))
           and not exists (select from aclexplode(coalesce(o.acl, acldefault(o.kind, o.owner))) a
                            where a.grantee = (table reader))
         union all
        select 2, format('revoke execute on function %s from public', o.name)
          from objects o
         where o.what = 'function' and o.acl is not null
           and not exists (select from aclexplode(o.acl) a where a.grantee = 0)) statements
 order by turn, statement
