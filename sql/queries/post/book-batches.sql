-- Derived batches, with all that is booked on those that are new.
insert into credit_batch (account_no, batch_id, class, source, allocated, nominal_at, effective_at, expires_at, value,
    origin_batch_id, booked, consumed, expired, rolled_out, voided, value_left)
select s.account_no, s.batch_id, s.class, s.source, s.allocated, s.nominal_at, s.effective_at, s.expires_at, s.value,
       s.origin_batch_id, coalesce(m.booked, 0), coalesce(m.consumed, 0), coalesce(m.expired, 0),
       coalesce(m.rolled_out, 0), coalesce(m.voided, 0), coalesce(m.value, 0)
from stage_batch s
left join batch_before o on o.batch_id = s.batch_id
left join movement_sum m on m.batch_id = s.batch_id and o.batch_id is null
where s.run_no = :run and s.derived
order by s.account_no, s.effective_at, s.batch_id
on conflict (batch_id) do update
    set class = excluded.class, allocated = excluded.allocated, nominal_at = excluded.nominal_at,
        effective_at = excluded.effective_at, expires_at = excluded.expires_at, value = excluded.value,
        origin_batch_id = excluded.origin_batch_id
    where (credit_batch.class, credit_batch.allocated, credit_batch.nominal_at, credit_batch.effective_at,
           credit_batch.expires_at, credit_batch.value, credit_batch.origin_batch_id)
        is distinct from (excluded.class, excluded.allocated, excluded.nominal_at, excluded.effective_at,
           excluded.expires_at, excluded.value, excluded.origin_batch_id)
