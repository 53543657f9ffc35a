-- Accounts with lines on an invoice for which no tax rate is known: nothing of this run is booked for them.
select distinct c.account_no, p.account_id as payer_id, p.country
from (
    select coalesce(a.payer_no, a.account_no) as payer_no, a.currency, date_trunc('month', c.first_day) as month,
           array_agg(distinct c.account_no) as accounts
    from stage_charge c
    join account a on a.account_no = c.account_no
    where c.run_no = :run
    group by 1, 2, 3
    having sum(c.net) <> 0
) i
join account p on p.account_no = i.payer_no
cross join lateral unnest(i.accounts) as c (account_no)
where not exists (
    select 1 from stage_tax t
    where t.run_no = :run and t.country = coalesce(p.country, '') and t.has_tax_id = (p.tax_id is not null))
