-- The token: who moved how much, and who may.

create table transfers (
    height       bigint         not null,
    event_index  integer        not null,
    from_account bytea          not null check (octet_length(from_account) = 20),
    to_account   bytea          not null check (octet_length(to_account) = 20),
    amount       numeric(78, 0) not null check (amount >= 0),
    signer       bytea          check (octet_length(signer) = 20),
    primary key (height, event_index)
);

create index transfers_from on transfers (from_account, height, event_index);
create index transfers_to   on transfers (to_account, height, event_index);

-- For the list of all acts, which leaves creation and destruction out, and tells transfers of nothing
-- and those that another account signed for apart: without these the newest of each sort are found by
-- reading the whole table.
create index transfers_between_holders on transfers (height, event_index)
    where from_account <> '\x0000000000000000000000000000000000000000'
      and to_account <> '\x0000000000000000000000000000000000000000'
      and amount <> 0;
create index transfers_by_others on transfers (height, event_index)
    where amount <> 0 and signer <> from_account;
create index transfers_by_others_signer on transfers (signer, height, event_index)
    where amount <> 0 and signer <> from_account;
create index transfers_of_nothing on transfers (height, event_index) where amount = 0;
create index transfers_of_nothing_signer on transfers (signer, height, event_index)
    where amount = 0;

comment on table  transfers              is 'Tokens that changed hands. The zero address stands for creation and destruction.';
comment on column transfers.height       is 'Block of the event.';
comment on column transfers.event_index  is 'Position of the event in its block.';
comment on column transfers.from_account is 'Who held the tokens; the zero address when they were created.';
comment on column transfers.to_account   is 'Who holds them now; the zero address when they were destroyed.';
comment on column transfers.amount       is 'Tokens, in base units. Anybody can have a transfer of nothing from anybody else''s account told.';
comment on column transfers.signer       is 'Who signed the transaction, as contracts know the account; null where that is not known. Another one than from_account moved the tokens by an allowance, or signed for a contract, a multisig or a proxy.';

create table approvals (
    height      bigint         not null,
    event_index integer        not null,
    owner       bytea          not null check (octet_length(owner) = 20),
    spender     bytea          not null check (octet_length(spender) = 20),
    amount      numeric(78, 0) not null check (amount >= 0),
    primary key (height, event_index)
);

create index approvals_owner   on approvals (owner, height, event_index);
create index approvals_spender on approvals (spender, height, event_index);

comment on table  approvals             is 'Allowances given: the spender may move up to this much of the owner''s tokens.';
comment on column approvals.height      is 'Block of the event.';
comment on column approvals.event_index is 'Position of the event in its block.';
comment on column approvals.owner       is 'Whose tokens they are.';
comment on column approvals.spender     is 'Who may move them.';
comment on column approvals.amount      is 'The allowance after this event, in base units of the token.';
