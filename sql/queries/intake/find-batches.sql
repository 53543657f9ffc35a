select batch_id, account_no, input, resolved, paid_at, payment_ref, voided_at
from credit_batch
where batch_id = any (:ids) and arrival > 0
