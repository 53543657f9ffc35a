-- What remained of each batch of any account at the month's cut-off, and what that is worth.
select a.account_id, b.batch_id, b.class::text, b.source::text, iso(b.effective_at) as added_at,
       iso(b.expires_at) as expires_at, iso(r.cut_off) as at, f.closing as remaining, a.currency,
       money(f.closing_value, a.places)::numeric as value
from month_forward f
join run r on r.run_no = :run
join credit_batch b on b.batch_no = f.batch_no
join account a on a.account_no = b.account_no
where f.closing <> 0
order by a.account_id, b.effective_at, b.batch_id
