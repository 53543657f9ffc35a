-- Late usage is borne by the first open day of its account.
select ensure_month('usage_rollup', month)
from (
    select unnest(months) as month from usage_load where load_no = any (:loads)
    union
    select date_trunc('month', closed_on)::date from account_state where :late and closed_on is not null
) m
