select i.number, l.line_no as line, a.account_id, l.kind, l.description, trim_scale(l.quantity) as quantity,
       trim_scale(l.unit_price) as unit_price, money(l.net, i.places) as net, i.tax_category,
       trim_scale(i.tax_rate) as tax_rate
from invoice_line l
join invoice i on i.invoice_no = l.invoice_no
join account a on a.account_no = l.account_no
where asked_account(a.account_id) and asked_cycle(l.first_day)
order by i.series, i.year, i.seq, l.line_no
