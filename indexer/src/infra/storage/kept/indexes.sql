-- Indexes that others made on the tables of the schema $1.
select pg_get_indexdef(i.indexrelid)
  from pg_index i
  join pg_class c on c.oid = i.indexrelid
  join pg_class t on t.oid = i.indrelid
 where c.relnamespace = to_regnamespace($1)
   and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
   and not exists (select from pg_class n
                    where n.relnamespace = to_regnamespace($2) and n.relname = c.relname)
   and exists (select from pg_class n
                where n.relnamespace = to_regnamespace($2) and n.relname = t.relname)
 order by 1
