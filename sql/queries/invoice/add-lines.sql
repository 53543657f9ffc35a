insert into invoice_line (invoice_no, line_no, account_no, first_day, kind, subject, description, quantity, unit_price,
    net, paid)
select i.invoice_no,
       row_number() over (partition by i.invoice_no order by a.account_id, c.first_day, c.position),
       c.account_no, c.first_day, c.kind, c.subject, c.description, c.quantity, c.unit_price, c.net, c.paid
from stage_charge c
join account a on a.account_no = c.account_no
join invoice i on i.run_no = :run and i.payer_no = coalesce(a.payer_no, a.account_no) and i.currency = a.currency
    and i.month = date_trunc('month', c.first_day)::date
where c.run_no = :run
