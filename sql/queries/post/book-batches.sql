-- New derived batches, with all that is booked on them.
insert into credit_batch (batch_no, account_no, batch_id, class, source, allocated, nominal_at, effective_at, expires_at,
    value, origin_batch_id, booked, consumed, expired, rolled_out, voided, value_left)
overriding system value
select s.batch_no, s.account_no, s.batch_id, s.class, s.source, s.allocated, s.nominal_at, s.effective_at, s.expires_at,
       s.value, s.origin_batch_id, coalesce(m.booked, 0), coalesce(m.consumed, 0), coalesce(m.expired, 0),
       coalesce(m.rolled_out, 0), coalesce(m.voided, 0), coalesce(m.value, 0)
from stage_batch s
left join movement_sum m on m.batch_no = s.batch_no
where s.run_no = :run and s.fresh
order by s.batch_no
