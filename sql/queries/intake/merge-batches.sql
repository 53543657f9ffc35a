-- New batches; and their holders, whom each batch in the file touches, are looked at again.
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
set live_batches = s.live_batches || coalesce(a.batches, '{}'), dirty_on = least(s.dirty_on, i.first_on),
    input_no = nextval('arrival')
from (select account_no, min(day) as first_on from incoming_batch group by account_no) i
left join (
    select account_no, array_agg(batch_no order by batch_no) as batches from added group by account_no
) a on a.account_no = i.account_no
where s.account_no = i.account_no
