select ensure_month('usage_event', cast(:month as date))
