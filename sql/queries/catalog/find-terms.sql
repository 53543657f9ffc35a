select subject, starts_on, name, said, until_on from term_in_use
