select file, line, reason, detail, row from reject where intake_no = :intake order by line, reject_no
