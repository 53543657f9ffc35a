-- An account; with its companies: those whose parent it is, and theirs.
with recursive asked as (
    select account_no from account where account_id = :account
    union
    select c.account_no
    from asked p
    join account c on c.parent_no = p.account_no
    where :companies
)
select account_no from asked order by account_no
