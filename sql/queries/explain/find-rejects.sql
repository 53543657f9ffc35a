-- Rejected rows that name the account; a row that could not be read may name it by chance, or not at all.
select file, line, reason, detail
from rejected
where string_to_array(row, ',') && cast(array[:account, '"' || :account || '"'] as text[])
order by reject_no
limit :limit
