-- What was drawn on each day of the closed cycles in which credits ran out: where a day's usage was worth more, they had.
select e.account_no, e.cycle as first_day, cast(e.effective_at at time zone a.time_zone as date) as day,
       -sum(e.credits) as credits
from ledger_entry e
join cycle c on c.account_no = e.account_no and c.first_day = e.cycle
join account a on a.account_no = e.account_no
where utc_day(e.effective_at) = any (
      array(select cast(d as date)
            from generate_series(cast(:first_day as date) - 1, cast(:until_day as date) + 1, interval '1 day') as d))
  and e.account_no between :first and :last and c.run_no = :run and c.state = 'closed' and c.account_no between :first and :last
  and c.uncovered > 0 and e.kind = 'consumed'
group by 1, 2, 3
order by 1, 2, 3
