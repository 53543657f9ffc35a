-- Accounts for which anything can have changed since they were posted, with the first local day of the change; an account
-- counts as work for itself and for each of its sums of usage. What is staged already is done.
insert into stage_work (run_no, account_no, dirty_on, weight)
select :run, s.account_no, least(s.dirty_on, u.first_on), 4 + coalesce(u.sums, 0)
from account_state s
left join (
    select account_no, min(first_on) as first_on, sum(sums) as sums
    from usage_rollup
    where run_no = :run and account_no between :first and :last
    group by account_no
) u on u.account_no = s.account_no
where s.account_no between :first and :last
  and (s.dirty_on is not null or u.first_on is not null or s.next_at <= :as_of
       or (:closes and s.close_at <= :closes_at) or :everything)
  and not exists (select 1 from stage_account a where a.run_no = :run and a.account_no = s.account_no)
