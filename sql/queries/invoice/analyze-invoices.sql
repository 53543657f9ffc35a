-- What lines are joined with them by.
analyze invoice (run_no, payer_no, currency, month, invoice_no)
