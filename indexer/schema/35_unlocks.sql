-- Staked tokens that their holders asked the Commons for, at the cursor.

create view unlocks_now as
    select u.account, q.height, q.event_index, q.staked, q.free_at,
           u.act = 'unlocked' as freed, q.free_at <= seconds_of(now_at_cursor()) as free
      from (select distinct on (account) account, height, event_index, act
              from unlocks
             order by account, height desc, event_index desc) u
     cross join lateral (select * from unlocks y
                          where y.account = u.account and y.act = 'unlock'
                          order by y.height desc, y.event_index desc
                          limit 1) q
     where u.act <> 'cancel_unlock';

comment on view   unlocks_now             is 'Accounts that asked for their staked tokens: no stake of theirs can rise. Until they take that back.';
comment on column unlocks_now.account     is 'Whose tokens they are.';
comment on column unlocks_now.height      is 'Block in which they were asked for.';
comment on column unlocks_now.event_index is 'Position of that event in its block.';
comment on column unlocks_now.staked      is 'What was staked then, in base units of the token.';
comment on column unlocks_now.free_at     is 'When the tokens are free, in seconds since the Unix epoch.';
comment on column unlocks_now.freed       is 'Whether they were freed.';
comment on column unlocks_now.free        is 'Whether the time is over: their owner can free them.';
