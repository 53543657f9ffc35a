analyze batch_before, cycle_before, batch_after, cycle_after
