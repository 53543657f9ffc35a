-- An invoice is the sum of its lines, its tax that of the sum, and what is paid that of the paid lines. Run 0: of all.
select i.number, i.net, i.tax, i.paid, l.l_net, l.l_paid
from invoice i
left join (
    select l.invoice_no, sum(l.net) as l_net, coalesce(sum(l.net) filter (where l.paid), 0) as l_paid
    from invoice_line l
    join invoice o on o.invoice_no = l.invoice_no
    where o.run_no >= current_setting('nightbook.run')::int
      and o.run_no <= coalesce(nullif(current_setting('nightbook.run')::int, 0), 2147483647)
    group by l.invoice_no
) l on l.invoice_no = i.invoice_no
where i.run_no >= current_setting('nightbook.run')::int
  and i.run_no <= coalesce(nullif(current_setting('nightbook.run')::int, 0), 2147483647)
  and (i.net <> coalesce(l.l_net, 0) or i.tax <> round(i.net * i.tax_rate * 0.01)
       or i.paid <> l.l_paid + round(l.l_paid * i.tax_rate * 0.01))
