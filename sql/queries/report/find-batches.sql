select f.account_no, f.first_day, b.batch_id, b.class, b.source, b.allocated, b.effective_at, b.expires_at,
       b.origin_batch_id, f.opening, f.closing
from batch_forward f
join credit_batch b on b.batch_no = f.batch_no
where f.account_no between :first and :last
order by f.account_no, f.first_day, b.effective_at, b.batch_id
