select l.account_no, i.number, l.line_no, l.first_day, l.kind, l.subject, l.description, l.quantity, l.unit_price, l.net,
       l.paid
from invoice_line l
join invoice i on i.invoice_no = l.invoice_no
where l.account_no = any (:accounts)
order by i.series, i.year, i.seq, l.line_no
