select i.number, l.line_no as line, a.account_id, l.first_day as cycle, l.kind, l.description, i.currency,
       trim_scale(l.quantity) as quantity, trim_scale(l.unit_price) as unit_price,
       money(l.net, i.places)::numeric as net, i.tax_category, trim_scale(i.tax_rate) as tax_rate,
       case when l.paid then 'paid' else 'open' end as state
from invoice i
join invoice_line l on l.invoice_no = i.invoice_no
join account a on a.account_no = l.account_no
where i.run_no = :run and i.month = cast(:month as date)
order by i.series, i.year, i.seq, l.line_no
