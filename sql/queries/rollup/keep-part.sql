insert into usage_rollup (run_no, account_no, first_on, last_on, events, credits, sums, days, slots, lates, meters, counts, amounts,
    costs)
select * from usage_part
