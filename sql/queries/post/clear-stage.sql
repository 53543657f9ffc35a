truncate stage_work, stage_account, stage_batch, stage_movement, stage_cycle, stage_charge, stage_tiered, stage_tax
