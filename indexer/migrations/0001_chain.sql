-- What was read from the chain, word for word: the one thing that cannot be had again without a node.
--
-- Two schemas share the database. `chain`, made here, holds the raw truth. `weir`, whose files are in
-- schema/, holds everything that follows from it, and can be thrown away and derived anew at any
-- time. So only this schema is ever migrated.
--
-- Three rules hold for every table of both:
--   * Only finalized blocks are kept, so a row that is here never changes its mind.
--   * Rows are determined by the chain alone: no insertion times, no serial numbers. Two
--     databases that followed the same chain to the same height are equal row by row.
--   * The rows of a block, what is derived from them and the cursor are written in one
--     transaction. Whoever reads sees whole blocks.

create schema if not exists chain;
comment on schema chain is 'What was read from the chain, word for word: blocks, events and how far.';

-- The one deployment this database is about. Written at the first start, compared at every
-- later one: an indexer pointed at another chain or another contract refuses to write here.
create table chain.deployment (
    singleton            boolean        primary key default true check (singleton),
    genesis_hash         bytea          not null check (octet_length(genesis_hash) = 32),
    block_height         bigint         not null check (block_height >= 0),
    block_hash           bytea          not null check (octet_length(block_hash) = 32),
    commons              bytea          not null check (octet_length(commons) = 20),
    conviction           bytea          not null check (octet_length(conviction) = 20),
    name                 text           not null,
    symbol               text           not null,
    decimals             smallint       not null check (decimals between 0 and 77),
    native_symbol        text           not null,
    currency             text           not null,
    currency_kind        text           not null check (currency_kind in ('native', 'erc20')),
    currency_address     bytea          check (octet_length(currency_address) = 20),
    currency_decimals    smallint       not null check (currency_decimals between 0 and 18),
    reserve_ratio_ppm    integer        not null check (reserve_ratio_ppm between 1 and 1000000),
    entry_tribute_ppm    integer        not null check (entry_tribute_ppm between 0 and 999999),
    exit_tribute_ppm     integer        not null check (exit_tribute_ppm between 0 and 999999),
    initial_supply       numeric(78, 0) not null check (initial_supply >= 0),
    initial_reserve      numeric(78, 0) not null check (initial_reserve >= 0),
    hatch_minimum        numeric(78, 0) check (hatch_minimum > 0),
    hatch_maximum        numeric(78, 0) check (hatch_maximum >= hatch_minimum),
    hatch_deadline       numeric(20, 0) check (hatch_deadline >= 0),
    hatch_price          numeric(78, 0) check (hatch_price > 0),
    hatch_tribute_ppm    integer        check (hatch_tribute_ppm between 0 and 999999),
    hatch_cliff          numeric(20, 0) check (hatch_cliff >= 0),
    hatch_half_life      numeric(20, 0) check (hatch_half_life >= 0),
    hatch_allowlist      boolean,
    hatch_max_jump_ppm   bigint         check (hatch_max_jump_ppm >= 0),
    spending_limit_ppm   integer        not null check (spending_limit_ppm between 1 and 1000000),
    grant_window         numeric(20, 0) not null check (grant_window > 0),
    guardian_until       numeric(20, 0) not null check (guardian_until >= 0),
    conviction_half_life numeric(20, 0) not null check (conviction_half_life > 0),
    weight_ppm           integer        not null check (weight_ppm between 1 and 1000000),
    min_stake_ppm        integer        not null check (min_stake_ppm between 0 and 1000000),
    proposal_deposit     numeric(78, 0) not null check (proposal_deposit >= 0),
    max_lifetime         numeric(20, 0) not null check (max_lifetime > 0),
    constraint deployment_currency_check
        check ((currency_kind = 'erc20') = (currency_address is not null)),
    -- Either the deployer opens the curve at once, or a hatch does.
    constraint deployment_hatch_check check (
        num_nulls(hatch_minimum, hatch_maximum, hatch_deadline, hatch_price, hatch_tribute_ppm,
                  hatch_cliff, hatch_half_life, hatch_allowlist, hatch_max_jump_ppm)
            = case when initial_supply > 0 then 9 else 0 end)
);

comment on table  chain.deployment                      is 'The one deployment this database follows, as deployment.json describes it.';
comment on column chain.deployment.singleton            is 'Always true: there is one row.';
comment on column chain.deployment.genesis_hash         is 'Hash of block 0: which chain this is.';
comment on column chain.deployment.block_height         is 'Height of the block that deployed the Commons: history starts here.';
comment on column chain.deployment.block_hash           is 'Hash of that block.';
comment on column chain.deployment.commons              is 'Address of the Commons contract.';
comment on column chain.deployment.conviction           is 'Address of the Conviction contract.';
comment on column chain.deployment.name                 is 'Name of the token.';
comment on column chain.deployment.symbol               is 'Symbol of the token.';
comment on column chain.deployment.decimals             is 'Decimals of the token: an amount of 10^decimals base units is one whole.';
comment on column chain.deployment.native_symbol        is 'Symbol of the money of the chain, of which the deposits of proposals are; it has 18 decimals.';
comment on column chain.deployment.currency             is 'Symbol of the currency held by the reserve and the funding pool.';
comment on column chain.deployment.currency_kind        is 'native: the money of the chain; erc20: a token.';
comment on column chain.deployment.currency_address     is 'The token''s contract; null for the money of the chain.';
comment on column chain.deployment.currency_decimals    is 'Decimals of the currency as contracts count it (18 for the money of the chain): 10^currency_decimals base units are one whole.';
comment on column chain.deployment.reserve_ratio_ppm    is 'Reserve ratio of the bonding curve, in parts per million.';
comment on column chain.deployment.entry_tribute_ppm    is 'Share of a deposit that goes to the funding pool, in parts per million.';
comment on column chain.deployment.exit_tribute_ppm     is 'Share of a payout that goes to the funding pool, in parts per million.';
comment on column chain.deployment.initial_supply       is 'Supply the curve opened with, in base units; 0 where it opens with a hatch.';
comment on column chain.deployment.initial_reserve      is 'Reserve the curve opened with, in base units of the currency; 0 where it opens with a hatch.';
comment on column chain.deployment.hatch_minimum        is 'What the hatch must raise to open the curve, in base units of the currency. This and the other columns of the hatch are null without one.';
comment on column chain.deployment.hatch_maximum        is 'What the hatch can raise at most, in base units of the currency.';
comment on column chain.deployment.hatch_deadline       is 'The last second in which the hatch takes contributions, since the Unix epoch.';
comment on column chain.deployment.hatch_price          is 'Price of one whole token in the hatch, in base units of the currency.';
comment on column chain.deployment.hatch_tribute_ppm    is 'Share of what is raised that goes to the funding pool at the opening, in parts per million.';
comment on column chain.deployment.hatch_cliff          is 'Seconds after the opening until which all tokens of the hatch are locked.';
comment on column chain.deployment.hatch_half_life      is 'Seconds after the cliff in which half of what is locked becomes free, again and again.';
comment on column chain.deployment.hatch_allowlist      is 'Whether only accounts on the allowlist may contribute.';
comment on column chain.deployment.hatch_max_jump_ppm   is 'The most that the spot price may be at the opening, in parts per million of the hatch''s price.';
comment on column chain.deployment.spending_limit_ppm   is 'Share of the funding pool below which a grant must stay, in parts per million.';
comment on column chain.deployment.grant_window         is 'Seconds over which the grants of one beneficiary count together.';
comment on column chain.deployment.guardian_until       is 'When the guardian''s role ends, in seconds since the Unix epoch; 0 where there never was one.';
comment on column chain.deployment.conviction_half_life is 'Seconds in which conviction covers half of the way to its limit.';
comment on column chain.deployment.weight_ppm           is 'How much conviction passing takes: rho of the threshold, in parts per million.';
comment on column chain.deployment.min_stake_ppm        is 'Share of the supply that thresholds count with at least, in parts per million.';
comment on column chain.deployment.proposal_deposit     is 'What a proposal''s author deposits at least, in base units of the chain''s money.';
comment on column chain.deployment.max_lifetime         is 'The longest time that a proposal can stay open, in seconds.';

-- Every finalized block from the start on, empty ones too: that no height is missing and that
-- each parent hash is its predecessor's hash can be checked with one query.
create table chain.blocks (
    height       bigint      primary key check (height >= 0),
    hash         bytea       not null check (octet_length(hash) = 32),
    parent_hash  bytea       not null check (octet_length(parent_hash) = 32),
    timestamp    timestamptz not null,
    spec_version integer     not null check (spec_version >= 0)
);

create index blocks_timestamp on chain.blocks (timestamp);

comment on table  chain.blocks              is 'Every finalized block followed, empty ones included.';
comment on column chain.blocks.height       is 'Number of the block.';
comment on column chain.blocks.hash         is 'Hash of the block.';
comment on column chain.blocks.parent_hash  is 'Hash of the block before it.';
comment on column chain.blocks.timestamp    is 'Time the chain gives the block, to the millisecond.';
comment on column chain.blocks.spec_version is 'Version of the runtime that executed the block; its metadata decoded the events.';

-- What the deployment's contracts emitted, undecoded. Everything in `weir` can be rebuilt
-- from this table without the chain.
create table chain.events (
    height          bigint  not null references chain.blocks (height),
    event_index     integer not null check (event_index >= 0),
    extrinsic_index integer check (extrinsic_index >= 0),
    contract        bytea   not null check (octet_length(contract) = 20),
    topic0          bytea   check (octet_length(topic0) = 32),
    topic1          bytea   check (octet_length(topic1) = 32),
    topic2          bytea   check (octet_length(topic2) = 32),
    topic3          bytea   check (octet_length(topic3) = 32),
    data            bytea   not null,
    primary key (height, event_index)
);

comment on table  chain.events                 is 'Raw events of the deployment''s contracts: the truth that every other table is derived from.';
comment on column chain.events.height          is 'Block of the event.';
comment on column chain.events.event_index     is 'Position among all events of the block; unique in it.';
comment on column chain.events.extrinsic_index is 'Position of the extrinsic that caused it; null where the runtime itself did.';
comment on column chain.events.contract        is 'Address of the contract that emitted it, whose interface explains it: deployment.commons or deployment.conviction.';
comment on column chain.events.topic0          is 'Keccak-256 of the event''s Solidity signature; null for an event without topics.';
comment on column chain.events.topic1          is 'First indexed field.';
comment on column chain.events.topic2          is 'Second indexed field.';
comment on column chain.events.topic3          is 'Third indexed field.';
comment on column chain.events.data            is 'The fields that are not indexed, Solidity ABI encoded.';

-- How far the indexer has come. Moved in the transaction that writes the rows it speaks of.
create table chain.cursor (
    singleton boolean primary key default true check (singleton),
    height    bigint  not null references chain.blocks (height),
    hash      bytea   not null check (octet_length(hash) = 32)
);

comment on table  chain.cursor           is 'The last block that was written; everything up to it is here.';
comment on column chain.cursor.singleton is 'Always true: there is one row.';
comment on column chain.cursor.height    is 'Height of that block.';
comment on column chain.cursor.hash      is 'Hash of that block: the parent that the next one must name.';

-- A role that reads everything and changes nothing, for people and programs that query. Roles
-- belong to the whole server: it may be there already, or not be ours to make.
do $$
begin
    if not exists (select from pg_roles where rolname = 'weir_reader') then
        create role weir_reader nologin;
    end if;
exception
    when duplicate_object or unique_violation then
        null;
    when insufficient_privilege then
        raise notice 'the role weir_reader could not be made; an administrator can: '
            'create role weir_reader; then weir-indexer rebuild grants it what it needs';
end
$$;
