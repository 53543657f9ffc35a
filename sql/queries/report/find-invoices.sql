select i.invoice_no, i.number, i.issue_date, i.due_date, i.month, i.currency, i.net, i.tax, i.total, i.paid, i.due,
       i.tax_category, trim_scale(i.tax_rate) as tax_rate, p.account_id as payer_id, i.payer_name, i.payer_address,
       i.payer_country, i.payer_tax_id, p.email as payer_email, i.seller ->> 'name' as seller_name,
       i.seller ->> 'address' as seller_address, i.seller ->> 'country' as seller_country,
       i.seller ->> 'tax_id' as seller_tax_id, i.seller ->> 'email' as seller_email, i.seller ->> 'taxes' as seller_taxes
from invoice i
join account p on p.account_no = i.payer_no
where i.run_no = :run and i.invoice_no > :after
order by i.invoice_no
limit :limit
