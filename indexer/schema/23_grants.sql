-- Grants and what was withdrawn of them; services that take tokens as payment.

create table grants (
    height      bigint         not null,
    event_index integer        not null,
    grant_id    bigint         not null unique check (grant_id between 0 and 4294967295),
    beneficiary bytea          not null check (octet_length(beneficiary) = 20),
    proposal    bigint         not null check (proposal between 0 and 4294967295),
    amount      numeric(78, 0) not null check (amount >= 0),
    start       numeric(20, 0) not null check (start >= 0),
    duration    numeric(20, 0) not null check (duration >= 0),
    as_tokens   boolean        not null,
    primary key (height, event_index)
);

create index grants_beneficiary on grants (beneficiary, height, event_index);
create index grants_proposal    on grants (proposal);

comment on table  grants             is 'Grants from the funding pool, as they were created; the amount left the pool at that moment.';
comment on column grants.height      is 'Block of the event.';
comment on column grants.event_index is 'Position of the event in its block.';
comment on column grants.grant_id    is 'Number of the grant.';
comment on column grants.beneficiary is 'Who can withdraw it.';
comment on column grants.proposal    is 'The proposal that it was granted for.';
comment on column grants.amount      is 'What was granted, in base units of the currency.';
comment on column grants.start       is 'From when it becomes due, in seconds since the Unix epoch.';
comment on column grants.duration    is 'Seconds over which it becomes due evenly; 0: at once.';
comment on column grants.as_tokens   is 'Whether it is paid in tokens, through the curve.';

create table withdrawals (
    height      bigint         not null,
    event_index integer        not null,
    grant_id    bigint         not null,
    beneficiary bytea          not null check (octet_length(beneficiary) = 20),
    receiver    bytea          not null check (octet_length(receiver) = 20),
    amount      numeric(78, 0) not null check (amount >= 0),
    tokens      numeric(78, 0) not null check (tokens >= 0),
    primary key (height, event_index)
);

create index withdrawals_grant       on withdrawals (grant_id, height, event_index);
create index withdrawals_beneficiary on withdrawals (beneficiary, height, event_index);
create index withdrawals_receiver    on withdrawals (receiver, height, event_index);

comment on table  withdrawals             is 'What beneficiaries withdrew of their grants.';
comment on column withdrawals.height      is 'Block of the event.';
comment on column withdrawals.event_index is 'Position of the event in its block.';
comment on column withdrawals.grant_id    is 'Number of the grant.';
comment on column withdrawals.beneficiary is 'Who withdrew.';
comment on column withdrawals.receiver    is 'Who was paid.';
comment on column withdrawals.amount      is 'What was withdrawn, in base units of the currency.';
comment on column withdrawals.tokens      is 'Tokens created for it, in base units; 0 where the currency itself was paid.';

create table revocations (
    height      bigint         not null,
    event_index integer        not null,
    grant_id    bigint         not null,
    proposal    bigint         not null check (proposal between 0 and 4294967295),
    returned    numeric(78, 0) not null check (returned >= 0),
    primary key (height, event_index)
);

create index revocations_grant on revocations (grant_id);

comment on table  revocations             is 'Grants taken back: what was not yet due returned to the funding pool, after a wind-down to the reserve.';
comment on column revocations.height      is 'Block of the event.';
comment on column revocations.event_index is 'Position of the event in its block.';
comment on column revocations.grant_id    is 'Number of the grant.';
comment on column revocations.proposal    is 'The proposal that it was taken back for.';
comment on column revocations.returned    is 'What returned, in base units of the currency.';

create table lapses (
    height      bigint         not null,
    event_index integer        not null,
    grant_id    bigint         not null,
    returned    numeric(78, 0) not null check (returned >= 0),
    signer      bytea          check (octet_length(signer) = 20),
    primary key (height, event_index)
);

create index lapses_grant on lapses (grant_id);

comment on table  lapses             is 'Grants that were not claimed within a year after the last of them came due: the rest returned to the funding pool, after a wind-down to the reserve.';
comment on column lapses.height      is 'Block of the event.';
comment on column lapses.event_index is 'Position of the event in its block.';
comment on column lapses.grant_id    is 'Number of the grant.';
comment on column lapses.returned    is 'What returned, in base units of the currency.';
comment on column lapses.signer      is 'Who signed the transaction, as contracts know the account; null where that is not known. Anybody can end a grant whose time is over.';

create table services (
    height      bigint  not null,
    event_index integer not null,
    service     bigint  not null unique check (service between 1 and 4294967295),
    owner       bytea   not null check (octet_length(owner) = 20),
    name        text    not null,
    link        text    not null,
    primary key (height, event_index)
);

create index services_owner on services (owner, height, event_index);

comment on table  services             is 'Services that take tokens as payment by having them burnt, as registered.';
comment on column services.height      is 'Block of the event.';
comment on column services.event_index is 'Position of the event in its block.';
comment on column services.service     is 'Number of the service, as in burns.service.';
comment on column services.owner       is 'Who registered it.';
comment on column services.name        is 'What it is called. Anybody can register any name. Characters that hide or reorder others show as U+FFFD, and so does a name that would show nothing; chain.events has it as its owner wrote it.';
comment on column services.link        is 'Where to read about it, cleaned as the name; may be empty. Anybody can register any link.';
comment on column burns.service        is 'Number of the service that was used; 0: none.';
