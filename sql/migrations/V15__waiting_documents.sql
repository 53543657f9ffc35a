-- Documents that are not published yet, since no font at hand has some of their characters: each is published by a later run or
-- by hand once there is one. What they tell is booked.
create table waiting_document (
    run_no      int not null,
    path        text collate "C" not null,
    number      text collate "C",            -- of the invoice that it is
    characters  text not null,               -- those that could not be set
    primary key (run_no, path)
);
