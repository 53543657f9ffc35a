select a.account_no, a.account_id, a.currency, a.time_zone, s.closed_on, s.closed_state, s.checkpoint_on, s.checkpoint,
       s.input_no
from account a
join account_state s on s.account_no = a.account_no
where a.account_no = any (:accounts)
