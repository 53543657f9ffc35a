-- All that is published in a month's folder, by any run.
select distinct on (path) path, sha256
from document
where path like :folder || '%'
order by path, run_no desc
