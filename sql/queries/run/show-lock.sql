select pg_try_advisory_lock(hashtext('nightbook.live'), :run) as shown
