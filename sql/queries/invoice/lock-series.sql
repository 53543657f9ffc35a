select pg_advisory_xact_lock(hashtext('nightbook.series'), hashtext(:series))
