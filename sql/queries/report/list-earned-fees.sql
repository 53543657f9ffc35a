-- What was billed for the cycles of a month, on their own invoices and in advance by the cycles before, less what is the worth
-- of the credits that came in them.
with closed as (
    select account_no, first_day, until_day
    from cycle
    where run_no = :run and state = 'closed'
      and first_day >= cast(:month as date) and first_day < cast(:month as date) + interval '1 month'
), part as (
    select c.account_no, c.first_day, l.net as value
    from closed c
    join invoice_line l on l.account_no = c.account_no and l.first_day = c.first_day
    where l.kind in ('proration', 'top_up') or l.kind = 'fee' and l.description not like '%, in advance'
    union all
    select c.account_no, c.first_day, l.net
    from closed c
    join cycle b on b.account_no = c.account_no and b.until_day = c.first_day
    join invoice_line l on l.account_no = b.account_no and l.first_day = b.first_day
    where l.kind = 'fee' and l.description like '%, in advance'
    union all
    select f.account_no, f.first_day, -f.allocated_value
    from batch_forward f
    join credit_batch b on b.batch_no = f.batch_no
    where f.first_day >= cast(:month as date) and f.first_day < cast(:month as date) + interval '1 month'
      and (b.source = 'allowance' or b.price is not null)
)
select a.account_id, a.currency, c.first_day as cycle, c.until_day - 1 as last_day, sum(p.value)::bigint as earned
from closed c
join part p on p.account_no = c.account_no and p.first_day = c.first_day
join account a on a.account_no = c.account_no
group by a.account_id, a.currency, c.first_day, c.until_day
having sum(p.value) <> 0
order by a.account_id, c.first_day
