select run_no, as_of, state::text, catalog from run where job = :job and identity = :identity
  and state in ('running', 'failed', 'posted', 'refused') order by run_no desc limit 1
