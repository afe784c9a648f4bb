-- The rest of what the Commons emits: the hatch, grants, services and roles. As before, one table
-- for each event, named after the act, keyed by the event.
--
-- No act refers to another by a foreign key: an event that could not be decoded must not keep those
-- that name it out of the database.
--
-- Times and durations are whole seconds as the contract gives them. They are 64 bits wide there,
-- and 2^64 - 1 means never, so they are numeric(20, 0); moment() and the views make times of them.

create table contributions (
    height      bigint         not null,
    event_index integer        not null,
    account     bytea          not null check (octet_length(account) = 20),
    amount      numeric(78, 0) not null check (amount >= 0),
    tokens      numeric(78, 0) not null check (tokens >= 0),
    raised      numeric(78, 0) not null check (raised >= amount),
    primary key (height, event_index),
    foreign key (height, event_index) references events (height, event_index)
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
    primary key (height, event_index),
    foreign key (height, event_index) references events (height, event_index)
);

comment on table  hatch_failures             is 'The end of a hatch that stayed below its minimum; from here on contributions are refunded. One row or none.';
comment on column hatch_failures.height      is 'Block of the event.';
comment on column hatch_failures.event_index is 'Position of the event in its block.';
comment on column hatch_failures.raised      is 'What it had raised, in base units of the currency.';

create table refunds (
    height      bigint         not null,
    event_index integer        not null,
    account     bytea          not null check (octet_length(account) = 20),
    amount      numeric(78, 0) not null check (amount >= 0),
    tokens      numeric(78, 0) not null check (tokens >= 0),
    raised      numeric(78, 0) not null check (raised >= 0),
    primary key (height, event_index),
    foreign key (height, event_index) references events (height, event_index)
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
    primary key (height, event_index),
    foreign key (height, event_index) references events (height, event_index)
);

create index allowlist_account on allowlist (account, height, event_index);

comment on table  allowlist             is 'Changes to who may contribute to the hatch; the last one of an account counts.';
comment on column allowlist.height      is 'Block of the event.';
comment on column allowlist.event_index is 'Position of the event in its block.';
comment on column allowlist.account     is 'Whom it is about.';
comment on column allowlist.allowed     is 'Whether the account may contribute from here on.';

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
    primary key (height, event_index),
    foreign key (height, event_index) references events (height, event_index)
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
    primary key (height, event_index),
    foreign key (height, event_index) references events (height, event_index)
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
    primary key (height, event_index),
    foreign key (height, event_index) references events (height, event_index)
);

create index revocations_grant on revocations (grant_id);

comment on table  revocations             is 'Grants taken back: what was not yet due returned to the funding pool.';
comment on column revocations.height      is 'Block of the event.';
comment on column revocations.event_index is 'Position of the event in its block.';
comment on column revocations.grant_id    is 'Number of the grant.';
comment on column revocations.proposal    is 'The proposal that it was taken back for.';
comment on column revocations.returned    is 'What returned to the funding pool, in base units of the currency.';

create table services (
    height      bigint  not null,
    event_index integer not null,
    service     bigint  not null unique check (service between 1 and 4294967295),
    owner       bytea   not null check (octet_length(owner) = 20),
    name        text    not null,
    link        text    not null,
    primary key (height, event_index),
    foreign key (height, event_index) references events (height, event_index)
);

create index services_owner on services (owner, height, event_index);

comment on table  services             is 'Services that take tokens as payment by having them burnt, as registered.';
comment on column services.height      is 'Block of the event.';
comment on column services.event_index is 'Position of the event in its block.';
comment on column services.service     is 'Number of the service, as in burns.service.';
comment on column services.owner       is 'Who registered it.';
comment on column services.name        is 'What it is called. Anybody can register any name.';
comment on column services.link        is 'Where to read about it; may be empty. Anybody can register any link.';
comment on column burns.service        is 'Number of the service that was used; 0: none.';

create table governors (
    height      bigint  not null,
    event_index integer not null,
    governor    bytea   not null check (octet_length(governor) = 20),
    primary key (height, event_index),
    foreign key (height, event_index) references events (height, event_index)
);

create index governors_governor on governors (governor, height, event_index);

comment on table  governors             is 'The contract that decides about grants being named. It is named once.';
comment on column governors.height      is 'Block of the event.';
comment on column governors.event_index is 'Position of the event in its block.';
comment on column governors.governor    is 'The governor from here on.';

create table ownership_offers (
    height       bigint  not null,
    event_index  integer not null,
    from_account bytea   not null check (octet_length(from_account) = 20),
    to_account   bytea   not null check (octet_length(to_account) = 20),
    primary key (height, event_index),
    foreign key (height, event_index) references events (height, event_index)
);

create index ownership_offers_from on ownership_offers (from_account, height, event_index);
create index ownership_offers_to   on ownership_offers (to_account, height, event_index);

comment on table  ownership_offers              is 'The ownership being offered, which changes nothing until it is accepted.';
comment on column ownership_offers.height       is 'Block of the event.';
comment on column ownership_offers.event_index  is 'Position of the event in its block.';
comment on column ownership_offers.from_account is 'The owner.';
comment on column ownership_offers.to_account   is 'Who may become it; the zero address: nobody, the offer is taken back.';

create table ownership_changes (
    height       bigint  not null,
    event_index  integer not null,
    from_account bytea   not null check (octet_length(from_account) = 20),
    to_account   bytea   not null check (octet_length(to_account) = 20),
    primary key (height, event_index),
    foreign key (height, event_index) references events (height, event_index)
);

create index ownership_changes_from on ownership_changes (from_account, height, event_index);
create index ownership_changes_to   on ownership_changes (to_account, height, event_index);

comment on table  ownership_changes              is 'The ownership passing on, or being given up for good.';
comment on column ownership_changes.height       is 'Block of the event.';
comment on column ownership_changes.event_index  is 'Position of the event in its block.';
comment on column ownership_changes.from_account is 'Who was the owner; the zero address at the deployment.';
comment on column ownership_changes.to_account   is 'Who is the owner from here on; the zero address: nobody ever again.';

create table guardians (
    height      bigint         not null,
    event_index integer        not null,
    guardian    bytea          not null check (octet_length(guardian) = 20),
    until       numeric(20, 0) not null check (until >= 0),
    primary key (height, event_index),
    foreign key (height, event_index) references events (height, event_index)
);

create index guardians_guardian on guardians (guardian, height, event_index);

comment on table  guardians             is 'Who may pause the Commons for a time.';
comment on column guardians.height      is 'Block of the event.';
comment on column guardians.event_index is 'Position of the event in its block.';
comment on column guardians.guardian    is 'The guardian from here on; the zero address: nobody.';
comment on column guardians.until       is 'When the role ends, in seconds since the Unix epoch.';

create table pauses (
    height      bigint         not null,
    event_index integer        not null,
    guardian    bytea          not null check (octet_length(guardian) = 20),
    until       numeric(20, 0) not null check (until >= 0),
    primary key (height, event_index),
    foreign key (height, event_index) references events (height, event_index)
);

create index pauses_guardian on pauses (guardian, height, event_index);

comment on table  pauses             is 'Pauses, and their early ends.';
comment on column pauses.height      is 'Block of the event.';
comment on column pauses.event_index is 'Position of the event in its block.';
comment on column pauses.guardian    is 'Who paused, or ended the pause.';
comment on column pauses.until       is 'When the pause ends, in seconds since the Unix epoch; 0: it was ended early.';

comment on table  pool_states              is 'Supply, reserve and funding pool after each event that changed one of them. During a hatch and after one that failed both pools are 0: what was raised is in contributions and refunds.';
comment on column openings.account         is 'Who opened it: the deployer, who received the initial supply, or whoever ended the hatch.';
