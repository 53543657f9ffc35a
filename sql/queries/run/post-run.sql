update run set state = 'posted', counts = cast(:counts as json), message = null where run_no = :run
