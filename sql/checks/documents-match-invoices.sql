-- Of a run with documents, each invoice has one with its number and its total, or waits for fonts, and no other has any.
select coalesce(i.run_no, d.run_no) as run_no, coalesce(i.number, d.number) as number, i.total, d.total as document_says
from (
    select run_no, number, total from invoice_after where run_no in (select run_no from document)
) i
full join document_after d on d.run_no = i.run_no and d.number = i.number
where i.total is distinct from d.total
  and not (d.number is null and exists (
      select from waiting_document w where w.run_no = i.run_no and w.number = i.number))
