select fold_month()
