with b as (delete from stage_batch where run_no = :run and account_no = any (:accounts)),
     m as (delete from stage_movement where run_no = :run and account_no = any (:accounts)),
     c as (delete from stage_cycle where run_no = :run and account_no = any (:accounts)),
     g as (delete from stage_charge where run_no = :run and account_no = any (:accounts)),
     t as (delete from stage_tiered where run_no = :run and account_no = any (:accounts))
update stage_account a
set parked = p.reason,
    dirty_on = least(s.dirty_on, (select min(u.first_on) from usage_rollup u
                                  where u.run_no = :run and u.account_no = a.account_no))
from unnest(cast(:accounts as int[]), cast(:reasons as text[])) as p (account_no, reason), account_state s
where a.run_no = :run and a.account_no = p.account_no and s.account_no = p.account_no
