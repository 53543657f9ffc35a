-- The step that the run began last, and how many accounts are replayed, of how many that are to be.
select s.step_name as step, a.done, a.done + w.waiting as accounts
from batch_job_execution_params p
join batch_step_execution s on s.job_execution_id = p.job_execution_id and s.step_name not like '%:%'
cross join (select count(*) as done from stage_account where run_no = :run) a
cross join (
    select count(*) as waiting
    from stage_work w
    where run_no = :run and not exists (select 1 from stage_account a where a.run_no = w.run_no and a.account_no = w.account_no)
) w
where p.parameter_name = 'run' and p.parameter_value = cast(cast(:run as int) as text)
order by s.step_execution_id desc
limit 1
