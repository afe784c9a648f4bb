-- What was read from the chain, word for word.
--
-- Three rules hold for every table of this database:
--   * Only finalized blocks are kept, so a row that is here never changes its mind.
--   * Rows are determined by the chain alone: no insertion times, no serial numbers. Two
--     databases that followed the same chain to the same height are equal row by row.
--   * The rows of a block, what is derived from them and the cursor are written in one
--     transaction. Whoever reads sees whole blocks.

-- The one deployment this database is about. Written at the first start, compared at every
-- later one: an indexer pointed at another chain or another contract refuses to write here.
create table deployment (
    singleton         boolean        primary key default true check (singleton),
    genesis_hash      bytea          not null check (octet_length(genesis_hash) = 32),
    commons           bytea          not null check (octet_length(commons) = 20),
    block_height      bigint         not null check (block_height >= 0),
    block_hash        bytea          not null check (octet_length(block_hash) = 32),
    name              text           not null,
    symbol            text           not null,
    decimals          smallint       not null check (decimals between 0 and 77),
    currency          text           not null,
    reserve_ratio_ppm integer        not null check (reserve_ratio_ppm between 1 and 1000000),
    entry_tribute_ppm integer        not null check (entry_tribute_ppm between 0 and 999999),
    exit_tribute_ppm  integer        not null check (exit_tribute_ppm between 0 and 999999),
    initial_supply    numeric(78, 0) not null check (initial_supply > 0),
    initial_reserve   numeric(78, 0) not null check (initial_reserve > 0)
);

comment on table  deployment                   is 'The one deployment this database follows, as deployment.json describes it.';
comment on column deployment.singleton         is 'Always true: there is one row.';
comment on column deployment.genesis_hash      is 'Hash of block 0: which chain this is.';
comment on column deployment.commons           is 'Address of the Commons contract.';
comment on column deployment.block_height      is 'Height of the block that deployed the contract.';
comment on column deployment.block_hash        is 'Hash of the block that deployed the contract.';
comment on column deployment.name              is 'Name of the token.';
comment on column deployment.symbol            is 'Symbol of the token.';
comment on column deployment.decimals          is 'Decimals of token and reserve amounts: an amount of 10^decimals base units is one whole.';
comment on column deployment.currency          is 'Symbol of the currency held by the reserve and the funding pool.';
comment on column deployment.reserve_ratio_ppm is 'Reserve ratio of the bonding curve, in parts per million.';
comment on column deployment.entry_tribute_ppm is 'Share of a deposit that goes to the funding pool, in parts per million.';
comment on column deployment.exit_tribute_ppm  is 'Share of a payout that goes to the funding pool, in parts per million.';
comment on column deployment.initial_supply    is 'Supply the curve opened with, in base units.';
comment on column deployment.initial_reserve   is 'Reserve the curve opened with, in base units.';

-- Every finalized block from the start on, empty ones too: that no height is missing and that
-- each parent hash is its predecessor's hash can be checked with one query.
create table blocks (
    height       bigint      primary key check (height >= 0),
    hash         bytea       not null check (octet_length(hash) = 32),
    parent_hash  bytea       not null check (octet_length(parent_hash) = 32),
    timestamp    timestamptz not null,
    spec_version integer     not null check (spec_version >= 0)
);

create index blocks_timestamp on blocks (timestamp);

comment on table  blocks              is 'Every finalized block followed, empty ones included.';
comment on column blocks.height       is 'Number of the block.';
comment on column blocks.hash         is 'Hash of the block.';
comment on column blocks.parent_hash  is 'Hash of the block before it.';
comment on column blocks.timestamp    is 'Time the chain gives the block, to the millisecond.';
comment on column blocks.spec_version is 'Version of the runtime that executed the block; its metadata decoded the events.';

-- What the deployment''s contracts emitted, undecoded. Everything below `blocks` can be rebuilt
-- from this table without the chain.
create table events (
    height          bigint  not null references blocks (height),
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

comment on table  events                 is 'Raw events of the deployment''s contracts: the truth that every other table is derived from.';
comment on column events.height          is 'Block of the event.';
comment on column events.event_index     is 'Position among all events of the block; unique in it.';
comment on column events.extrinsic_index is 'Position of the extrinsic that caused it; null where the runtime itself did.';
comment on column events.contract        is 'Address of the contract that emitted it.';
comment on column events.topic0          is 'Keccak-256 of the event''s Solidity signature; null for an event without topics.';
comment on column events.topic1          is 'First indexed field.';
comment on column events.topic2          is 'Second indexed field.';
comment on column events.topic3          is 'Third indexed field.';
comment on column events.data            is 'The fields that are not indexed, Solidity ABI encoded.';

-- Events that the interface known to the indexer does not explain. The raw event is kept above,
-- so a later version that knows better can take it up; nothing is lost and nothing stops.
create table dead_letters (
    height      bigint  not null,
    event_index integer not null,
    reason      text    not null,
    primary key (height, event_index),
    foreign key (height, event_index) references events (height, event_index)
);

comment on table  dead_letters             is 'Events of known contracts that could not be decoded.';
comment on column dead_letters.height      is 'Block of the event.';
comment on column dead_letters.event_index is 'Position of the event in its block.';
comment on column dead_letters.reason      is 'Why it could not be decoded.';

-- How far the indexer has come. Moved in the transaction that writes the rows it speaks of.
create table cursor (
    singleton boolean primary key default true check (singleton),
    height    bigint  not null references blocks (height),
    hash      bytea   not null check (octet_length(hash) = 32)
);

comment on table  cursor           is 'The last block that was written; everything up to it is here.';
comment on column cursor.singleton is 'Always true: there is one row.';
comment on column cursor.height    is 'Height of that block.';
comment on column cursor.hash      is 'Hash of that block: the parent that the next one must name.';
