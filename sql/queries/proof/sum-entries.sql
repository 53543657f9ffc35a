-- What the run booked, by batch, kind and cycle. An account of very many cycles has each entry's looked up from the last one
-- on that can be it, as holding all of its entries to all of its cycles costs their product; mostly there is none.
create temp table entry_sum on commit drop as
with crowded as materialized (
    select account_no from cycle_after group by account_no having count(*) > 60
), booked as (
    select l.account_no, l.batch_no, l.kind, c.first_day as cycle, l.credits, l.value
    from ledger l
    join batch_after b on b.batch_no = l.batch_no
    join cycle_after c on c.account_no = l.account_no
        and belongs(l.kind, l.effective_at, b.source, b.effective_at, c.from_at, c.until_at)
    where l.entry_no > :mark and l.account_no not in (select account_no from crowded)
    union all
    select l.account_no, l.batch_no, l.kind, c.first_day, l.credits, l.value
    from crowded o
    join ledger l on l.account_no = o.account_no and l.entry_no > :mark
    join batch_after b on b.batch_no = l.batch_no
    cross join lateral (
        select c.first_day
        from cycle c
        where c.account_no = l.account_no and c.first_day <= utc_day(l.effective_at) + 1
          and belongs(l.kind, l.effective_at, b.source, b.effective_at, c.from_at, c.until_at)
        order by c.first_day desc
        limit 1
    ) c
    where exists (select from crowded)
)
select account_no, batch_no, kind, cycle, sum(credits) as credits, sum(value)::bigint as value, count(*) as entries,
       true as fresh
from booked
group by account_no, batch_no, kind, cycle
union all
select l.account_no, l.batch_no, l.kind, l.cycle, sum(l.credits), sum(l.value)::bigint, count(*), false
from cycle_after c
join recut r on r.account_no = c.account_no
cross join lateral generate_series(utc_day(c.from_at), utc_day(c.until_at), interval '1 day') as d (day)
join ledger_entry l on l.account_no = c.account_no and utc_day(l.effective_at) = cast(d.day as date)
    and l.cycle = c.first_day
where l.entry_no <= :mark
group by l.account_no, l.batch_no, l.kind, l.cycle
