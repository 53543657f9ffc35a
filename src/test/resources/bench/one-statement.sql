-- A much simpler month-end than Nightbook's, as one statement over raw events: fee, overage, 20 % tax, an invoice with its
-- lines, and the next allowance with a capped rollover. Close to what the machine can do.
with used as (
    select account_no, meter_no, sum(credits)::bigint as credits
    from plain_event
    where occurred_at >= '2026-10-01 00:00+00' and occurred_at < '2026-11-01 00:00+00'
    group by account_no, meter_no
), standing as (
    select a.account_no, a.plan, a.fee, a.price, a.monthly, a.cap, a.granted + a.carried as available,
           coalesce(u.credits, 0) as used
    from plain_account a
    left join (select account_no, sum(credits)::bigint as credits from used group by account_no) u
        on u.account_no = a.account_no
), billed as (
    select s.*, greatest(used - available, 0) as over, round(greatest(used - available, 0) * price, 2) as overage,
           row_number() over (order by account_no) as seq
    from standing s
), totalled as (
    select b.*, fee + overage as net, round((fee + overage) * 0.20, 2) as tax from billed b
), invoices as (
    insert into plain_invoice (seq, account_no, number, net, tax, total)
    select seq, account_no, 'INV-2026-' || lpad(seq::text, 8, '0'), net, tax, net + tax
    from totalled
    order by account_no
    returning 1
), allowances as (
    insert into plain_allowance (account_no, starts_on, granted, carried)
    select account_no, date '2026-11-01', monthly, least(greatest(available - used, 0), cap)
    from totalled
    order by account_no
    returning 1
), lines as (
    insert into plain_invoice_line (seq, line, kind, description, quantity, unit_price, amount)
    select seq, row_number() over (partition by seq order by place), kind, description, quantity, unit_price, amount
    from (
        select seq, 0 as place, 'fee' as kind, 'Plan ' || plan as description, 1::bigint as quantity, fee as unit_price,
               fee as amount
        from totalled
        union all
        select t.seq, u.meter_no, 'usage', 'meter ' || u.meter_no || ' (included)', u.credits, 0, 0
        from used u
        join totalled t on t.account_no = u.account_no
        union all
        select seq, 9, 'overage', 'Credits beyond the allowance', over, price, overage
        from totalled
        where over > 0
    ) l
    returning 1
)
select (select count(*) from invoices) as invoices, (select count(*) from lines) as lines,
       (select count(*) from allowances) as allowances
