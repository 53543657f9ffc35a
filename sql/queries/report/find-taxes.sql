-- The taxes that the run's invoices of a month bear.
select distinct i.payer_country collate "C" as payer_country, i.tax_category collate "C" as tax_category,
       trim_scale(i.tax_rate) as tax_rate
from invoice i
where i.run_no = :run and i.month = cast(:month as date) and i.tax <> 0
order by 1 nulls last, 2, 3
