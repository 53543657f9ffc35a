create temp table touched on commit drop as select account_no from account
