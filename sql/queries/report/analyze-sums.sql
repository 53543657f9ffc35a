analyze batch_forward, day_usage
