select l.invoice_no, l.line_no, l.kind, l.description, trim_scale(l.quantity) as quantity,
       trim_scale(l.unit_price) as unit_price, l.net, l.paid, a.account_id, a.name
from invoice_line l
join account a on a.account_no = l.account_no
where l.invoice_no between :first and :last
order by l.invoice_no, l.line_no
