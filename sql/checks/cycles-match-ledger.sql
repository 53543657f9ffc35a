-- What a cycle says was allocated, consumed, expired, rolled over and voided is what the ledger booked in it.
select c.account_no, c.first_day, c.allocated, c.consumed, c.expired, c.rolled_over, c.voided, l.*
from cycle c
left join (
    select account_no, cycle,
           coalesce(sum(credits) filter (where kind = 'allocated'), 0) as l_allocated,
           coalesce(-sum(credits) filter (where kind = 'consumed'), 0) as l_consumed,
           coalesce(-sum(credits) filter (where kind = 'expired'), 0) as l_expired,
           coalesce(-sum(credits) filter (where kind = 'rolled_out'), 0) as l_rolled_over,
           coalesce(-sum(credits) filter (where kind = 'voided'), 0) as l_voided
    from ledger_entry
    where account_no in (select account_no from touched)
    group by account_no, cycle
) l on l.account_no = c.account_no and l.cycle = c.first_day
where c.account_no in (select account_no from touched)
  and (c.allocated, c.consumed, c.expired, c.rolled_over, c.voided)
    <> (coalesce(l.l_allocated, 0), coalesce(l.l_consumed, 0), coalesce(l.l_expired, 0), coalesce(l.l_rolled_over, 0),
        coalesce(l.l_voided, 0))
