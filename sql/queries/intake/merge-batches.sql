-- Of a batch that is known, only what is filled in later changes.
insert into credit_batch (account_no, batch_id, class, source, allocated, nominal_at, expires_at, ends, priority,
    categories, value, price, package_id, paid_at, payment_ref, voided_at, origin_batch_id, input, resolved, arrival)
select account_no, batch_id, class, source, allocated, nominal_at, expires_at, ends, priority, categories, value, price,
       package_id, paid_at, payment_ref, voided_at, origin_batch_id, input, resolved, nextval('arrival')
from (select * from incoming_batch order by position) i
on conflict (batch_id) do update
    set paid_at = excluded.paid_at, payment_ref = excluded.payment_ref, voided_at = excluded.voided_at
