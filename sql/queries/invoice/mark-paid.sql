-- Only a top-up can be paid before it is invoiced. As it is known now: a payment may have come in since the replay.
update stage_charge c
set paid = true
from credit_batch b
where c.run_no = :run and c.kind = 'top_up' and b.batch_id = c.subject and b.paid_at <= :as_of
