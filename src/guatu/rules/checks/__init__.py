"""Checks of rules when packs are loaded: bands, conditions and amounts held against each other, with examples."""
