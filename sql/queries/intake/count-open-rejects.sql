select count(*) from rejected
