-- The closed cycle in which the most kinds of things happened, and of those the latest.
select a.account_id, c.first_day, c.allocated, c.consumed, c.expired, c.rolled_over
from cycle c
join account a on a.account_no = c.account_no
where c.state = 'closed'
order by (c.consumed > 0)::int + (c.expired > 0)::int + (c.rolled_over > 0)::int + (c.uncovered > 0)::int desc,
         c.first_day desc, a.account_id
limit 1
