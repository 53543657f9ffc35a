select run_no, job, identity, as_of from run where state in ('running', 'failed', 'refused') order by run_no
