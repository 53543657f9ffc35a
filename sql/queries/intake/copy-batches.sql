copy incoming_batch (position, account_no, batch_id, class, source, allocated, nominal_at, expires_at, ends, priority,
    categories, value, price, package_id, paid_at, payment_ref, voided_at, origin_batch_id, input, resolved, day)
from stdin
