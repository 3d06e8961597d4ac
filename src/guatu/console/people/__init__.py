"""人员: places, agencies, accounts, posts and what each may do."""
