-- Of an account: those that it pays, and those with lines of it.
select i.number, i.series, i.issue_date, i.due_date, a.account_id as payer_id, i.currency, money(i.net, i.places) as net,
       money(i.tax, i.places) as tax, money(i.total, i.places) as total, money(i.paid, i.places) as paid,
       money(i.due, i.places) as due, case when i.due = 0 then 'paid' else 'issued' end as state
from invoice i
join account a on a.account_no = i.payer_no
left join (
    select distinct l.invoice_no
    from invoice_line l
    where l.account_no = any (cast(:accounts as int[]))
) own on own.invoice_no = i.invoice_no
where (cast(:accounts as int[]) is null or i.payer_no = any (cast(:accounts as int[])) or own.invoice_no is not null)
  and (cast(:month as date) is null or i.month >= cast(:month as date) and i.month < cast(:next_month as date))
  and (cast(:from_day as date) is null or i.issue_date >= cast(:from_day as date))
  and (cast(:until_day as date) is null or i.issue_date < cast(:until_day as date))
order by i.series, i.year, i.seq
