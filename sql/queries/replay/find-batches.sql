select account_no, batch_no, batch_id, class::text, source::text, allocated, nominal_at,
       case when ends = 'fixed' then expires_at end as expires_at, ends::text, priority, categories, value, price,
       paid_at, voided_at, origin_batch_id, arrival
from credit_batch
where account_no = any (:accounts) and arrival > 0 and not settled
