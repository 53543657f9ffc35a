insert into usage_run (run_no, first_on, last_on)
select :run, min(first_on), max(last_on)
from usage_rollup
where run_no = :run
having count(*) > 0
on conflict (run_no) do update set first_on = excluded.first_on, last_on = excluded.last_on
