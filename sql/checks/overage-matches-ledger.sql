-- No cycle bills more overage than it left uncovered.
select l.account_no, l.first_day, sum(l.quantity) as billed, c.uncovered
from invoice_line l
join invoice_after i on i.invoice_no = l.invoice_no
join cycle c on c.account_no = l.account_no and c.first_day = l.first_day
where l.kind = 'overage' or l.kind = 'late' and l.description = 'overage of closed months' and l.subject = c.plan_id
group by l.account_no, l.first_day, c.uncovered
having sum(l.quantity) > c.uncovered
