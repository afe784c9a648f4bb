-- Who may read: the role weir_reader, which whoever set the chain's schema up tried to make. Give
-- it to people and programs that query (grant weir_reader to ...): it can change nothing.

do $$
begin
    if exists (select from pg_roles where rolname = 'weir_reader') then
        grant usage on schema chain to weir_reader;
        grant select on chain.deployment, chain.blocks, chain.events, chain.cursor, chain.rule_bounds to weir_reader;
        execute format('grant usage on schema %I to weir_reader', current_schema());
        execute format('grant select on all tables in schema %I to weir_reader', current_schema());
        execute format('grant execute on all functions in schema %I to weir_reader', current_schema());
    end if;
end
$$;
