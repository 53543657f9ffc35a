-- What was rejected since the last run that closed cycles and is still open, as far as it was known when this one posted.
select j.file, j.line, j.reason, j.detail, j.row
from reject j
join run r on r.run_no = :run and j.reject_no <= r.rejects
group by j.file, j.line, j.reason, j.detail, j.row
having min(j.reject_no) > coalesce(
           (select max(e.rejects) from run e where e.run_no < :run and e.state = 'posted' and e.closes), 0)
   and bool_or(j.resolved_no is null or j.resolved_no > r.resolutions)
order by min(j.reject_no)
