-- allocated = remaining + consumed + expired + rolled out + voided: each batch moved by what the ledger booked on it.
select a.batch_id, a.booked, a.consumed, a.expired, a.rolled_out, a.voided, a.value_left, e.*
from batch_after a
left join batch_before b on b.batch_no = a.batch_no
left join (
    select batch_no,
           coalesce(sum(credits) filter (where kind = 'allocated'), 0) as l_booked,
           coalesce(-sum(credits) filter (where kind = 'consumed'), 0) as l_consumed,
           coalesce(-sum(credits) filter (where kind = 'expired'), 0) as l_expired,
           coalesce(-sum(credits) filter (where kind = 'rolled_out'), 0) as l_rolled_out,
           coalesce(-sum(credits) filter (where kind = 'voided'), 0) as l_voided,
           sum(value) as l_value
    from entry_sum
    where fresh
    group by batch_no
) e on e.batch_no = a.batch_no
where a.booked <> coalesce(b.booked, 0) + coalesce(e.l_booked, 0)
   or a.consumed <> coalesce(b.consumed, 0) + coalesce(e.l_consumed, 0)
   or a.expired <> coalesce(b.expired, 0) + coalesce(e.l_expired, 0)
   or a.rolled_out <> coalesce(b.rolled_out, 0) + coalesce(e.l_rolled_out, 0)
   or a.voided <> coalesce(b.voided, 0) + coalesce(e.l_voided, 0)
   or a.value_left <> coalesce(b.value_left, 0) + coalesce(e.l_value, 0)
   or a.booked not in (0, a.allocated)
   or a.remaining < 0
