-- The lines of this run are exactly the charges of the cycles that it closes, less those that add up to zero together.
with charges as (
    select coalesce(a.payer_no, a.account_no) as payer_no, a.currency, date_trunc('month', c.first_day)::date as month, c.*
    from stage_charge c
    join account a on a.account_no = c.account_no
    where c.run_no = current_setting('nightbook.run')::int
), due as (
    select payer_no, currency, month from charges group by payer_no, currency, month having sum(net) <> 0
)
select case when sum(n) > 0 then 'not invoiced' else 'not a charge' end as what, payer_no, currency, month, account_no,
       first_day, kind, description, net
from (
    select c.payer_no, c.currency, c.month, c.account_no, c.first_day, c.kind, c.description, c.net, 1 as n
    from charges c
    join due d on d.payer_no = c.payer_no and d.currency = c.currency and d.month = c.month
    union all
    select i.payer_no, i.currency, i.month, l.account_no, l.first_day, l.kind, l.description, l.net, -1
    from invoice_line l
    join invoice_after i on i.invoice_no = l.invoice_no
) d
group by payer_no, currency, month, account_no, first_day, kind, description, net
having sum(n) <> 0
