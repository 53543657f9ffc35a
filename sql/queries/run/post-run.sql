update run
set state = 'posted', counts = cast(:counts as json), message = null,
    rejects = (select coalesce(max(reject_no), 0) from reject)
where run_no = :run
