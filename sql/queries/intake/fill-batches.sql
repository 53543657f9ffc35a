-- Of a batch that is known, only what is filled in later changes.
update credit_batch b
set paid_at = i.paid_at, payment_ref = i.payment_ref, voided_at = i.voided_at
from incoming_batch i
where b.batch_id = i.batch_id
  and (b.paid_at, b.payment_ref, b.voided_at) is distinct from (i.paid_at, i.payment_ref, i.voided_at)
