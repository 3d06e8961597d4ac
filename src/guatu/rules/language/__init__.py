"""The expression language of packs: from an author's words to typed SQL over the columns of one table."""
