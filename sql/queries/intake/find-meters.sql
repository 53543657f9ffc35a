select meter_id, meter_no, category from meter
