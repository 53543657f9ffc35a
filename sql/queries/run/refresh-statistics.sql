select refresh_statistics()
