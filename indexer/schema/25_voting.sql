-- Conviction voting: proposals, stakes and what became of them.
--
-- Conviction is stake times seconds, decayed: an integer of the contract without a unit of its own,
-- to be compared with thresholds. Stakes are base units of the token. Deposits are base units of
-- the chain's own money (18 decimals), whatever the currency of the Commons.

create table proposals (
    height      bigint         not null,
    event_index integer        not null,
    proposal    bigint         not null unique check (proposal between 0 and 4294967295),
    author      bytea          not null check (octet_length(author) = 20),
    kind        smallint       not null check (kind between 0 and 255),
    beneficiary bytea          not null check (octet_length(beneficiary) = 20),
    amount      numeric(78, 0) not null check (amount >= 0),
    duration    numeric(20, 0) not null check (duration >= 0),
    as_tokens   boolean        not null,
    expiry      numeric(20, 0) not null check (expiry >= 0),
    deposit     numeric(78, 0) not null check (deposit >= 0),
    title       text           not null,
    link        text           not null,
    primary key (height, event_index)
);

create index proposals_author      on proposals (author, height, event_index);
create index proposals_beneficiary on proposals (beneficiary, height, event_index);

comment on table  proposals             is 'Proposals as they were made. Nothing of one can change; what became of it is in executions, cancellations and expiries, its notice in announcements and resets.';
comment on column proposals.height      is 'Block of the event.';
comment on column proposals.event_index is 'Position of the event in its block.';
comment on column proposals.proposal    is 'Number of the proposal; 1 is the abstention that every deployment begins with.';
comment on column proposals.author      is 'Who made it and can have the deposit back.';
comment on column proposals.kind        is '0: a signal, which requests nothing; 1: a grant; 2: the revocation of a grant; 3: the change of a rule; 4: a change of the governor; 5: the wind-down.';
comment on column proposals.beneficiary is 'Who would be granted, or become the governor; the zero address for others.';
comment on column proposals.amount      is 'Of a grant: what is requested, in base units of the currency. Of a revocation: the number of the grant. Of a rule: what it would be, in its unit. Of others: 0.';
comment on column proposals.duration    is 'Seconds over which the grant becomes due; 0: at once. Of a rule: its number.';
comment on column proposals.as_tokens   is 'Whether the grant is to be paid in tokens.';
comment on column proposals.expiry      is 'From this second since the Unix epoch on it can no longer pass; 2^64 - 1: never.';
comment on column proposals.deposit     is 'What the author left as a deposit, in base units of the chain''s money.';
comment on column proposals.title       is 'Title. Characters that hide or reorder others show as U+FFFD, and so does a title that would show nothing; chain.events has it as the author wrote it.';
comment on column proposals.link        is 'Where to read more, cleaned as the title; may be empty, and may lead anywhere.';

create table stakes (
    height       bigint         not null,
    event_index  integer        not null,
    proposal     bigint         not null,
    account      bytea          not null check (octet_length(account) = 20),
    stake        numeric(78, 0) not null check (stake >= 0),
    against      boolean        not null,
    staked       numeric(78, 0) not null check (staked >= 0),
    conviction   numeric(78, 0) not null check (conviction >= 0),
    opposed      numeric(78, 0) not null check (opposed >= 0),
    opposition   numeric(78, 0) not null check (opposition >= 0),
    total_staked numeric(78, 0) not null check (total_staked >= 0),
    released     boolean        not null,
    signer       bytea          check (octet_length(signer) = 20),
    primary key (height, event_index)
);

-- For the list of all acts: a stake that was released is the act of whoever did it.
create index stakes_released        on stakes (height, event_index) where released;
create index stakes_released_signer on stakes (signer, height, event_index) where released;
create index stakes_account  on stakes (account, height, event_index);
create index stakes_proposal on stakes (proposal, height, event_index);

comment on table  stakes              is 'Stakes being set. The last row of an account and a proposal is the stake that counts.';
comment on column stakes.height       is 'Block of the event.';
comment on column stakes.event_index  is 'Position of the event in its block.';
comment on column stakes.proposal     is 'The proposal.';
comment on column stakes.account      is 'Whose tokens they are.';
comment on column stakes.stake        is 'What the account stakes on the proposal from here on, in base units of the token; 0: nothing any more.';
comment on column stakes.against      is 'Whether it is against the proposal. An account has one stake on a proposal, for it or against it.';
comment on column stakes.staked       is 'What all accounts together stake for the proposal from here on.';
comment on column stakes.conviction   is 'Conviction of the stakes for the proposal at this moment.';
comment on column stakes.opposed      is 'What all accounts together stake against the proposal from here on.';
comment on column stakes.opposition   is 'Conviction of the stakes against the proposal at this moment.';
comment on column stakes.total_staked is 'What is staked on all proposals together from here on, for and against, over or not.';
comment on column stakes.released     is 'Whether the stake was taken off a proposal that was over: anybody can do that for any account.';
comment on column stakes.signer       is 'Who signed the transaction, as contracts know the account; null where that is not known.';

create table announcements (
    height           bigint         not null,
    event_index      integer        not null,
    proposal         bigint         not null,
    executable_from  numeric(20, 0) not null check (executable_from >= 0),
    executable_until numeric(20, 0) not null check (executable_until >= 0),
    signer           bytea          check (octet_length(signer) = 20),
    primary key (height, event_index)
);

create index announcements_proposal on announcements (proposal, height, event_index);
create index announcements_signer   on announcements (signer, height, event_index);

comment on table  announcements                  is 'Proposals that passed being announced: after a notice they can be executed, if they still pass.';
comment on column announcements.height           is 'Block of the event.';
comment on column announcements.event_index      is 'Position of the event in its block.';
comment on column announcements.proposal         is 'The proposal.';
comment on column announcements.executable_from  is 'From when on it can be executed, as of the announcement, in seconds since the Unix epoch: a pause can move that. proposals_now has it as it is.';
comment on column announcements.executable_until is 'Until when, as of the announcement, in seconds since the Unix epoch; later the announcement must be taken back.';
comment on column announcements.signer           is 'Who signed the transaction, as contracts know the account; null where that is not known. Anybody can announce a proposal that passes.';

create table resets (
    height      bigint  not null,
    event_index integer not null,
    proposal    bigint  not null,
    signer      bytea   check (octet_length(signer) = 20),
    primary key (height, event_index)
);

create index resets_proposal on resets (proposal, height, event_index);
create index resets_signer   on resets (signer, height, event_index);

comment on table  resets             is 'Announcements being taken back: the proposal did not pass any more, or was not executed in time.';
comment on column resets.height      is 'Block of the event.';
comment on column resets.event_index is 'Position of the event in its block.';
comment on column resets.proposal    is 'The proposal.';
comment on column resets.signer      is 'Who signed the transaction, as contracts know the account; null where that is not known. Anybody can take such an announcement back.';

create table executions (
    height       bigint         not null,
    event_index  integer        not null,
    proposal     bigint         not null unique,
    grant_id     bigint         check (grant_id between 1 and 4294967295),
    conviction   numeric(78, 0) not null check (conviction >= 0),
    opposition   numeric(78, 0) not null check (opposition >= 0),
    threshold    numeric(78, 0) not null check (threshold >= 0),
    total_staked numeric(78, 0) not null check (total_staked >= 0),
    signer       bytea          check (octet_length(signer) = 20),
    primary key (height, event_index)
);

create index executions_signer on executions (signer, height, event_index);

comment on table  executions              is 'Proposals that passed and were executed.';
comment on column executions.height       is 'Block of the event.';
comment on column executions.event_index  is 'Position of the event in its block.';
comment on column executions.proposal     is 'The proposal.';
comment on column executions.grant_id     is 'The grant that it created or took back; null where it did neither.';
comment on column executions.conviction   is 'Conviction of the stakes for it at that moment.';
comment on column executions.opposition   is 'Conviction of the stakes against it at that moment.';
comment on column executions.threshold    is 'The threshold at that moment, which support less opposition exceeded.';
comment on column executions.total_staked is 'What is staked on all proposals together, in base units of the token: the end of one takes nothing off.';
comment on column executions.signer       is 'Who signed the transaction, as contracts know the account; null where that is not known. Anybody can execute an announced proposal that passes.';

create table cancellations (
    height       bigint         not null,
    event_index  integer        not null,
    proposal     bigint         not null unique,
    total_staked numeric(78, 0) not null check (total_staked >= 0),
    primary key (height, event_index)
);

comment on table  cancellations              is 'Proposals that their authors withdrew.';
comment on column cancellations.height       is 'Block of the event.';
comment on column cancellations.event_index  is 'Position of the event in its block.';
comment on column cancellations.proposal     is 'The proposal.';
comment on column cancellations.total_staked is 'What is staked on all proposals together, in base units of the token.';

create table expiries (
    height       bigint         not null,
    event_index  integer        not null,
    proposal     bigint         not null unique,
    total_staked numeric(78, 0) not null check (total_staked >= 0),
    signer       bytea          check (octet_length(signer) = 20),
    primary key (height, event_index)
);

create index expiries_signer on expiries (signer, height, event_index);

comment on table  expiries              is 'Proposals ended because their time was over.';
comment on column expiries.height       is 'Block of the event.';
comment on column expiries.event_index  is 'Position of the event in its block.';
comment on column expiries.proposal     is 'The proposal.';
comment on column expiries.total_staked is 'What is staked on all proposals together, in base units of the token.';
comment on column expiries.signer       is 'Who signed the transaction, as contracts know the account; null where that is not known. Anybody can end a proposal whose time is over.';

create table reclaims (
    height      bigint         not null,
    event_index integer        not null,
    proposal    bigint         not null unique,
    author      bytea          not null check (octet_length(author) = 20),
    amount      numeric(78, 0) not null check (amount >= 0),
    signer      bytea          check (octet_length(signer) = 20),
    primary key (height, event_index)
);

create index reclaims_author on reclaims (author, height, event_index);
create index reclaims_signer on reclaims (signer, height, event_index);

comment on table  reclaims             is 'Deposits of proposals paid back to their authors.';
comment on column reclaims.height      is 'Block of the event.';
comment on column reclaims.event_index is 'Position of the event in its block.';
comment on column reclaims.proposal    is 'The proposal.';
comment on column reclaims.author      is 'Who was paid.';
comment on column reclaims.amount      is 'What was paid back, in base units of the chain''s money.';
comment on column reclaims.signer      is 'Who signed the transaction, as contracts know the account; null where that is not known. Anybody can have the deposit of a proposal that is over paid back to its author.';
