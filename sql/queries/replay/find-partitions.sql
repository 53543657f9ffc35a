-- Ranges of accounts with as much work in one as in another: an account counts for itself and for its rows of usage.
select min(account_no) as first, max(account_no) as last
from (
    select account_no, (sum(weight) over (order by account_no) - 1) * :parts / sum(weight) over () as part
    from (
        select s.account_no, 4 + coalesce(u.rows, 0) as weight
        from account_state s
        left join (
            select account_no, sum(rows) as rows from stage_touched where run_no = :run group by account_no
        ) u on u.account_no = s.account_no
        where s.dirty_on is not null or u.rows is not null or s.next_at <= :as_of
           or (:closes and s.close_at <= :closes_at) or :everything
    ) w
) p
group by trunc(part)
order by 1
