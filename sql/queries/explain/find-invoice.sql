select i.number, i.issue_date, i.due_date, i.month, i.currency, i.places, i.net, i.tax, i.total, i.paid, i.due,
       i.tax_category, i.tax_rate, i.payer_name, i.payer_country, i.payer_tax_id, p.account_id as payer_id,
       i.seller ->> 'name' as seller_name, i.seller ->> 'country' as seller_country, r.run_no, r.job, r.as_of,
       array(select distinct l.account_no from invoice_line l where l.invoice_no = i.invoice_no order by 1) as accounts
from invoice i
join account p on p.account_no = i.payer_no
join run r on r.run_no = i.run_no
where i.number = :number
