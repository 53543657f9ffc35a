-- Numbers are gap-free for each series and year: each follows the one before.
select i.series, i.year, i.seq
from invoice_after i
where i.seq <> 1
  and not exists (select 1 from invoice p where p.series = i.series and p.year = i.year and p.seq = i.seq - 1)
