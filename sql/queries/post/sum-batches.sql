update credit_batch b
set booked = b.booked + m.booked, consumed = b.consumed + m.consumed, expired = b.expired + m.expired,
    rolled_out = b.rolled_out + m.rolled_out, voided = b.voided + m.voided, value_left = b.value_left + m.value
from (
    select batch_id,
           coalesce(sum(credits) filter (where kind = 'allocated'), 0) as booked,
           coalesce(-sum(credits) filter (where kind = 'consumed'), 0) as consumed,
           coalesce(-sum(credits) filter (where kind = 'expired'), 0) as expired,
           coalesce(-sum(credits) filter (where kind = 'rolled_out'), 0) as rolled_out,
           coalesce(-sum(credits) filter (where kind = 'voided'), 0) as voided,
           sum(value)::bigint as value
    from stage_movement
    where run_no = :run
    group by batch_id
) m
where b.batch_id = m.batch_id
