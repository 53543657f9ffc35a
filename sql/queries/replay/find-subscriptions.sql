select account_no, plan_id, starts_on, ends_on, arrival
from subscription
where account_no = any (:accounts)
