insert into usage_run (run_no, first_on, last_on)
select :run, min(bears_on), max(bears_on)
from rolled_sum
having count(*) > 0
on conflict (run_no) do update
    set first_on = least(usage_run.first_on, excluded.first_on), last_on = greatest(usage_run.last_on, excluded.last_on)
