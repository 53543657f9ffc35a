-- What each batch held and moved, in credits and in worth, in each cycle that the run closed: reckoned backwards from
-- what it holds now, so that no more of the ledger is read than since those cycles began. Of an account's cycles that begin
-- in one month, the first one opens it and the last one closes it.
create temp table batch_forward on commit drop as
with closed as (
    select account_no, first_day, from_at,
           first_day = min(first_day) over month as opens, first_day = max(first_day) over month as closes
    from cycle
    where run_no = :run and state = 'closed'
    window month as (partition by account_no, date_trunc('month', first_day))
), since as (
    select account_no, min(from_at) as at from closed group by account_no
), moved as materialized (
    select e.account_no, e.batch_no, e.cycle, sum(e.credits) as credits, sum(e.value) as value,
           coalesce(sum(e.credits) filter (where e.kind = 'allocated'), 0) as allocated,
           coalesce(-sum(e.credits) filter (where e.kind = 'consumed'), 0) as consumed,
           coalesce(-sum(e.credits) filter (where e.kind = 'expired'), 0) as expired,
           coalesce(-sum(e.credits) filter (where e.kind = 'rolled_out'), 0) as rolled_out,
           coalesce(-sum(e.credits) filter (where e.kind = 'voided'), 0) as voided,
           coalesce(sum(e.value) filter (where e.kind = 'allocated'), 0) as allocated_value,
           coalesce(-sum(e.value) filter (where e.kind = 'consumed'), 0) as consumed_value,
           coalesce(-sum(e.value) filter (where e.kind = 'expired'), 0) as expired_value,
           coalesce(-sum(e.value) filter (where e.kind = 'rolled_out'), 0) as rolled_out_value,
           coalesce(-sum(e.value) filter (where e.kind = 'voided'), 0) as voided_value
    from since s
    join ledger_entry e on e.account_no = s.account_no and e.effective_at >= s.at
    where utc_day(e.effective_at) >= (select utc_day(min(at)) from since)
    group by e.account_no, e.batch_no, e.cycle
), later as (
    select m.account_no, m.batch_no, c.first_day, sum(m.credits) as credits, sum(m.value) as value
    from closed c
    join moved m on m.account_no = c.account_no and m.cycle > c.first_day
    group by m.account_no, m.batch_no, c.first_day
), held as (
    select b.account_no, b.batch_no, b.remaining, b.value_left as worth
    from credit_batch b
    join since s on s.account_no = b.account_no
    left join (select distinct batch_no from moved) m on m.batch_no = b.batch_no
    where b.booked > 0 and (b.remaining > 0 or m.batch_no is not null)
)
select c.account_no, c.first_day, c.opens, c.closes, h.batch_no,
       (h.remaining - coalesce(l.credits, 0) - coalesce(m.credits, 0))::numeric(21, 6) as opening,
       coalesce(m.allocated, 0)::numeric(21, 6) as allocated, coalesce(m.consumed, 0)::numeric(21, 6) as consumed,
       coalesce(m.expired, 0)::numeric(21, 6) as expired, coalesce(m.rolled_out, 0)::numeric(21, 6) as rolled_out,
       coalesce(m.voided, 0)::numeric(21, 6) as voided,
       (h.remaining - coalesce(l.credits, 0))::numeric(21, 6) as closing,
       h.worth - coalesce(l.value, 0) - coalesce(m.value, 0) as opening_value,
       coalesce(m.allocated_value, 0) as allocated_value, coalesce(m.consumed_value, 0) as consumed_value,
       coalesce(m.expired_value, 0) as expired_value, coalesce(m.rolled_out_value, 0) as rolled_out_value,
       coalesce(m.voided_value, 0) as voided_value,
       h.worth - coalesce(l.value, 0) as closing_value
from closed c
join held h on h.account_no = c.account_no
left join moved m on m.batch_no = h.batch_no and m.cycle = c.first_day
left join later l on l.batch_no = h.batch_no and l.first_day = c.first_day
where m.batch_no is not null or h.remaining - coalesce(l.credits, 0) <> 0
