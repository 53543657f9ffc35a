-- What each batch of any account held and moved, in credits and in worth, from one cut-off to the next, as the run knew it:
-- reckoned backwards from what the batch holds now. What was booked since the cut-off before, but for time before it, moves in
-- this month, so that its opening is the closing of the one before to the last digit.
create temp table month_forward on commit drop as
with moved as (
    select batch_no, sum(credits) as credits, sum(value) as value,
           coalesce(sum(credits) filter (where kind = 'allocated'), 0) as allocated,
           coalesce(-sum(credits) filter (where kind = 'consumed'), 0) as consumed,
           coalesce(-sum(credits) filter (where kind = 'expired'), 0) as expired,
           coalesce(-sum(credits) filter (where kind = 'rolled_out'), 0) as rolled_out,
           coalesce(-sum(credits) filter (where kind = 'voided'), 0) as voided,
           coalesce(sum(value) filter (where kind = 'allocated'), 0) as allocated_value,
           coalesce(-sum(value) filter (where kind = 'consumed'), 0) as consumed_value,
           coalesce(-sum(value) filter (where kind = 'expired'), 0) as expired_value,
           coalesce(-sum(value) filter (where kind = 'rolled_out'), 0) as rolled_out_value,
           coalesce(-sum(value) filter (where kind = 'voided'), 0) as voided_value
    from (
        select batch_no, kind, credits, value
        from ledger
        where run_no > :before_run and run_no <= :run and effective_at < cast(:cut_off as timestamptz)
        union all
        select batch_no, kind, credits, value
        from ledger
        where run_no <= :before_run and utc_day(effective_at) >= utc_day(cast(:since as timestamptz))
          and effective_at >= cast(:since as timestamptz) and effective_at < cast(:cut_off as timestamptz)
    ) e
    group by batch_no
), later as (
    select batch_no, sum(credits) as credits, sum(value) as value
    from (
        select batch_no, credits, value
        from ledger
        where run_no <= :run and utc_day(effective_at) >= utc_day(cast(:cut_off as timestamptz))
          and effective_at >= cast(:cut_off as timestamptz)
        union all
        select batch_no, credits, value from ledger where run_no > :run
    ) e
    group by batch_no
)
select b.batch_no,
       (b.remaining - coalesce(l.credits, 0) - coalesce(m.credits, 0))::numeric(21, 6) as opening,
       coalesce(m.allocated, 0)::numeric(21, 6) as allocated, coalesce(m.consumed, 0)::numeric(21, 6) as consumed,
       coalesce(m.expired, 0)::numeric(21, 6) as expired, coalesce(m.rolled_out, 0)::numeric(21, 6) as rolled_out,
       coalesce(m.voided, 0)::numeric(21, 6) as voided,
       (b.remaining - coalesce(l.credits, 0))::numeric(21, 6) as closing,
       b.value_left - coalesce(l.value, 0) - coalesce(m.value, 0) as opening_value,
       coalesce(m.allocated_value, 0) as allocated_value, coalesce(m.consumed_value, 0) as consumed_value,
       coalesce(m.expired_value, 0) as expired_value, coalesce(m.rolled_out_value, 0) as rolled_out_value,
       coalesce(m.voided_value, 0) as voided_value,
       b.value_left - coalesce(l.value, 0) as closing_value
from credit_batch b
left join moved m on m.batch_no = b.batch_no
left join later l on l.batch_no = b.batch_no
where m.batch_no is not null or b.remaining - coalesce(l.credits, 0) <> 0
