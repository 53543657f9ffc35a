select account_no, batch_id, class::text, source::text, allocated, nominal_at, effective_at, expires_at, ends::text,
       priority, categories, value, price, package_id, paid_at, payment_ref, voided_at, origin_batch_id, arrival, input,
       booked
from credit_batch
where account_no = any (:accounts)
order by account_no, batch_id
