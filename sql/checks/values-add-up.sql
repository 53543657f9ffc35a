-- The worth of a batch's movements adds up to its value, less what remains; a batch that is all gone has given all.
select b.batch_id, b.value, sum(l.value) filter (where l.kind = 'allocated') as allocated, sum(l.value) as rest
from credit_batch b
join ledger l on l.batch_no = b.batch_no
where b.account_no in (select account_no from touched)
group by b.batch_no
having (b.booked > 0 and coalesce(sum(l.value) filter (where l.kind = 'allocated'), 0) <> b.value)
    or (b.remaining = 0 and sum(l.value) <> 0)
    or sum(l.value) <> (case when b.booked = 0 then 0
        else b.value - div(2 * b.value * (b.booked - b.remaining) + b.booked, 2 * b.booked) end)
