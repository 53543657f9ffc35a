-- What a cycle says was allocated, consumed, expired, rolled over and voided moved by what the ledger booked in it.
select account_no, first_day, allocated, l_allocated, consumed, l_consumed, expired, l_expired, rolled_over, l_rolled_over,
       voided, l_voided
from (
    select account_no, first_day,
           coalesce(a.allocated, 0) - coalesce(b.allocated, 0) as allocated,
           coalesce(a.consumed, 0) - coalesce(b.consumed, 0) as consumed,
           coalesce(a.expired, 0) - coalesce(b.expired, 0) as expired,
           coalesce(a.rolled_over, 0) - coalesce(b.rolled_over, 0) as rolled_over,
           coalesce(a.voided, 0) - coalesce(b.voided, 0) as voided,
           coalesce(e.allocated, 0) as l_allocated, coalesce(-e.consumed, 0) as l_consumed,
           coalesce(-e.expired, 0) as l_expired, coalesce(-e.rolled_over, 0) as l_rolled_over,
           coalesce(-e.voided, 0) as l_voided
    from cycle_after a
    full join cycle_before b using (account_no, first_day)
    full join (
        select account_no, cycle as first_day, sum(credits) filter (where kind = 'allocated') as allocated,
               sum(credits) filter (where kind = 'consumed') as consumed,
               sum(credits) filter (where kind = 'expired') as expired,
               sum(credits) filter (where kind = 'rolled_out') as rolled_over,
               sum(credits) filter (where kind = 'voided') as voided
        from entry_sum
        group by account_no, cycle
    ) e using (account_no, first_day)
) moved
where allocated <> l_allocated or consumed <> l_consumed or expired <> l_expired or rolled_over <> l_rolled_over
   or voided <> l_voided
