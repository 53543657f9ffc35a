-- What rolls out of a batch is allocated again, to the last digit, in the batch linked to it.
select o.batch_id, o.rolled_out, r.booked
from credit_batch o
left join credit_batch r on r.source = 'rollover' and r.origin_batch_id = o.batch_id and r.account_no = o.account_no
where o.account_no in (select account_no from touched) and o.rolled_out <> coalesce(r.booked, 0)
