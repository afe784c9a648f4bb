-- The curve: trades, burns and donations, and the pools after each act.

create table openings (
    height      bigint  not null,
    event_index integer not null,
    account     bytea   not null check (octet_length(account) = 20),
    primary key (height, event_index)
);

create index openings_account on openings (account, height, event_index);

comment on table  openings             is 'The opening of the curve; what it opened with is in pool_states.';
comment on column openings.height      is 'Block of the event.';
comment on column openings.event_index is 'Position of the event in its block.';
comment on column openings.account     is 'Who opened it and received the initial supply.';

create table mints (
    height      bigint         not null,
    event_index integer        not null,
    account     bytea          not null check (octet_length(account) = 20),
    deposit     numeric(78, 0) not null check (deposit >= 0),
    tribute     numeric(78, 0) not null check (tribute between 0 and deposit),
    minted      numeric(78, 0) not null check (minted >= 0),
    primary key (height, event_index)
);

create index mints_account on mints (account, height, event_index);

comment on table  mints             is 'Deposits: money in, tokens out.';
comment on column mints.height      is 'Block of the event.';
comment on column mints.event_index is 'Position of the event in its block.';
comment on column mints.account     is 'Who deposited and received the tokens.';
comment on column mints.deposit     is 'What was paid in, in base units of the currency.';
comment on column mints.tribute     is 'The part of the deposit that went to the funding pool; the rest went to the reserve.';
comment on column mints.minted      is 'Tokens created, in base units.';

create table redemptions (
    height      bigint         not null,
    event_index integer        not null,
    account     bytea          not null check (octet_length(account) = 20),
    amount      numeric(78, 0) not null check (amount >= 0),
    tribute     numeric(78, 0) not null check (tribute >= 0),
    returned    numeric(78, 0) not null check (returned >= 0),
    primary key (height, event_index)
);

create index redemptions_account on redemptions (account, height, event_index);

comment on table  redemptions             is 'Tokens given back for their share of the reserve: by the curve, and by equal shares once a wind-down is announced.';
comment on column redemptions.height      is 'Block of the event.';
comment on column redemptions.event_index is 'Position of the event in its block.';
comment on column redemptions.account     is 'Who redeemed and was paid.';
comment on column redemptions.amount      is 'Tokens destroyed, in base units.';
comment on column redemptions.tribute     is 'What went from the reserve to the funding pool, in base units of the currency.';
comment on column redemptions.returned    is 'What was paid out of the reserve, after the tribute, in base units of the currency.';

create table burns (
    height      bigint         not null,
    event_index integer        not null,
    account     bytea          not null check (octet_length(account) = 20),
    service     bigint         not null check (service between 0 and 4294967295),
    content     bytea          not null check (octet_length(content) = 32),
    amount      numeric(78, 0) not null check (amount >= 0),
    primary key (height, event_index)
);

create index burns_account on burns (account, height, event_index);
create index burns_service on burns (service, height, event_index);

comment on table  burns             is 'Tokens destroyed without payment, for the use of a service.';
comment on column burns.height      is 'Block of the event.';
comment on column burns.event_index is 'Position of the event in its block.';
comment on column burns.account     is 'Whose tokens were destroyed.';
comment on column burns.service     is 'Number of the service that was used.';
comment on column burns.content     is 'Hash of what was paid for.';
comment on column burns.amount      is 'Tokens destroyed, in base units.';

create table donations (
    height      bigint         not null,
    event_index integer        not null,
    account     bytea          not null check (octet_length(account) = 20),
    amount      numeric(78, 0) not null check (amount >= 0),
    primary key (height, event_index)
);

create index donations_account on donations (account, height, event_index);

comment on table  donations             is 'Money put into the funding pool for nothing in return.';
comment on column donations.height      is 'Block of the event.';
comment on column donations.event_index is 'Position of the event in its block.';
comment on column donations.account     is 'Who gave.';
comment on column donations.amount      is 'What was given, in base units of the currency.';

create table credits (
    height      bigint         not null,
    event_index integer        not null,
    account     bytea          not null check (octet_length(account) = 20),
    amount      numeric(78, 0) not null check (amount >= 0),
    primary key (height, event_index)
);

create index credits_account on credits (account, height, event_index);

comment on table  credits             is 'Money that had arrived without a message and was put into the funding pool; after a wind-down into the reserve.';
comment on column credits.height      is 'Block of the event.';
comment on column credits.event_index is 'Position of the event in its block.';
comment on column credits.account     is 'Who had it counted: anybody can. Who sent it is not known.';
comment on column credits.amount      is 'What was there, in base units of the currency.';

-- The state of the pools after each event that moved money or supply, as the contract itself
-- states it in the event. In the order of their keys these rows are the history of the Commons.
create table pool_states (
    height       bigint         not null,
    event_index  integer        not null,
    supply       numeric(78, 0) not null check (supply >= 0),
    reserve      numeric(78, 0) not null check (reserve >= 0),
    funding_pool numeric(78, 0) not null check (funding_pool >= 0),
    primary key (height, event_index)
);

comment on table  pool_states              is 'Supply, reserve and funding pool after each event that changed one of them. During a hatch and after one that failed both pools are 0: what was raised is in contributions and refunds. After a wind-down the funding pool is 0, and the reserve is what tokens are redeemed for by equal shares.';
comment on column pool_states.height       is 'Block of the event.';
comment on column pool_states.event_index  is 'Position of the event in its block.';
comment on column pool_states.supply       is 'Tokens in existence, in base units.';
comment on column pool_states.reserve      is 'The collateral pool that backs the token, in base units of the currency.';
comment on column pool_states.funding_pool is 'What the Commons can spend on projects, in base units of the currency.';
