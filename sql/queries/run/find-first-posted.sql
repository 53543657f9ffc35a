-- The first instant, from one on, as of which a job has posted for all accounts.
select min(as_of) as as_of
from run
where job = :job and state = 'posted' and identity = to_char(as_of at time zone 'UTC', 'YYYY-MM-DD') and as_of >= :from
