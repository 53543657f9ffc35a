-- Documents of a run that wait for fonts; they are no documents until these are there.
with gone as (
    delete from document where run_no = :run and path = any (cast(:paths as text[]))
)
insert into waiting_document (run_no, path, number, characters)
select :run, w.path, w.number, w.characters
from unnest(cast(:paths as text[]), cast(:numbers as text[]), cast(:characters as text[])) as w (path, number, characters)
