-- Every charge of a cycle that this run closes is an invoice line, unless the lines of its invoice add up to zero.
select c.account_no, c.first_day, c.position, c.net
from stage_charge c
join account a on a.account_no = c.account_no
where c.run_no = current_setting('nightbook.run')::int
  and not exists (
      select 1 from invoice_line l
      join invoice i on i.invoice_no = l.invoice_no
      where i.run_no = c.run_no and l.account_no = c.account_no and l.first_day = c.first_day and l.kind = c.kind
        and l.description = c.description and l.net = c.net)
  and 0 <> (
      select sum(o.net) from stage_charge o
      join account b on b.account_no = o.account_no
      where o.run_no = c.run_no and coalesce(b.payer_no, b.account_no) = coalesce(a.payer_no, a.account_no)
        and b.currency = a.currency
        and date_trunc('month', o.first_day) = date_trunc('month', c.first_day))
