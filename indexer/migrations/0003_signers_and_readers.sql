-- Who signed for an event. What was read before this column was there has none; only the chain knows
-- it. Reading the blocks again (weir-indexer rewind) fills it in.
alter table chain.events add column signer bytea check (octet_length(signer) = 20);

comment on column chain.events.signer is 'Who signed the extrinsic that caused it and paid for it, by the address under which contracts know the account; null where the runtime itself was the cause, or it is not known. A contract, a multisig or a proxy may stand between the signer and whom the event names.';

-- The API reads with the rights of weir_reader, and not with those of the tables' owner. For that the
-- user who set the schema up has to be one of its members, which a role's maker is not by itself.
do $$
begin
    if exists (select from pg_roles where rolname = 'weir_reader')
       and not pg_has_role(current_user, 'weir_reader', 'member')
    then
        execute format('grant weir_reader to %I', current_user);
    end if;
exception
    when others then
        raise notice 'the role weir_reader could not be given to %; an administrator can: '
            'grant weir_reader to %', current_user, current_user;
end
$$;
