-- Lines of invoices; where an account has lines of several cycles on one, each that does not say its days names its cycle.
select l.invoice_no, l.line_no, l.kind,
       case when min(l.first_day) over a < max(l.first_day) over a and l.kind in ('top_up', 'overage', 'at_cost', 'late')
           then l.description || ', cycle from ' || l.first_day else l.description end as description,
       trim_scale(l.quantity) as quantity, trim_scale(l.unit_price) as unit_price, l.net, l.paid, a.account_id, a.name
from invoice_line l
join account a on a.account_no = l.account_no
where l.invoice_no between :first and :last
window a as (partition by l.invoice_no, l.account_no)
order by l.invoice_no, l.line_no
