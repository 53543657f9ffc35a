-- Imported batches as they were given, and derived ones, which the replay knows by name.
select account_no, batch_no, batch_id, class::text, source::text, allocated, nominal_at,
       case when ends = 'fixed' then expires_at end as expires_at, ends::text, priority, categories, value, price,
       paid_at, voided_at, origin_batch_id, arrival, effective_at, expires_at as booked_until
from credit_batch
where batch_no = any (:batches)
