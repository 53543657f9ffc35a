select i.currency, i.payer_country, i.tax_category, trim_scale(i.tax_rate) as tax_rate, count(*) as invoices,
       money(sum(i.net), i.places)::numeric as net, money(sum(i.tax), i.places)::numeric as tax,
       money(sum(i.total), i.places)::numeric as total
from invoice i
where i.run_no = :run and i.month = cast(:month as date)
group by i.currency, i.places, i.payer_country, i.tax_category, i.tax_rate
order by i.currency, i.payer_country collate "C" nulls last, i.tax_category, i.tax_rate
