copy usage_void (account_no, event_id, voids, target, load_no) from stdin
