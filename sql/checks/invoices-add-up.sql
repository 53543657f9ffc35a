-- An invoice is the sum of its lines, its tax that of the sum, and what is paid that of the paid lines.
select i.number, i.net, i.tax, i.paid, l.l_net, l.l_paid
from invoice_after i
left join (
    select l.invoice_no, sum(l.net) as l_net, coalesce(sum(l.net) filter (where l.paid), 0) as l_paid
    from invoice_line l
    join invoice_after o on o.invoice_no = l.invoice_no
    group by l.invoice_no
) l on l.invoice_no = i.invoice_no
where (i.net <> coalesce(l.l_net, 0) or i.tax <> round(i.net * i.tax_rate * 0.01)
       or i.paid <> l.l_paid + round(l.l_paid * i.tax_rate * 0.01))
