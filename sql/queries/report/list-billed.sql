-- The lines of the run's invoices of a month, each with what its amount is: deferred, earned, or passed through.
select i.number, i.issue_date, p.account_id as payer_id, i.payer_country, i.tax_category,
       trim_scale(i.tax_rate) as tax_rate, i.currency, i.tax, i.total, i.paid, l.line_no, a.account_id, l.net,
       case when l.kind in ('fee', 'proration', 'top_up') then 'deferred'
            when l.kind = 'overage' or l.kind = 'late' and l.description = 'overage of closed months' then 'overage'
            else 'pass_through' end as earning
from invoice i
join account p on p.account_no = i.payer_no
join invoice_line l on l.invoice_no = i.invoice_no
join account a on a.account_no = l.account_no
where i.run_no = :run and i.month = cast(:month as date)
order by i.series, i.year, i.seq, l.line_no
