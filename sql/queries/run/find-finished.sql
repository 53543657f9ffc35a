select as_of from run where job = :job and state = 'posted' and ended_at is not null order by as_of desc limit 1
