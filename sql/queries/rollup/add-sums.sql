insert into usage_rollup (run_no, account_no, first_on, last_on, events, credits, sums, days, slots, lates, meters, counts,
    amounts, costs)
select :run, account_no, min(bears_on), max(bears_on), sum(events), sum(credits), count(*), array_agg(bears_on), array_agg(slot),
       array_agg(late), array_agg(meter_no), array_agg(events), array_agg(credits), array_agg(cost)
from rolled_sum
group by account_no, date_trunc('month', bears_on)
order by account_no
