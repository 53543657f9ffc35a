-- Lines of invoices; where an account has lines of several cycles on one, each that does not say its days names its cycle.
select l.invoice_no, l.line_no, l.kind,
       case when min(l.first_day) over a < max(l.first_day) over a and l.kind in ('top_up', 'overage', 'at_cost', 'late')
           then l.description || ', cycle from ' || l.first_day else l.description end as description,
       trim_scale(l.quantity) as quantity, trim_scale(l.unit_price) as unit_price, l.net, l.paid, a.account_id, a.name,
       l.subject, b.package_id, trim_scale(coalesce(b.allocated, u.quantity)) as counted
from invoice_line l
join account a on a.account_no = l.account_no
left join credit_batch b on l.kind = 'top_up' and b.batch_id = l.subject
left join lateral (
    -- what a meter counted in the cycle, unless it had credits for a price in a part of it
    select sum(d.quantity) as quantity
    from day_usage d
    join meter m on m.meter_no = d.meter_no
    join cycle c on c.account_no = l.account_no and c.first_day = l.first_day
    where l.kind = 'at_cost' and d.account_no = l.account_no and m.meter_id = l.subject
      and d.day >= l.first_day and d.bears_on >= l.first_day and d.bears_on < c.until_day
    having sum(d.credits) = 0
) u on true
where l.invoice_no between :first and :last
window a as (partition by l.invoice_no, l.account_no)
order by l.invoice_no, l.line_no
