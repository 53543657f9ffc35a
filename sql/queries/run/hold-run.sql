-- Nobody can take the run up, or take it back, until this transaction ends.
select 1 as held from run where run_no = :run and attempt = :attempt and state in ('running', 'posted') for share
