-- What remained of each batch when its account's last cycle of the month ended, and what that is worth.
select a.account_id, f.first_day as cycle, b.batch_id, b.class::text, b.source::text,
       iso(b.effective_at) as added_at, iso(b.expires_at) as expires_at, f.closing as remaining, a.currency,
       money(f.closing_value, a.places)::numeric as deferred_revenue
from batch_forward f
join credit_batch b on b.batch_no = f.batch_no
join account a on a.account_no = f.account_no
where f.closes and f.closing <> 0
  and f.first_day >= cast(:month as date) and f.first_day < cast(:month as date) + interval '1 month'
order by a.account_id, f.first_day, b.effective_at, b.batch_id
