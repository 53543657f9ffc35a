-- Day by day, as they lie in the index.
select e.account_no, e.batch_id, e.kind::text, e.credits, e.value, e.effective_at, e.cycle, r.run_no, r.job, r.as_of
from (
    select account_no, min(utc_day(from_at)) as first_on, max(utc_day(until_at)) as last_on
    from cycle
    where account_no = any (:accounts)
    group by account_no
) c
cross join lateral generate_series(c.first_on, c.last_on, interval '1 day') as d (day)
join ledger_entry e on e.account_no = c.account_no and utc_day(e.effective_at) = cast(d.day as date)
join run r on r.run_no = e.run_no
order by e.account_no, e.effective_at, e.kind, e.run_no, e.batch_id
