"""通报: drafts, approval, frozen issues."""
