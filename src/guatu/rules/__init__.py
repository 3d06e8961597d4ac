"""rules: the expression language of packs, compiled to one pass over one table."""
