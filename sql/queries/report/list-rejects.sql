select file, line, reason, detail, row from rejected order by reject_no
