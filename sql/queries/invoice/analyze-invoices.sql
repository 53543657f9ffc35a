analyze invoice
