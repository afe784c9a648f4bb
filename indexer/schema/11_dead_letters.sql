-- Events that the interface known to the indexer does not explain. The raw event is kept
-- in `chain`, so a version that knows better takes it up; nothing is lost and nothing stops.
create table dead_letters (
    height      bigint  not null,
    event_index integer not null,
    reason      text    not null,
    primary key (height, event_index)
);

comment on table  dead_letters             is 'Events of known contracts that could not be decoded.';
comment on column dead_letters.height      is 'Block of the event.';
comment on column dead_letters.event_index is 'Position of the event in its block.';
comment on column dead_letters.reason      is 'Why it could not be decoded.';
