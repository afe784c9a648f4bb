-- What was to be granted by itself on what is made in the schema $1, for the schema $2.
select format('alter default privileges for role %I in schema %I grant %s on %s to %s%s',
              pg_get_userbyid(d.defaclrole), $2, a.privilege_type,
              case d.defaclobjtype when 'r' then 'tables' when 'S' then 'sequences'
                                   when 'f' then 'functions' when 'T' then 'types' end,
              case a.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(a.grantee)) end,
              case when a.is_grantable then ' with grant option' else '' end)
  from pg_default_acl d
 cross join lateral aclexplode(d.defaclacl) a
 where d.defaclnamespace = to_regnamespace($1)
 order by 1
