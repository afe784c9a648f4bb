-- The hatch: contributions, its end, refunds and the allowlist.

create table contributions (
    height      bigint         not null,
    event_index integer        not null,
    account     bytea          not null check (octet_length(account) = 20),
    amount      numeric(78, 0) not null check (amount >= 0),
    tokens      numeric(78, 0) not null check (tokens >= 0),
    raised      numeric(78, 0) not null check (raised >= amount),
    primary key (height, event_index)
);

create index contributions_account on contributions (account, height, event_index);

comment on table  contributions             is 'Contributions to the hatch: money in, tokens out that vest.';
comment on column contributions.height      is 'Block of the event.';
comment on column contributions.event_index is 'Position of the event in its block.';
comment on column contributions.account     is 'Who contributed and received the tokens.';
comment on column contributions.amount      is 'What was accepted, in base units of the currency; what exceeded the maximum was returned.';
comment on column contributions.tokens      is 'Tokens created, in base units.';
comment on column contributions.raised      is 'What the hatch had raised after it, in base units of the currency.';

create table hatch_failures (
    height      bigint         not null,
    event_index integer        not null,
    raised      numeric(78, 0) not null check (raised >= 0),
    signer      bytea          check (octet_length(signer) = 20),
    primary key (height, event_index)
);

comment on table  hatch_failures             is 'The end of a hatch that stayed below its minimum; from here on contributions are refunded. One row or none.';
comment on column hatch_failures.height      is 'Block of the event.';
comment on column hatch_failures.event_index is 'Position of the event in its block.';
comment on column hatch_failures.raised      is 'What it had raised, in base units of the currency.';
comment on column hatch_failures.signer      is 'Who signed the transaction, as contracts know the account; null where that is not known. Anybody can end a hatch whose time is over.';

create table refunds (
    height      bigint         not null,
    event_index integer        not null,
    account     bytea          not null check (octet_length(account) = 20),
    amount      numeric(78, 0) not null check (amount >= 0),
    tokens      numeric(78, 0) not null check (tokens >= 0),
    raised      numeric(78, 0) not null check (raised >= 0),
    primary key (height, event_index)
);

create index refunds_account on refunds (account, height, event_index);

comment on table  refunds             is 'Contributions paid back after a hatch that failed.';
comment on column refunds.height      is 'Block of the event.';
comment on column refunds.event_index is 'Position of the event in its block.';
comment on column refunds.account     is 'Who had contributed and was paid.';
comment on column refunds.amount      is 'What was paid back, in base units of the currency.';
comment on column refunds.tokens      is 'Tokens destroyed, in base units.';
comment on column refunds.raised      is 'What of the money raised was left after it, in base units of the currency.';

create table allowlist (
    height      bigint  not null,
    event_index integer not null,
    account     bytea   not null check (octet_length(account) = 20),
    allowed     boolean not null,
    primary key (height, event_index)
);

create index allowlist_account on allowlist (account, height, event_index);

comment on table  allowlist             is 'Changes to who may contribute to the hatch; the last one of an account counts.';
comment on column allowlist.height      is 'Block of the event.';
comment on column allowlist.event_index is 'Position of the event in its block.';
comment on column allowlist.account     is 'Whom it is about.';
comment on column allowlist.allowed     is 'Whether the account may contribute from here on.';

create function raised() returns numeric
    language sql stable parallel safe
    return coalesce((select last.raised
                       from (select height, event_index, raised from contributions
                             union all
                             select height, event_index, raised from refunds) last
                      order by height desc, event_index desc
                      limit 1), 0);

comment on function raised() is 'What the hatch has raised and not paid back, in base units of the currency.';
