-- Who is parked still: what later runs posted is mended.
select a.account_id, r.job, r.identity, p.run_no as run_id, p.reason
from parked p
join account a on a.account_no = p.account_no
join account_state s on s.account_no = p.account_no
join run r on r.run_no = p.run_no
where (cast(:accounts as int[]) is null or p.account_no = any (cast(:accounts as int[])))
  and p.run_no > coalesce(s.posted_run, 0)
order by p.run_no, a.account_id
