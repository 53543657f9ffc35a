-- What the run booked, by batch, kind and cycle.
create temp table entry_sum on commit drop as
select l.account_no, l.batch_no, l.kind, c.first_day as cycle, sum(l.credits) as credits, sum(l.value)::bigint as value,
       count(*) as entries, true as fresh
from ledger l
join batch_after b on b.batch_no = l.batch_no
join cycle_after c on c.account_no = l.account_no
    and belongs(l.kind, l.effective_at, b.source, b.effective_at, c.from_at, c.until_at)
where l.entry_no > :mark
group by l.account_no, l.batch_no, l.kind, c.first_day
union all
select l.account_no, l.batch_no, l.kind, l.cycle, sum(l.credits), sum(l.value)::bigint, count(*), false
from cycle_after c
join recut r on r.account_no = c.account_no
cross join lateral generate_series(utc_day(c.from_at), utc_day(c.until_at), interval '1 day') as d (day)
join ledger_entry l on l.account_no = c.account_no and utc_day(l.effective_at) = cast(d.day as date)
    and l.cycle = c.first_day
where l.entry_no <= :mark
group by l.account_no, l.batch_no, l.kind, l.cycle
