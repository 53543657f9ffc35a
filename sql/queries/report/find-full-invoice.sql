-- The invoice over something with the most lines, and of those the first.
select i.number, i.month
from invoice i
join invoice_line l on l.invoice_no = i.invoice_no
where i.total > 0
group by i.invoice_no
order by count(*) desc, i.invoice_no
limit 1
