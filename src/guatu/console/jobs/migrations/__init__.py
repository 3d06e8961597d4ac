"""Migrations of the slice."""
