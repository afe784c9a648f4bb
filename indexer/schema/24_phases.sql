-- Where the Commons is in its life: the announcement of its wind-down, the wind-down itself.

create table closings (
    height      bigint  not null,
    event_index integer not null,
    announced   boolean not null,
    primary key (height, event_index)
);

comment on table  closings             is 'Announcements of a wind-down, and their being taken back. While one stands nothing is minted or granted, and tokens are redeemed for equal shares of the reserve.';
comment on column closings.height      is 'Block of the event.';
comment on column closings.event_index is 'Position of the event in its block.';
comment on column closings.announced   is 'Whether it was announced; false: taken back.';

create table wind_downs (
    height      bigint  not null,
    event_index integer not null,
    signer      bytea   check (octet_length(signer) = 20),
    primary key (height, event_index)
);

comment on table  wind_downs             is 'The wind-down: the funding pool joined the reserve, for good. One row or none; how much it was is in funding.';
comment on column wind_downs.height      is 'Block of the event.';
comment on column wind_downs.event_index is 'Position of the event in its block.';
comment on column wind_downs.signer      is 'Who signed the transaction, as contracts know the account; null where that is not known. Anybody can execute what was voted.';

create function phase_at(at_height bigint) returns text
    language sql stable strict parallel safe
    return case
        when exists (select from wind_downs where height <= at_height) then 'closed'
        when (select announced from closings where height <= at_height
               order by height desc, event_index desc limit 1) then 'closing'
        when exists (select from openings where height <= at_height) then 'open'
        when exists (select from hatch_failures where height <= at_height) then 'refunding'
        when exists (select from deployment
                      where block_height <= at_height and hatch_minimum is not null) then 'hatch'
    end;

comment on function phase_at(bigint) is 'Where the Commons was after a block: hatch, open, refunding, closing (its wind-down was announced) or closed; null before it was deployed.';

create function phase() returns text
    language sql stable parallel safe
    return phase_at((select height from cursor));

comment on function phase() is 'Where the Commons is: hatch, open, refunding, closing (its wind-down is announced) or closed; null before it is deployed.';
