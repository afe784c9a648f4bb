-- What the events of the contracts mean, and what follows from that. Derived, all of it: these files
-- make an empty schema, which the indexer fills from chain.events. There are no migrations: where
-- the files or the decoder change, the schema is made and filled anew and takes the old one's place.
--
-- One table for each event, named after the act and keyed by the event, so that a table joins to any
-- other and to `events`. Amounts are base units, never rounded. Views whose name begins with v_ show
-- the same for reading: decimal amounts, 0x addresses, times.
--
-- No row refers to another by a foreign key: what is written here follows from one event alone or
-- from what is here already, and an event that could not be decoded must not keep out those that
-- name it. `weir-indexer audit` proves that all of it is right.
--
-- A table of one row is joined as (table ... limit 1): else the planner takes it for a thousand.
--
-- Times and durations are whole seconds as the contract gives them. They are 64 bits wide there,
-- and 2^64 - 1 means never, so they are numeric(20, 0); moment() and the views make times of them.

create table derivation (
    singleton   boolean primary key default true check (singleton),
    fingerprint text    not null
);

comment on table  derivation             is 'By which rules this schema was made.';
comment on column derivation.singleton   is 'Always true: there is one row.';
comment on column derivation.fingerprint is 'Hash of the files that describe the schema and of the version of the decoder; an indexer with other rules derives all of it anew.';
