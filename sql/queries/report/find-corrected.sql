-- Of invoices those before them that they correct: a plan row came after a close had billed a cycle's fee in advance, and a
-- line makes up the difference to the line of that close.
select distinct l.invoice_no, o.number, o.issue_date, o.invoice_no as before_no
from invoice_line l
join cycle b on b.account_no = l.account_no and b.until_day = l.first_day
join invoice_line f on f.account_no = b.account_no and f.first_day = b.first_day and f.kind = 'fee'
    and f.description like '% from ' || l.first_day || ', in advance'
join invoice o on o.invoice_no = f.invoice_no
where l.invoice_no between :first and :last and l.kind = 'proration' and l.description like '% billed in advance'
order by l.invoice_no, before_no
