copy usage_event (occurred_at, load_no, account_no, day, meter_no, quantity, credits, cost, event_id, agent, project,
    activity, properties) from stdin with (format binary)
