-- The lines of this run are exactly the charges of the cycles that it closes, less those that add up to zero together.
with charges as (
    select coalesce(a.payer_no, a.account_no) as payer_no, a.currency, date_trunc('month', c.first_day)::date as month, c.*
    from stage_charge c
    join account a on a.account_no = c.account_no
    where c.run_no = current_setting('nightbook.run')::int
), expected as (
    select c.payer_no, c.currency, c.month, c.account_no, c.first_day, c.kind, c.description, c.net
    from charges c
    join (
        select payer_no, currency, month from charges group by payer_no, currency, month having sum(net) <> 0
    ) g on g.payer_no = c.payer_no and g.currency = c.currency and g.month = c.month
), actual as (
    select i.payer_no, i.currency, i.month, l.account_no, l.first_day, l.kind, l.description, l.net
    from invoice_line l
    join invoice i on i.invoice_no = l.invoice_no
    where i.run_no = current_setting('nightbook.run')::int
)
(select 'not invoiced' as what, e.* from (select * from expected except all select * from actual) e)
union all
(select 'not a charge' as what, e.* from (select * from actual except all select * from expected) e)
