-- The accounts that the run's new usage touches, and the first day that it changes.
insert into stage_touched (run_no, account_no, first_on)
select :run, account_no, min(bears_on)
from usage_rollup
where run_no = :run
group by account_no
on conflict (run_no, account_no) do update set first_on = least(stage_touched.first_on, excluded.first_on)
