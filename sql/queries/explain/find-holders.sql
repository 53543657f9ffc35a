select a.account_no, a.account_id, a.name, a.currency, a.time_zone, s.closed_until, s.closed_on, s.posted_as_of
from account a
left join account_state s on s.account_no = a.account_no
where a.account_no = any (:accounts)
