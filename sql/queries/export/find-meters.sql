select meter_id from meter order by meter_id
