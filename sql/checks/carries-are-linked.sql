-- What rolls out of a batch is allocated again, to the last digit, in the batch linked to it; where neither moved, there is
-- nothing to compare.
select o.batch_id, o.rolled_out, r.booked
from batch_after o
left join batch_before b on b.batch_no = o.batch_no
left join credit_batch r on r.source = 'rollover' and r.batch_id = 'rollover:' || substr(o.batch_id, length('allowance:') + 1)
    and r.origin_batch_id = o.batch_id and r.account_no = o.account_no
where o.source = 'allowance' and o.rolled_out <> coalesce(b.rolled_out, 0)
  and o.rolled_out <> coalesce(r.booked, 0)
union all
select r.batch_id, o.rolled_out, r.booked
from batch_after r
left join batch_before b on b.batch_no = r.batch_no
left join credit_batch o on o.batch_id = r.origin_batch_id and o.account_no = r.account_no
where r.source = 'rollover' and r.booked <> coalesce(b.booked, 0) and r.booked <> coalesce(o.rolled_out, 0)
union all
select o.batch_id, o.rolled_out, null
from batch_after o
where o.source <> 'allowance' and o.rolled_out <> 0
