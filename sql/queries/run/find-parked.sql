select p.account_no
from parked p
join run r on r.run_no = p.run_no
join account a on a.account_no = p.account_no
where r.job = :job and r.identity = :identity and r.state = 'posted' and a.account_id = :account
