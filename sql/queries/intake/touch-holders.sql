update account_state s
set dirty_on = least(s.dirty_on, i.first_on), input_no = nextval('arrival')
from (select account_no, min(day) as first_on from incoming_batch group by account_no) i
where s.account_no = i.account_no
