delete from term_in_use
