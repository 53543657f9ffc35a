insert into cycle (account_no, first_day, until_day, from_at, until_at, kind, state, plan_id, allocated, rated, consumed,
    uncovered, expired, rolled_over, voided, debt, run_no)
select account_no, first_day, until_day, from_at, until_at, kind, state, plan_id, allocated, rated, consumed, uncovered,
       expired, rolled_over, voided, debt, :run
from stage_cycle
where run_no = :run
order by account_no, first_day
on conflict (account_no, first_day) do update
    set until_day = excluded.until_day, from_at = excluded.from_at, until_at = excluded.until_at, kind = excluded.kind,
        state = excluded.state, plan_id = excluded.plan_id, allocated = excluded.allocated, rated = excluded.rated,
        consumed = excluded.consumed, uncovered = excluded.uncovered, expired = excluded.expired,
        rolled_over = excluded.rolled_over, voided = excluded.voided, debt = excluded.debt, run_no = excluded.run_no
