-- No cycle bills more overage than it left uncovered. Run 0: of all.
select l.account_no, l.first_day, sum(l.quantity) as billed, c.uncovered
from invoice_line l
join invoice i on i.invoice_no = l.invoice_no
join cycle c on c.account_no = l.account_no and c.first_day = l.first_day
where i.run_no >= current_setting('nightbook.run')::int
  and i.run_no <= coalesce(nullif(current_setting('nightbook.run')::int, 0), 2147483647)
  and (l.kind = 'overage' or l.kind = 'late' and l.description like 'overage%')
group by l.account_no, l.first_day, c.uncovered
having sum(l.quantity) > c.uncovered
