-- What is left of a batch's value is V less the value of the first k credits gone, round(V x k / allocated).
select batch_id, value, booked, remaining, value_left
from batch_after
where value_left <> case when booked = 0 then 0
    else value - div(2 * value * (booked - remaining) + booked, 2 * booked) end
