-- Numbers are gap-free for each series and year.
select series, year, count(*), max(seq)
from invoice
group by series, year
having count(*) <> max(seq)
