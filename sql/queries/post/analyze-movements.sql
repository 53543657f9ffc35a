-- The planner has to know how few they are, lest it read all batches for them.
analyze movement_sum (batch_no)
