-- Plans that open time asks for: until the account changes it, and from where its cycles are closed.
with standing as (
    select account_no, plan_id, starts_on,
           least(ends_on, lead(starts_on) over (partition by account_no order by starts_on, arrival) - 1) as until
    from subscription
)
select s.plan_id, a.currency, min(greatest(s.starts_on, t.closed_on)) as first_on, max(coalesce(s.until, 'infinity')) as last_on,
       count(distinct s.account_no) as accounts, min(a.account_id) as one
from standing s
join account a using (account_no)
left join account_state t using (account_no)
where s.until is null or s.until >= greatest(s.starts_on, t.closed_on)
group by s.plan_id, a.currency
order by s.plan_id, a.currency
