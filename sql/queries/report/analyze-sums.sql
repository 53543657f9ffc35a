analyze batch_forward, cycle_usage
