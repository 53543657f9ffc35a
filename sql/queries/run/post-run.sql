update run r
set state = 'posted', counts = cast(:counts as json), message = null,
    rejects = (select coalesce(max(reject_no), 0) from reject),
    resolutions = (select coalesce(max(resolved_no), 0) from reject),
    month = m.month, cut_off = m.cut_off
from run o
left join (select cast(:month as date) as month, cast(:cut_off as timestamptz) as cut_off) m
    on m.cut_off > all (select cut_off from run where state = 'posted' and cut_off is not null)
where r.run_no = :run and r.attempt = :attempt and r.state = 'running' and o.run_no = :run
