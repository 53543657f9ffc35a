-- What the run will book, by batch.
create temp table movement_sum on commit drop as
select batch_no,
       coalesce(sum(credits) filter (where kind = 'allocated'), 0) as booked,
       coalesce(-sum(credits) filter (where kind = 'consumed'), 0) as consumed,
       coalesce(-sum(credits) filter (where kind = 'expired'), 0) as expired,
       coalesce(-sum(credits) filter (where kind = 'rolled_out'), 0) as rolled_out,
       coalesce(-sum(credits) filter (where kind = 'voided'), 0) as voided,
       sum(value)::bigint as value
from stage_movement
where run_no = :run
group by batch_no
