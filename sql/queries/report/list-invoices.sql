select i.number, i.issue_date, i.due_date, p.account_id as payer_id, i.payer_name, i.payer_country, i.payer_tax_id,
       i.currency, money(i.net, i.places)::numeric as net, i.tax_category, trim_scale(i.tax_rate) as tax_rate,
       money(i.tax, i.places)::numeric as tax, money(i.total, i.places)::numeric as total,
       money(i.paid, i.places)::numeric as paid, money(i.due, i.places)::numeric as due,
       case when i.due = 0 then 'paid' else 'issued' end as state
from invoice i
join account p on p.account_no = i.payer_no
where i.run_no = :run and i.month = cast(:month as date)
order by i.series, i.year, i.seq
