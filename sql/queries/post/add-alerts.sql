-- A threshold of the running cycle's allocation (what it began with and what was added) is reached once.
insert into alert (account_no, first_day, threshold, used, allocation, run_no)
select g.account_no, g.first_day, t.threshold, g.used, g.allocation, :run
from (
    select c.account_no, c.first_day, c.consumed as used,
           c.consumed + c.expired + c.voided + coalesce(b.remaining, 0) as allocation
    from cycle c
    left join (
        select b.account_no, sum(b.remaining) as remaining
        from cycle c
        join account_state s on s.account_no = c.account_no
        cross join lateral unnest(s.live_batches) as n (batch_no)
        join credit_batch b on b.batch_no = n.batch_no
        where c.run_no = :run and c.state = 'open' and b.remaining > 0
        group by b.account_no
    ) b on b.account_no = c.account_no
    where c.run_no = :run and c.state = 'open'
) g
cross join unnest(cast(:thresholds as int[])) as t (threshold)
where g.allocation > 0 and g.used * 100 >= g.allocation * t.threshold
on conflict do nothing
