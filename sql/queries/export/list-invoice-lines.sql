select i.number, l.line_no as line, a.account_id, l.kind, l.description, trim_scale(l.quantity) as quantity,
       trim_scale(l.unit_price) as unit_price, money(l.net, i.places) as net, i.tax_category,
       trim_scale(i.tax_rate) as tax_rate
from invoice_line l
join invoice i on i.invoice_no = l.invoice_no
join account a on a.account_no = l.account_no
where (cast(:accounts as int[]) is null or l.account_no = any (cast(:accounts as int[])))
  and (cast(:month as date) is null
       or l.first_day >= cast(:month as date) and l.first_day < cast(:next_month as date))
  and (cast(:from_day as date) is null or i.issue_date >= cast(:from_day as date))
  and (cast(:until_day as date) is null or i.issue_date < cast(:until_day as date))
order by i.series, i.year, i.seq, l.line_no
