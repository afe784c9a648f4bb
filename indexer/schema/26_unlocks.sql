-- Staked tokens that their holders asked the Commons for, without the vote.

create table unlocks (
    height      bigint         not null,
    event_index integer        not null,
    account     bytea          not null check (octet_length(account) = 20),
    staked      numeric(78, 0) not null check (staked >= 0),
    free_at     numeric(20, 0) not null check (free_at >= 0),
    act         text           not null check (act in ('unlock', 'unlocked', 'cancel_unlock')),
    primary key (height, event_index)
);

create index unlocks_account on unlocks (account, height, event_index);

comment on table  unlocks             is 'Requests for staked tokens, and what their owners made of them.';
comment on column unlocks.height      is 'Block of the event.';
comment on column unlocks.event_index is 'Position of the event in its block.';
comment on column unlocks.account     is 'Whose tokens they are.';
comment on column unlocks.staked      is 'What is staked from here on, in base units of the token.';
comment on column unlocks.free_at     is 'When the tokens are free, in seconds since the Unix epoch; 0 of what ends a request.';
comment on column unlocks.act         is 'unlock: asked for; unlocked: freed when the time was over; cancel_unlock: the request was taken back.';
