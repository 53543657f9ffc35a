-- What a run sets right in what is rolled up, before it is put together by account; once for each transaction, empty.
create temp table if not exists rolled_sum (
    account_no int, bears_on date, slot timestamptz, late boolean, meter_no smallint, events bigint, credits numeric,
    cost numeric
) on commit drop;
truncate rolled_sum
