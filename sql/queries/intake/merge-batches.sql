with added as (
    insert into credit_batch (account_no, batch_id, class, source, allocated, nominal_at, expires_at, ends, priority,
        categories, value, price, package_id, paid_at, payment_ref, voided_at, origin_batch_id, input, resolved, arrival)
    select account_no, batch_id, class, source, allocated, nominal_at, expires_at, ends, priority, categories, value, price,
           package_id, paid_at, payment_ref, voided_at, origin_batch_id, input, resolved, nextval('arrival')
    from (select * from incoming_batch order by position) i
    on conflict (batch_id) do nothing
    returning account_no, batch_no
)
update account_state s
set live_batches = s.live_batches || a.batches
from (select account_no, array_agg(batch_no order by batch_no) as batches from added group by account_no) a
where s.account_no = a.account_no
