select i.number, i.series, i.issue_date, i.due_date, a.account_id as payer_id, i.currency, money(i.net, i.places) as net,
       money(i.tax, i.places) as tax, money(i.total, i.places) as total, money(i.paid, i.places) as paid,
       money(i.due, i.places) as due, case when i.due = 0 then 'paid' else 'issued' end as state
from invoice i
join account a on a.account_no = i.payer_no
where asked_cycle(i.month)
  and (asked_account(a.account_id)
       or exists (select 1 from invoice_line l join account x on x.account_no = l.account_no
                  where l.invoice_no = i.invoice_no and asked_account(x.account_id)))
order by i.series, i.year, i.seq
