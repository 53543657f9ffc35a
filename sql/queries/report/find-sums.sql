-- What the run has published at some paths before.
select path, sha256
from document
where run_no = :run and path = any (cast(:paths as text[]))
