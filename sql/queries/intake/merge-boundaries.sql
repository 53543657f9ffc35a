insert into batch_boundary (account_no, day, at)
select account_no, day, at from incoming_boundary
on conflict do nothing
