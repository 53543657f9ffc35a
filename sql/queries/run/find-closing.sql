-- Up to when a job has posted, or since when anything has; no row where nothing has.
select coalesce(max(as_of) filter (where job = :job), min(as_of)) as since, max(as_of) as posted
from run
where state = 'posted'
having count(*) > 0
