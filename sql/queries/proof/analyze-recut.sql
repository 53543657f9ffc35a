-- Mostly it is empty, which the planner has to know, lest it read all the ledger for nothing.
analyze recut
