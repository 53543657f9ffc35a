select r.run_no, r.job, r.as_of, p.reason
from parked p
join run r on r.run_no = p.run_no
where p.account_no = :account
order by p.run_no
