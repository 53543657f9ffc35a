select intake_no from given_back where path = :path
