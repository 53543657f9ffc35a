select as_of, catalog from run where state = 'posted' order by as_of desc, run_no desc limit 1
