select to_char(first_day, 'YYYY-MM') as month
from cycle
where run_no = :run and state = 'closed'
group by 1
order by 1
