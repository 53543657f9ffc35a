select distinct a.currency
from cycle c
join account a on a.account_no = c.account_no
where c.run_no = :run and c.state = 'closed'
order by a.currency
