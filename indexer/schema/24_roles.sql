-- Who may do what: governor, owner, guardian, and pauses.

create table governors (
    height      bigint  not null,
    event_index integer not null,
    governor    bytea   not null check (octet_length(governor) = 20),
    primary key (height, event_index)
);

create index governors_governor on governors (governor, height, event_index);

comment on table  governors             is 'The contract that decides about grants being named: once by the owner, afterwards by a vote.';
comment on column governors.height      is 'Block of the event.';
comment on column governors.event_index is 'Position of the event in its block.';
comment on column governors.governor    is 'The governor from here on.';

create table ownership_offers (
    height       bigint  not null,
    event_index  integer not null,
    from_account bytea   not null check (octet_length(from_account) = 20),
    to_account   bytea   not null check (octet_length(to_account) = 20),
    primary key (height, event_index)
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
    primary key (height, event_index)
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
    primary key (height, event_index)
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
    ended       boolean        not null,
    primary key (height, event_index)
);

create index pauses_guardian on pauses (guardian, height, event_index);

comment on table  pauses             is 'Pauses, and their early ends.';
comment on column pauses.height      is 'Block of the event.';
comment on column pauses.event_index is 'Position of the event in its block.';
comment on column pauses.guardian    is 'Who paused, or ended the pause.';
comment on column pauses.until       is 'When the pause ends, in seconds since the Unix epoch; of one that was ended early, when that was.';
comment on column pauses.ended       is 'Whether it was ended early: until is not after the block.';
