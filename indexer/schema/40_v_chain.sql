-- For people who read: blocks and raw events with 0x hashes and times.

create view v_blocks as
    select height, hex(hash) as hash, hex(parent_hash) as parent_hash, timestamp, spec_version
      from blocks;
comment on view v_blocks is 'Blocks with readable hashes.';

create view v_events as
    select e.height, e.event_index, b.timestamp, e.extrinsic_index, hex(e.signer) as signer, hex(e.contract) as contract,
           hex(e.topic0) as topic0, hex(e.topic1) as topic1, hex(e.topic2) as topic2,
           hex(e.topic3) as topic3, hex(e.data) as data, d.reason as dead_letter
      from events e
      join blocks b using (height)
      left join dead_letters d using (height, event_index);
comment on view v_events is 'Raw events with readable bytes, and why one was not decoded.';
comment on column v_events.dead_letter is 'Why it could not be decoded; null where it was.';
