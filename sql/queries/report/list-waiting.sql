-- Documents that wait for fonts, by run: how many, the first ones, and the characters that each of them lacks.
select run_no, count(*) as documents, (array_agg(path order by path))[1:3] as first,
       array_agg(distinct characters order by characters) as characters
from waiting_document
group by run_no
order by run_no
