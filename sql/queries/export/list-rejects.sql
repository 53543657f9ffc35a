select file, line, reason, detail, row from reject order by reject_no
