-- A top-up's bonus goes with it.
update credit_batch b
set voided_at = i.voided_at
from incoming_batch i
where b.source = 'bonus' and b.origin_batch_id = i.batch_id and b.voided_at is null and i.voided_at is not null
