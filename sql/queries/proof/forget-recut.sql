delete from cycle_before where account_no in (select account_no from recut)
