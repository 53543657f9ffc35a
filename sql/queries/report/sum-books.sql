select (select count(*) from account) as accounts,
       (select count(*) from cycle where state = 'closed') as cycles,
       (select count(*) from invoice) as invoices,
       (select coalesce(sum(allocated), 0) from credit_batch) as allocated,
       (select coalesce(sum(consumed), 0) from credit_batch) as consumed,
       (select coalesce(sum(expired), 0) from credit_batch) as expired,
       (select coalesce(sum(rolled_out), 0) from credit_batch) as rolled_out
