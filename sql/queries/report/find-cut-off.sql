-- The month that was first over for this run, when it was over, and the run and the instant of the one before; or no row.
select to_char(r.month, 'YYYY-MM') as month, r.cut_off::text as cut_off, coalesce(b.run_no, 0) as before_run,
       coalesce(b.cut_off, '-infinity')::text as since
from run r
left join lateral (
    select run_no, cut_off from run where state = 'posted' and cut_off < r.cut_off order by cut_off desc limit 1
) b on true
where r.run_no = :run and r.cut_off is not null
