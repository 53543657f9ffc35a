-- What will lapse within 90 days of the run's as-of if it is not used, as the run left it.
select a.account_id, b.batch_id, b.class::text, b.source::text,
       iso(b.expires_at) as expires_at,
       lapses_within(b.expires_at, r.as_of) as within_days,
       b.remaining - coalesce(l.credits, 0) as remaining, a.currency,
       money(b.value_left - coalesce(l.value, 0), a.places)::numeric as value
from run r
join credit_batch b on b.expires_at > r.as_of and b.expires_at <= r.as_of + interval '90 days' and b.booked > 0
join account a on a.account_no = b.account_no
left join (
    select batch_no, sum(credits) as credits, sum(value) as value from ledger where run_no > :run group by batch_no
) l on l.batch_no = b.batch_no
where r.run_no = :run and b.remaining - coalesce(l.credits, 0) > 0
  and exists (select 1 from cycle c where c.run_no = r.run_no and c.state = 'closed' and c.account_no = b.account_no
              and c.first_day >= cast(:month as date) and c.first_day < cast(:month as date) + interval '1 month')
order by b.expires_at, a.account_id, b.batch_id
