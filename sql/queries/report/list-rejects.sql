-- What was rejected since the last run that closed cycles, as far as it was known when this one posted.
select j.file, j.line, j.reason, j.detail, j.row
from rejected j
join run r on r.run_no = :run and j.reject_no <= r.rejects
where j.reject_no > coalesce((select max(e.rejects) from run e where e.run_no < r.run_no and e.state = 'posted' and e.closes), 0)
order by j.reject_no
