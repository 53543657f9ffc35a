insert into credit_batch (account_no, batch_id, class, source, allocated, nominal_at, effective_at, expires_at, value,
    origin_batch_id)
select account_no, batch_id, class, source, allocated, nominal_at, effective_at, expires_at, value, origin_batch_id
from stage_batch
where run_no = :run and derived
order by account_no, effective_at, batch_id
on conflict (batch_id) do update
    set class = excluded.class, allocated = excluded.allocated, nominal_at = excluded.nominal_at,
        effective_at = excluded.effective_at, expires_at = excluded.expires_at, value = excluded.value,
        origin_batch_id = excluded.origin_batch_id
    where (credit_batch.class, credit_batch.allocated, credit_batch.nominal_at, credit_batch.effective_at,
           credit_batch.expires_at, credit_batch.value, credit_batch.origin_batch_id)
        is distinct from (excluded.class, excluded.allocated, excluded.nominal_at, excluded.effective_at,
           excluded.expires_at, excluded.value, excluded.origin_batch_id)
