"""政策包: packs in use, plans read, rulings signed."""
