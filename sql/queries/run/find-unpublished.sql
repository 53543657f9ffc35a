-- Runs that posted and were stopped before their last step, such as their documents.
select run_no, job, identity, as_of, cast(state as text) as state, catalog, closes, closing, started_by, steps, message
from run
where state = 'posted' and ended_at is null
order by as_of, run_no
