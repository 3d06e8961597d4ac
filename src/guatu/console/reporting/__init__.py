"""报送: forms, filling, checking, returning, chasing."""
