select currency, sum(total)::bigint as total
from invoice
where run_no = :run
group by currency
order by currency
