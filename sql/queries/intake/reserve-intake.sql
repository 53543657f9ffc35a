select nextval('intake') as intake_no
