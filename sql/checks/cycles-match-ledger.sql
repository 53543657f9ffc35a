-- What a cycle says was allocated, consumed, expired, rolled over and voided moved by what the ledger booked in it.
select account_no, first_day, sum(allocated) as allocated, sum(consumed) as consumed, sum(expired) as expired,
       sum(rolled_over) as rolled_over, sum(voided) as voided
from (
    select account_no, first_day, allocated, consumed, expired, rolled_over, voided from cycle_after
    union all
    select account_no, first_day, -allocated, -consumed, -expired, -rolled_over, -voided from cycle_before
    union all
    select account_no, cycle, -coalesce(sum(credits) filter (where kind = 'allocated'), 0),
           coalesce(sum(credits) filter (where kind = 'consumed'), 0),
           coalesce(sum(credits) filter (where kind = 'expired'), 0),
           coalesce(sum(credits) filter (where kind = 'rolled_out'), 0),
           coalesce(sum(credits) filter (where kind = 'voided'), 0)
    from entry_sum
    group by account_no, cycle
) d
group by account_no, first_day
having sum(allocated) <> 0 or sum(consumed) <> 0 or sum(expired) <> 0 or sum(rolled_over) <> 0 or sum(voided) <> 0
