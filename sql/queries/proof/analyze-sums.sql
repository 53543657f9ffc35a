analyze entry_sum, usage_sum
