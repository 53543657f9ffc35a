select ensure_month('usage_rollup', month)
from (
    select unnest(months) as month from pending_load
    union
    select date_trunc('month', closed_on)::date from account_state where closed_on is not null
) m
