-- Arrays side by side, see usage_rollup; also what lies in rows with it before the day.
select account_no, days, slots, lates, meters, counts, amounts, costs
from usage_rollup
where run_no = any (array(select run_no from usage_run where last_on >= :since))
  and account_no = any (:accounts) and last_on >= :since
