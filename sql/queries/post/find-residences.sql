-- What decides the tax of those who pay, once for each combination.
select p.country, min(p.tax_id) as tax_id
from stage_charge c
join account a on a.account_no = c.account_no
join account p on p.account_no = coalesce(a.payer_no, a.account_no)
where c.run_no = :run
group by p.country, p.tax_id is not null
