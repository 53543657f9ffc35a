select a.account_id, p.reason
from parked p
join account a on a.account_no = p.account_no
where p.run_no = :run
order by a.account_id
limit :limit
