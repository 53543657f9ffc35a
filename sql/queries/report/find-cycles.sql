select c.account_no, a.account_id, a.name, a.currency, a.time_zone, c.first_day, c.until_day, c.from_at, c.until_at,
       c.plan_id, c.allocated, c.rated, c.consumed, c.uncovered, c.expired, c.rolled_over, c.voided, c.debt,
       coalesce(f.opening, 0) as opening, coalesce(f.closing, 0) as closing
from cycle c
join account a on a.account_no = c.account_no
left join (
    select account_no, first_day, sum(opening) as opening, sum(closing) as closing
    from batch_forward
    where account_no between :first and :last
    group by account_no, first_day
) f on f.account_no = c.account_no and f.first_day = c.first_day
where c.run_no = :run and c.state = 'closed' and c.account_no between :first and :last
order by c.account_no, c.first_day
