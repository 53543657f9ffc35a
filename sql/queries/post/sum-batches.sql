-- The batches that stood before.
update credit_batch b
set booked = b.booked + m.booked, consumed = b.consumed + m.consumed, expired = b.expired + m.expired,
    rolled_out = b.rolled_out + m.rolled_out, voided = b.voided + m.voided, value_left = b.value_left + m.value
from batch_before o
join movement_sum m on m.batch_no = o.batch_no
where b.batch_no = o.batch_no
