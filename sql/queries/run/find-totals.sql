select t.key as name, cast(t.value as numeric) as value
from run r
cross join json_each_text(r.counts) t
where r.run_no = :run
