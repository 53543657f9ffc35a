-- Takes a run up, or what is left of one that posted: whoever had it before has it no more.
update run
set attempt = attempt + 1,
    state = case when state = 'posted' then state else 'running' end,
    message = case when state = 'posted' then message end,
    ended_at = case when state = 'posted' then ended_at end
where run_no = :run
returning run_no, attempt
