-- Ranges of accounts with as much work in one as in another: an account counts for itself and for its usage.
select min(account_no) as first, max(account_no) as last
from (
    select account_no, (sum(weight) over (order by account_no) - 1) * :parts / sum(weight) over () as part
    from (
        select s.account_no, 1 as weight
        from account_state s
        left join stage_touched u on u.run_no = :run and u.account_no = s.account_no
        where s.dirty_on is not null or u.first_on is not null or s.next_at <= :as_of
           or (:closes and s.close_at <= :closes_at) or :everything
    ) w
) p
group by trunc(part)
order by 1
