select run_no, job, identity, as_of, state::text, started_at, ended_at, started_by, closes, catalog, counts::text,
       message
from run
order by run_no desc
limit :limit
