select file, line, reason, detail, row, iso(resolved_at) as resolved_at, resolved_by, resolved_intake as import
from resolved
order by reject_no
