"""审计: who did what, when, from where, chained."""
