copy stage_charge (run_no, account_no, first_day, position, kind, subject, description, quantity, unit_price, net)
from stdin with (format binary)
