-- allocated = remaining + consumed + expired + rolled out + voided, batch by batch, and the ledger says the same.
select b.batch_id, b.booked, b.consumed, b.expired, b.rolled_out, b.voided, l.*
from credit_batch b
join (
    select batch_no,
           coalesce(sum(credits) filter (where kind = 'allocated'), 0) as l_booked,
           coalesce(-sum(credits) filter (where kind = 'consumed'), 0) as l_consumed,
           coalesce(-sum(credits) filter (where kind = 'expired'), 0) as l_expired,
           coalesce(-sum(credits) filter (where kind = 'rolled_out'), 0) as l_rolled_out,
           coalesce(-sum(credits) filter (where kind = 'voided'), 0) as l_voided
    from ledger
    where account_no in (select account_no from touched)
    group by batch_no
) l on l.batch_no = b.batch_no
where (b.booked, b.consumed, b.expired, b.rolled_out, b.voided)
    <> (l.l_booked, l.l_consumed, l.l_expired, l.l_rolled_out, l.l_voided)
   or b.booked not in (0, b.allocated)
